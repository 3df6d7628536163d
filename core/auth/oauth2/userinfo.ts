import type { JsonObject } from '../../json-value.ts';
import type { WireRequest } from '../../http/wire-request.ts';
import { decodeToken } from '../../jwt/decode.ts';
import { requireEndpoint, type EndpointAnswer } from './endpoint-request.ts';
import { type EndpointError, readEndpointError } from './endpoint-error.ts';
import { readJsonObject } from './json-answer.ts';
import { type TokenSet, tokenAuthorization } from './token-set.ts';

/**
 * Builds the request for the claims about the signed-in user.
 *
 * @param dpopProof With `ath`, where the token is bound to a key.
 * @throws AppError ERR_OAUTH_ENDPOINT_REFUSED
 * @see OpenID Connect Core 1.0 section 5.3.1
 */
export function buildUserInfoRequest(
  endpoint: string,
  tokens: Pick<TokenSet, 'accessToken' | 'tokenType'>,
  dpopProof?: string,
): WireRequest {
  const headers: WireRequest['headers'] = [
    ['Accept', 'application/json, application/jwt'],
    ['Authorization', tokenAuthorization(tokens, undefined)],
  ];
  if (dpopProof !== undefined) headers.push(['DPoP', dpopProof]);
  return {
    method: 'GET',
    url: requireEndpoint(endpoint, 'userInfoEndpoint').href,
    headers,
    sensitiveHeaders: ['authorization', 'dpop'],
    secrets: [tokens.accessToken, ...(dpopProof === undefined ? [] : [dpopProof])],
  };
}

/** What the user info endpoint says. */
export type UserInfoResult =
  | { kind: 'claims'; claims: JsonObject }
  /** A signed answer, for the decoder. */
  | { kind: 'jwt'; jwt: string }
  /** The claims are about somebody else than the ID token. They are not to be used. */
  | { kind: 'otherSubject'; claims: JsonObject }
  | ({ kind: 'error' } & EndpointError)
  | { kind: 'unusable'; problem: 'notJson' | 'subjectMissing' };

/**
 * Reads the answer of the user info endpoint.
 *
 * @param expectedSubject `sub` of the ID token, where there is one; another one is refused.
 * @see OpenID Connect Core 1.0 section 5.3.2
 */
export function readUserInfoResponse(answer: EndpointAnswer, expectedSubject?: string): UserInfoResult {
  const error = readEndpointError(answer);
  if (error !== undefined) return { kind: 'error', ...error };
  const text = answer.bodyText.trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) {
    const decoded = decodeToken(text);
    const claims = decoded.kind === 'jwt' ? readJsonObject(decoded.payload.text) : undefined;
    const isOther = expectedSubject !== undefined && claims?.['sub'] !== expectedSubject;
    return isOther ? { kind: 'otherSubject', claims: claims ?? {} } : { kind: 'jwt', jwt: text };
  }
  const claims = readJsonObject(text);
  if (claims === undefined) return { kind: 'unusable', problem: 'notJson' };
  const subject = claims['sub'];
  if (typeof subject !== 'string' || subject === '') return { kind: 'unusable', problem: 'subjectMissing' };
  return expectedSubject !== undefined && subject !== expectedSubject
    ? { kind: 'otherSubject', claims }
    : { kind: 'claims', claims };
}
