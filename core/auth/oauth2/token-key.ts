import { sha256Base64Url } from '../../jwt/digest.ts';

/** What tokens are kept apart by. */
export interface TokenIdentity {
  environmentId?: string;
  /** The issuer where it is known, else the token endpoint. */
  server: string;
  clientId: string;
  grantType: string;
  scopes: readonly string[];
  audience?: string;
  resources?: readonly string[];
  /** The stored key the client signs with. */
  keyId?: string;
  /** Whom the token stands for, where the set-up says so: the user of a password grant, what an assertion or an exchanged token says. */
  subject?: string;
}

/**
 * Gives the key under which a token is kept: equal for two requests exactly where one token serves both. The order of
 * scopes, a slash at the end of the server and the case of its host make no difference. It is a hash, so that it may be
 * a file name and tells nothing.
 */
export async function tokenCacheKey(identity: TokenIdentity): Promise<string> {
  const sorted = (values: readonly string[] | undefined) => [...new Set(values ?? [])].toSorted();
  const server = identity.server.trim().replace(/\/+$/, '');
  const host = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(server)?.[0] ?? '';
  return sha256Base64Url(
    JSON.stringify([
      identity.environmentId ?? '',
      host.toLowerCase() + server.slice(host.length),
      identity.clientId,
      identity.grantType,
      sorted(identity.scopes),
      identity.audience ?? '',
      sorted(identity.resources),
      identity.keyId ?? '',
      identity.subject ?? '',
    ]),
  );
}
