import type { Jwk, JwkFacts } from './jwk.ts';

/** Signature algorithms Postern signs with. @see RFC 7518 section 3.1, RFC 8037 section 3.1 */
export const signingAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** Algorithms of `client_secret_jwt`. @see RFC 7518 section 3.2 */
export const secretAlgorithms = ['HS256', 'HS384', 'HS512'] as const;
export type SecretAlgorithm = (typeof secretAlgorithms)[number];

const rsaAlgorithms: SigningAlgorithm[] = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];

/**
 * Lists the algorithms a key can sign with, the usual one first; empty where it can sign with none.
 *
 * @see RFC 7518 section 3.4: each ECDSA algorithm has its one curve
 */
export function signingAlgorithmsOf(key: Pick<JwkFacts, 'keyType' | 'curve'>): SigningAlgorithm[] {
  switch (`${key.keyType} ${key.curve ?? ''}`.trim()) {
    case 'RSA':
      return rsaAlgorithms;
    case 'EC P-256':
      return ['ES256'];
    case 'EC P-384':
      return ['ES384'];
    case 'EC P-521':
      return ['ES512'];
    case 'OKP Ed25519':
      return ['EdDSA'];
    default:
      return [];
  }
}

/** Tells whether a key can sign with an algorithm. `Ed25519` is the newer name of `EdDSA` with that curve (RFC 9864). */
export function fitsAlgorithm(key: Pick<JwkFacts, 'keyType' | 'curve'>, algorithm: string): boolean {
  const name = algorithm === 'Ed25519' ? 'EdDSA' : algorithm;
  return signingAlgorithmsOf(key).some((fitting) => fitting === name);
}

/**
 * Chooses the algorithm to sign with: the key's own `alg` where it fits, else the first fitting one that the server
 * offers, else the usual one of the key. A server's list never forbids: metadata is often incomplete.
 */
export function defaultAlgorithm(
  key: Pick<JwkFacts, 'keyType' | 'curve' | 'algorithm'>,
  offered: readonly string[] = [],
): SigningAlgorithm | undefined {
  const fitting = signingAlgorithmsOf(key);
  const own = key.algorithm === 'Ed25519' ? 'EdDSA' : key.algorithm;
  return fitting.find((name) => name === own) ?? fitting.find((name) => offered.includes(name)) ?? fitting[0];
}

/** Reads the type, curve and algorithm of a JWK for the functions above, without judging it. */
export function algorithmFacts(jwk: Jwk): Pick<JwkFacts, 'keyType' | 'curve' | 'algorithm'> {
  const text = (name: string) => (typeof jwk[name] === 'string' ? (jwk[name] as string) : undefined);
  return { keyType: jwk.kty, curve: text('crv'), algorithm: text('alg') };
}
