import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import { AppError } from '../../core/errors.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import type { AppContext } from '../app-context.ts';
import type { TokenRecord } from '../storage/token-store.ts';
import { type FlowStart, startFlow } from './flow.ts';
import { keepToken } from './keep-token.ts';
import { refreshToken } from './refresh-token.ts';
import { requestTokens } from './request-token.ts';
import type { ResolvedConfig } from './resolve-config.ts';

/**
 * Gets a token by the grant of a set-up and keeps it.
 *
 * @throws AppError everything a step of the grant refuses
 */
export async function getToken(
  app: AppContext,
  resolved: ResolvedConfig,
  start: FlowStart & { callId: string },
): Promise<{ record: TokenRecord; exchanges: Exchange[] }> {
  if (resolved.config.grantType === 'refresh_token') {
    return refreshToken(app, findRefreshable(app, resolved.config, start), start.signal);
  }
  const flow = await startFlow(app, resolved, start);
  const tokens = await requestTokens(flow, start.callId);
  return { record: await keepToken(flow, tokens), exchanges: flow.exchanges };
}

function findRefreshable(app: AppContext, config: OAuth2Config, start: FlowStart): string {
  const found = app.tokens
    .list()
    .find(
      (token) =>
        token.hasRefreshToken &&
        token.clientId === config.clientId &&
        token.tokenUrl === config.accessTokenUrl &&
        token.environmentId === start.environmentId,
    );
  if (found !== undefined) return found.id;
  throw new AppError(
    'ERR_OAUTH_NO_REFRESH_TOKEN',
    'There is no stored token with a refresh token of this client. Get one by Authorization Code with the scope "offline_access" first.',
    { details: { clientId: config.clientId } },
  );
}
