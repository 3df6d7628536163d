import type { JsonValue } from '../json-value.ts';
import { type Jwk, isJwk, isJwks, publicJwk } from './jwk.ts';
import { jwkThumbprint } from './thumbprint.ts';

/** Reads the keys of a JWK Set document; members that are no keys are left out. `undefined` where it is none. */
export function readJwks(text: string): Jwk[] | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  return isJwks(value) ? value.keys.filter(isJwk) : undefined;
}

/** Gives the ids of the keys that have one. */
export function keyIdsOf(keys: readonly Jwk[]): string[] {
  return keys.map((key) => key['kid']).filter((kid) => typeof kid === 'string');
}

/** How a key of ours stands among those a server knows. */
export type JwksMatch =
  | { kind: 'registered' }
  /** The server knows the key by another id (or none): signing must name that one. */
  | { kind: 'otherKeyId'; keyId: string | undefined }
  /** The server has another key under our id. */
  | { kind: 'otherKey' }
  | { kind: 'notRegistered' };

/**
 * Compares a key with those of a server, by thumbprint and by id.
 *
 * @throws AppError ERR_KEY_SYMMETRIC, ERR_KEY_UNSUPPORTED, ERR_KEY_INCOMPLETE for our own key
 * @see RFC 7638 section 3
 */
export async function matchInJwks(jwk: Jwk, keyId: string, keys: readonly Jwk[]): Promise<JwksMatch> {
  const thumbprint = await jwkThumbprint(publicJwk(jwk));
  const same: Jwk[] = [];
  for (const key of keys.slice(0, 200)) if ((await thumbprintOf(key)) === thumbprint) same.push(key);
  if (same.some((key) => key['kid'] === keyId)) return { kind: 'registered' };
  const [other] = same;
  if (other !== undefined) {
    return { kind: 'otherKeyId', keyId: typeof other['kid'] === 'string' ? other['kid'] : undefined };
  }
  return { kind: keys.some((key) => key['kid'] === keyId) ? 'otherKey' : 'notRegistered' };
}

async function thumbprintOf(key: Jwk): Promise<string | undefined> {
  try {
    return await jwkThumbprint(key);
  } catch {
    return undefined;
  }
}
