import type { JsonObject } from '../json-value.ts';
import {
  type SecretAlgorithm,
  type SigningAlgorithm,
  secretAlgorithms,
  signingAlgorithms,
} from '../jwt/algorithms.ts';
import { decodeBase64Url } from '../jwt/base64url.ts';
import { readObjectMembers, setMember } from '../jwt/json-members.ts';
import type { JwsHeader } from '../jwt/sign.ts';
import { type Auth, readCredentialText } from './auth.ts';
import { authIncomplete } from './auth-incomplete.ts';

/** What signs: a shared secret, a key of the key store, or one pasted into the form. */
export type JwtBearerKey =
  | { kind: 'secret'; text: string; isBase64: boolean }
  | { kind: 'stored'; keyId: string }
  | { kind: 'pasted'; text: string; passphrase: string };

/** A JWT that is made for each send, with everything resolved; in Postman's words the type `jwt`. */
export interface JwtBearer {
  algorithm: SigningAlgorithm | SecretAlgorithm;
  header: JwsHeader;
  /** Signed exactly as it stands here. */
  claims: string;
  key: JwtBearerKey;
  place: { in: 'header'; prefix: string } | { in: 'query'; name: string };
}

const longestLifetimeSec = 10 * 365 * 86_400;

/**
 * Reads the settings of a JWT Bearer authorization. `alg` of the header is the chosen algorithm, whatever the typed
 * header says. With a lifetime, `iat`, `exp` and `jti` are added where the payload has none of its own.
 *
 * @param resolve Gives a text with its variables replaced.
 * @throws AppError ERR_AUTH_INCOMPLETE with the field in details
 * @see RFC 7519
 */
export function readJwtBearer(
  auth: Auth,
  resolve: (text: string, key: string) => string,
  facts: { nowEpochSec: number; jti: string },
): JwtBearer {
  const read = (key: string) => resolve(readCredentialText(auth, key), key).trim();
  const algorithm = readAlgorithm(read('algorithm') || 'HS256');
  const keyId = read('keyId');
  const header = readHeader(read('header'), algorithm);
  const prefix = readCredentialText(auth, 'headerPrefix');
  return {
    algorithm,
    header,
    claims: withTimes(readClaims(read('payload')), read('lifetime'), facts),
    key: isSecretAlgorithm(algorithm)
      ? readSecret(resolve(readCredentialText(auth, 'secret'), 'secret'), read('isSecretBase64Encoded'))
      : keyId === ''
        ? readPasted(read('privateKey'), resolve(readCredentialText(auth, 'passphrase'), 'passphrase'))
        : { kind: 'stored', keyId },
    place:
      read('addTokenTo') === 'queryParam'
        ? { in: 'query', name: read('queryParamKey') || 'token' }
        : { in: 'header', prefix: resolve(prefix === '' ? 'Bearer' : prefix, 'headerPrefix').trim() },
  };
}

/** Tells whether a shared secret signs, and no key. @see RFC 7518 section 3.2 */
export function isSecretAlgorithm(algorithm: string): algorithm is SecretAlgorithm {
  return secretAlgorithms.some((name) => name === algorithm);
}

function readAlgorithm(name: string): SigningAlgorithm | SecretAlgorithm {
  const known = [...secretAlgorithms, ...signingAlgorithms].find((algorithm) => algorithm === name);
  if (known !== undefined) return known;
  throw authIncomplete('algorithm', `"${name}" is no algorithm that Postern signs with. Choose another one.`);
}

function readHeader(text: string, alg: string): JwsHeader {
  if (text === '') return { alg, typ: 'JWT' };
  if (readObjectMembers(text) === undefined)
    throw authIncomplete('header', 'The JWT headers are no JSON object, such as {"kid":"my-key"}.');
  return { typ: 'JWT', ...(JSON.parse(text) as JsonObject), alg };
}

function readClaims(text: string): string {
  if (text === '') return '{}';
  if (readObjectMembers(text) === undefined) {
    throw authIncomplete(
      'payload',
      'The payload is no JSON object, such as {"sub":"me"}. Variables are replaced before it is read.',
    );
  }
  return text;
}

function withTimes(claims: string, lifetime: string, facts: { nowEpochSec: number; jti: string }): string {
  if (lifetime === '') return claims;
  const lifetimeSec = Number(lifetime);
  if (!Number.isInteger(lifetimeSec) || lifetimeSec < 1 || lifetimeSec > longestLifetimeSec)
    throw authIncomplete('lifetime', 'The lifetime is a whole number of seconds, such as 300.');
  const present = new Set(readObjectMembers(claims)?.map(({ name }) => name));
  const added = { iat: facts.nowEpochSec, exp: facts.nowEpochSec + lifetimeSec, jti: facts.jti };
  return Object.entries(added).reduce(
    (text, [name, value]) => (present.has(name) ? text : setMember(text, name, value)),
    claims,
  );
}

function readSecret(text: string, isBase64: string): JwtBearerKey {
  if (text === '') throw authIncomplete('secret', 'Secret is empty; it signs the token.');
  return { kind: 'secret', text, isBase64: isBase64 === 'true' };
}

function readPasted(text: string, passphrase: string): JwtBearerKey {
  if (text === '')
    throw authIncomplete('privateKey', 'No key is chosen. Choose a stored key, or paste a private key.');
  return { kind: 'pasted', text, passphrase };
}

/** Gives the bytes of a secret that was typed as Base64, in either alphabet. @throws AppError ERR_AUTH_INCOMPLETE */
export function decodeSecret(text: string): Uint8Array {
  const clean = text.replaceAll('+', '-').replaceAll('/', '_').replace(/[\s=]/g, '');
  const bytes = decodeBase64Url(clean);
  if (bytes !== undefined) return bytes;
  throw authIncomplete('secret', 'The secret is no Base64. Switch that off, or paste it again.');
}
