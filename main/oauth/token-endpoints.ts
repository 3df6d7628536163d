import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import type { EndpointError } from '../../core/auth/oauth2/endpoint-error.ts';
import { type EndpointRequest, requireEndpoint } from '../../core/auth/oauth2/endpoint-request.ts';
import type { FailureStage } from '../../core/auth/oauth2/explain/failure-facts.ts';
import { AppError } from '../../core/errors.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import type { AppContext } from '../app-context.ts';
import type { TokenRecord } from '../storage/token-store.ts';
import { type Flow, type PostResult, postToEndpoint, startFlow } from './flow.ts';
import { refuseFlow } from './refusals.ts';
import { withWholeConfig } from './sourced-config.ts';

/** A call of an endpoint that takes a token. */
export interface TokenEndpointCall {
  flow: Flow;
  endpoint: string;
  posted: PostResult;
}

const labels = {
  revocationUrl: 'to revoke it',
  introspectionUrl: 'to introspect it',
  userInfoUrl: 'for user info',
} as const;

/** Gives the set-up a token came from and one of its addresses. @throws AppError ERR_OAUTH_CONFIG_INCOMPLETE, ERR_OAUTH_ENDPOINT_REFUSED */
export function requireTokenConfig(
  record: TokenRecord,
  field: keyof typeof labels,
): { config: OAuth2Config; endpoint: string } {
  const { config } = record.secret;
  const endpoint = config?.[field] ?? '';
  if (config === undefined || endpoint === '') {
    throw new AppError(
      'ERR_OAUTH_CONFIG_INCOMPLETE',
      `Where to send this token ${labels[field]} is not known. Fill the addresses in from the org URL and get a new token.`,
      { details: { field } },
    );
  }
  requireEndpoint(endpoint, 'tokenEndpoint');
  return { config, endpoint };
}

/** Sends a request about a stored token, authenticated as the client it was issued to. */
export async function callTokenEndpoint(
  app: AppContext,
  record: TokenRecord,
  field: 'revocationUrl' | 'introspectionUrl',
  signal: AbortSignal,
  build: (endpoint: string) => EndpointRequest,
): Promise<TokenEndpointCall & { exchange: Exchange }> {
  const { config, endpoint } = requireTokenConfig(await withWholeConfig(app, record, signal), field);
  const { accessToken, refreshToken } = record.secret.tokens;
  const secrets = [accessToken, refreshToken ?? '', config.clientSecret].filter((text) => text !== '');
  const flow = await startFlow(app, { config: { ...config, dpop: 'off' }, secrets }, { signal });
  const stage = field === 'revocationUrl' ? 'revoke' : 'introspect';
  const posted = await postToEndpoint(flow, build(endpoint), { stage });
  const exchange = flow.exchanges.at(-1);
  if (exchange === undefined) throw new Error('A call leaves an exchange.');
  return { flow, endpoint, posted, exchange };
}

/** Makes the refusal of such a call. */
export function refuseAnswer(call: TokenEndpointCall, stage: FailureStage, refused: EndpointError): AppError {
  const { error, errorDescription } = refused;
  const words = { error, ...(errorDescription === undefined ? {} : { errorDescription }) };
  return refuseFlow(call.flow, { stage, endpoint: call.endpoint, ...call.posted, error: words });
}
