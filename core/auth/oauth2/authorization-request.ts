import { AppError } from '../../errors.ts';
import { encodeQueryData } from '../../http/percent-encoding.ts';
import { type FormParameters, requireEndpoint } from './endpoint-request.ts';
import { type RequestParameter, replaceParameters } from './request-parameter.ts';
import { classifyRedirectUri } from './redirect-uri.ts';

/** What one flow asks the authorization endpoint for. */
export interface AuthorizationRequestInput {
  responseType: 'code' | 'token' | 'id_token token';
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string;
  /** Absent only without PKCE. */
  codeChallenge?: { challenge: string; method: 'S256' | 'plain' };
  /** Ties an ID token to this flow; for requests with the scope `openid`. */
  nonce?: string;
  audience?: string;
  resources?: readonly string[];
  /** Thumbprint of the DPoP key, which ties the code to it. @see RFC 9449 section 10 */
  dpopThumbprint?: string;
  /** `prompt`, `login_hint`, `max_age`, `acr_values`, `idp` and whatever else the server takes. */
  extra?: readonly RequestParameter[];
}

/** Parameters that tie the answer to this flow; an extra parameter may not take their place. */
const protectedNames = new Set([
  'state',
  'code_challenge',
  'code_challenge_method',
  'redirect_uri',
  'response_type',
]);

/**
 * Builds the parameters of an authorization request, for an address or for a pushed request.
 *
 * @throws AppError ERR_OAUTH_PARAMETER_REFUSED where an extra parameter would replace what ties the answer to the flow,
 *   or is a secret; ERR_OAUTH_CONFIG_INCOMPLETE where the client ID or a usable redirect is missing
 * @see RFC 6749 section 4.1.1, RFC 7636 section 4.3, RFC 8707 section 2.1
 */
export function buildAuthorizationParameters(input: AuthorizationRequestInput): FormParameters {
  requireClientAndRedirect(input);
  const parameters: FormParameters = [
    ['response_type', input.responseType],
    ['client_id', input.clientId],
    ['redirect_uri', input.redirectUri],
  ];
  if (input.scopes.length > 0) parameters.push(['scope', input.scopes.join(' ')]);
  parameters.push(['state', input.state]);
  if (input.codeChallenge !== undefined) {
    parameters.push(['code_challenge', input.codeChallenge.challenge]);
    parameters.push(['code_challenge_method', input.codeChallenge.method]);
  }
  if (input.nonce !== undefined) parameters.push(['nonce', input.nonce]);
  if (input.audience !== undefined && input.audience !== '') parameters.push(['audience', input.audience]);
  for (const resource of input.resources ?? []) parameters.push(['resource', resource]);
  if (input.dpopThumbprint !== undefined) parameters.push(['dpop_jkt', input.dpopThumbprint]);
  const extra = (input.extra ?? []).filter((row) => row.enabled && row.key.trim() !== '');
  for (const { key } of extra) refuseExtra(key.trim().toLowerCase());
  return replaceParameters(parameters, extra);
}

/**
 * Builds the address that the system's browser opens. A query the endpoint has already is kept. The result starts with
 * `http://` or `https://` and holds no space, quote, backslash or line end.
 *
 * @throws AppError ERR_OAUTH_ENDPOINT_REFUSED for another scheme, credentials, a strange host or control characters
 * @see RFC 6749 section 3.1
 */
export function buildAuthorizationUrl(endpoint: string, parameters: FormParameters): string {
  const parsed = requireEndpoint(endpoint, 'authorizationEndpoint');
  const own = parsed.search.replace(/^\?/, '');
  const added = parameters.map(([name, value]) => `${encodeQueryData(name)}=${encodeQueryData(value)}`);
  const query = [...(own === '' ? [] : [own]), ...added].join('&');
  const address = `${parsed.protocol}//${parsed.host}${parsed.pathname}${query === '' ? '' : `?${query}`}`;
  // Legal in an address and a trap in a shell, should some opener on the way use one.
  return address.replace(/['"`$();!*|<>^{}]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

function requireClientAndRedirect(input: AuthorizationRequestInput): void {
  if (input.clientId.trim() === '') {
    throw new AppError(
      'ERR_OAUTH_CONFIG_INCOMPLETE',
      'Client ID is empty. Copy it from the app in your org.',
      {
        details: { field: 'clientId' },
      },
    );
  }
  const redirect = classifyRedirectUri(input.redirectUri);
  if (redirect.kind !== 'invalid') return;
  throw new AppError(
    'ERR_OAUTH_CONFIG_INCOMPLETE',
    redirect.reason === 'empty'
      ? 'Callback URL is empty. Enter the one that is registered in the app.'
      : 'Callback URL is not usable: it must be an absolute address without a fragment, as it is registered in the app.',
    { details: { field: 'callbackUrl', reason: redirect.reason } },
  );
}

function refuseExtra(name: string): void {
  const isSecret = name === 'client_secret' || name === 'client_assertion' || name === 'password';
  if (!isSecret && !protectedNames.has(name)) return;
  throw new AppError(
    'ERR_OAUTH_PARAMETER_REFUSED',
    isSecret
      ? `"${name}" is a secret and may not stand in an address that a browser opens.`
      : `"${name}" is set by Postern, which checks it on return. Use the field of the form instead of an extra parameter.`,
    { details: { parameter: name } },
  );
}
