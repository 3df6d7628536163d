import type { CryptoKey } from 'jose';
import { AppError } from '../../errors.ts';
import type { HeaderPairs } from '../../http/exchange.ts';
import { originOf, parseAddress } from '../../http/parse-address.ts';
import type { JsonObject } from '../../json-value.ts';
import type { SigningAlgorithm } from '../../jwt/algorithms.ts';
import { type Jwk, privateMembersOf, publicJwk } from '../../jwt/jwk.ts';
import { sha256Base64Url } from '../../jwt/digest.ts';
import { signJwt } from '../../jwt/sign.ts';
import { readChallenges } from './www-authenticate.ts';

/** What one proof is made for. A proof is good for one request: make a new one for every send, hop and retry. */
export interface DpopProofInput {
  method: string;
  /** The address actually sent. */
  url: string;
  /** Fresh for every proof. */
  jti: string;
  nowEpochSec: number;
  /** The server's latest nonce, where it gave one. */
  nonce?: string;
  /** For calls with a token; absent at the token endpoint. */
  accessToken?: string;
}

/** The key a token is bound to. */
export interface DpopKey {
  privateKey: CryptoKey;
  /** Its public half; private members in it are left out. */
  publicJwk: Jwk;
  algorithm: SigningAlgorithm;
}

/** The header of a proof. @see RFC 9449 section 4.2 */
export interface DpopHeader {
  typ: 'dpop+jwt';
  alg: string;
  jwk: JsonObject;
}

/** The claims of a proof. */
export interface DpopClaims {
  jti: string;
  htm: string;
  htu: string;
  iat: number;
  nonce?: string;
  ath?: string;
}

/** Builds the header of a proof: only the members that make up the public key. @see RFC 9449 section 4.2 */
export function buildDpopHeader(key: Pick<DpopKey, 'publicJwk' | 'algorithm'>): DpopHeader {
  const {
    kid: _kid,
    use: _use,
    alg: _alg,
    x5c: _x5c,
    x5u: _x5u,
    x5t: _x5t,
    ...jwk
  } = publicJwk(key.publicJwk);
  if (privateMembersOf(jwk).length > 0)
    throw new AppError('ERR_TOKEN_SIGN_FAILED', 'A proof may not hold a private key.');
  return { typ: 'dpop+jwt', alg: key.algorithm, jwk };
}

/** Builds the claims of a proof. @throws AppError ERR_TOKEN_CLAIMS_INVALID where the address is not http(s) */
export async function buildDpopClaims(input: DpopProofInput): Promise<DpopClaims> {
  const claims: DpopClaims = {
    jti: input.jti,
    htm: input.method,
    htu: htuOf(input.url),
    iat: Math.floor(input.nowEpochSec),
  };
  if (input.nonce !== undefined) claims.nonce = input.nonce;
  if (input.accessToken !== undefined) claims.ath = await accessTokenHash(input.accessToken);
  return claims;
}

/**
 * Makes the value of the `DPoP` header for one request.
 *
 * @throws AppError ERR_TOKEN_CLAIMS_INVALID, ERR_TOKEN_SIGN_FAILED
 * @see RFC 9449 section 4
 */
export async function buildDpopProof(input: DpopProofInput, key: DpopKey): Promise<string> {
  return signJwt({ ...buildDpopHeader(key) }, await buildDpopClaims(input), key.privateKey);
}

/**
 * Gives the `htu` of an address: as the engine sends it, without query and fragment. Escapes in the path stay as sent;
 * the server compares after decoding.
 *
 * @throws AppError ERR_TOKEN_CLAIMS_INVALID
 * @see RFC 9449 section 4.2 and 4.3
 */
export function htuOf(url: string): string {
  const parsed = parseAddress(url);
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new AppError('ERR_TOKEN_CLAIMS_INVALID', 'A proof needs the http(s) address of the request.', {
      details: { claim: 'htu' },
    });
  }
  return `${originOf(parsed)}${parsed.pathname}`;
}

/** Gives the hash of a token that a proof carries as `ath`. @see RFC 9449 section 4.2 */
export async function accessTokenHash(accessToken: string): Promise<string> {
  return sha256Base64Url(accessToken);
}

/** Gives the nonce a server wants in the next proof; the last one where it sent several. @see RFC 9449 section 8.1 */
export function readDpopNonce(headers: HeaderPairs): string | undefined {
  const value = headers.findLast(([name]) => name.toLowerCase() === 'dpop-nonce')?.[1].trim();
  return value !== undefined && /^[\x21\x23-\x5b\x5d-\x7e]{1,1024}$/.test(value) ? value : undefined;
}

/** What an answer asks of the next proof. */
export type DpopDecision =
  /** Send once more with this nonce, a new `jti` and a new client assertion. */
  | { kind: 'retryWithNonce'; nonce: string }
  /** The server wants a proof and none was sent: turn DPoP on. */
  | { kind: 'turnOn' }
  /** The proof was refused for another reason. */
  | { kind: 'refused'; description?: string }
  | { kind: 'none' };

/** What is known about the request that was answered. */
export interface DpopAnswer {
  status: number;
  headers: HeaderPairs;
  /** `error` and `error_description` of the body, where it has them. */
  error?: string;
  errorDescription?: string;
}

/**
 * Decides what to do after an answer of a token endpoint or an API. A nonce is retried once per request.
 *
 * @param sent Whether a proof went with the request, and the nonce in it.
 * @see RFC 9449 sections 8 and 9
 */
export function decideDpop(
  answer: DpopAnswer,
  sent: { proof: boolean; nonce?: string; alreadyRetried: boolean },
): DpopDecision {
  if (answer.status !== 400 && answer.status !== 401) return { kind: 'none' };
  const challenges = readChallenges(answer.headers);
  const challenge = challenges.find(({ scheme }) => scheme === 'dpop');
  const error = answer.error ?? challenge?.parameters['error'];
  const nonce = readDpopNonce(answer.headers);
  if (sent.proof && error === 'use_dpop_nonce') {
    return nonce !== undefined && !sent.alreadyRetried
      ? { kind: 'retryWithNonce', nonce }
      : { kind: 'refused', description: answer.errorDescription };
  }
  if (!sent.proof) {
    // Servers agree on no code for a proof that is missing: some say invalid_grant or invalid_request and explain.
    const words = `${error ?? ''} ${answer.errorDescription ?? challenge?.parameters['error_description'] ?? ''}`;
    const asksForProof = /(?:^|[^a-z])dpop(?:[^a-z]|$)/i.test(words);
    const onlyDpop =
      answer.status === 401 &&
      challenge !== undefined &&
      !challenges.some(({ scheme }) => scheme === 'bearer');
    return asksForProof || onlyDpop ? { kind: 'turnOn' } : { kind: 'none' };
  }
  if (error !== 'invalid_dpop_proof') return { kind: 'none' };
  const freshNonce = nonce !== undefined && nonce !== sent.nonce && !sent.alreadyRetried;
  // Some servers answer a stale nonce with invalid_dpop_proof and the new one beside it.
  return freshNonce
    ? { kind: 'retryWithNonce', nonce }
    : { kind: 'refused', description: answer.errorDescription ?? challenge?.parameters['error_description'] };
}

/** Who gives a nonce; one origin may be both, and their nonces differ. @see RFC 9449 section 9 */
export type NonceGiver = 'authorizationServer' | 'resource';

/** Gives under what the latest nonce of a server is kept. */
export function nonceKeyOf(giver: NonceGiver, url: string): string {
  const parsed = parseAddress(url);
  return `${giver} ${parsed === undefined ? url : originOf(parsed)}`;
}

/**
 * Chooses the algorithm of a proof key: ES256 unless the server lists others only, then the first of those Postern makes.
 *
 * @see RFC 9449 section 5.1
 */
export function chooseDpopAlgorithm(offered: readonly string[]): SigningAlgorithm {
  const preferred: SigningAlgorithm[] = [
    'ES256',
    'EdDSA',
    'ES384',
    'ES512',
    'PS256',
    'RS256',
    'RS384',
    'RS512',
  ];
  return offered.length === 0 ? 'ES256' : (preferred.find((name) => offered.includes(name)) ?? 'ES256');
}

/** Gives the algorithms that a challenge says proofs may have; empty where it says none. @see RFC 9449 section 7.1 */
export function readDpopAlgorithms(headers: HeaderPairs): string[] {
  const challenge = readChallenges(headers).find(({ scheme }) => scheme === 'dpop');
  return (challenge?.parameters['algs'] ?? '').split(/\s+/).filter((name) => name !== '');
}
