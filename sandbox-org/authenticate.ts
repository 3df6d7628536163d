/** Who is calling. Routes know only the {@link Caller}, never how it was proven. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { accessTokenRefused, insufficientScope, invalidToken } from './errors.ts';
import { type AccessToken, type PresentedToken, TokenRefused } from './oauth/access-tokens.ts';
import { scopeNeed } from './oauth/scopes.ts';
import type { Org } from './org.ts';

/** The proven caller of an API route. */
export type Caller =
  | {
      readonly kind: 'api-token';
      /** The person the token belongs to. */
      readonly userId: string;
    }
  | {
      readonly kind: 'access-token';
      /** The person who signed in; absent when an app acts for itself. */
      readonly userId: string | undefined;
      readonly clientId: string;
      readonly scopes: readonly string[];
    };

/** What a request shows of its caller. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** The `DPoP` header. */
  readonly proof: string | undefined;
  readonly method: string;
  readonly url: URL;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Checks the `Authorization` header: the org's API token, or an access token with the scope the route needs.
 * @throws OktaError E0000011 for a missing or wrong token, E0000006 for a missing scope
 */
export async function authenticate(
  credentials: Credentials,
  org: Org,
  verify: (presented: PresentedToken) => Promise<AccessToken>,
): Promise<Caller> {
  const [, scheme = '', token = ''] =
    /^(SSWS|Bearer|DPoP) +(\S+) *$/i.exec(credentials.authorization ?? '') ?? [];
  if (/^(?:Bearer|DPoP)$/i.test(scheme)) {
    return callerOf({ ...credentials, scheme: /^d/i.test(scheme) ? 'DPoP' : 'Bearer', token }, org, verify);
  }
  // Both sides are hashed first: equal lengths, and a comparison that takes the same time for any guess.
  if (token === '' || !timingSafeEqual(digest(token), digest(org.apiToken))) throw invalidToken();
  return { kind: 'api-token', userId: org.state.administratorId };
}

async function callerOf(
  presented: PresentedToken,
  org: Org,
  verify: (presented: PresentedToken) => Promise<AccessToken>,
): Promise<Caller> {
  const { scheme, method, url } = presented;
  const challenge = (error: string, ...more: string[]): string =>
    [
      `${scheme} authorization_uri="${org.url}/oauth2/v1/authorize"`,
      `realm="${org.url}"`,
      ...more,
      `error="${error}"`,
    ].join(', ');
  let token: AccessToken;
  try {
    token = await verify(presented);
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    throw accessTokenRefused(challenge(error.error, `error_description="${error.message}"`));
  }
  const need = scopeNeed(method, url.pathname);
  if (!need?.anyOf.some((scope) => token.scopes.includes(scope))) {
    const resource = /^\/api\/v1\/\w+/.exec(url.pathname)?.[0] ?? '/';
    const scope = need === undefined ? [] : [`scope="${need.missing}"`];
    throw insufficientScope(
      challenge(
        'insufficient_scope',
        ...scope,
        'error_description="The access token provided does not contain the required scopes."',
        `resource="${resource}"`,
      ),
    );
  }
  return { kind: 'access-token', userId: token.userId, clientId: token.clientId, scopes: token.scopes };
}
