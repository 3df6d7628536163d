import { encodeQueryData } from '../http/percent-encoding.ts';
import type { Challenge } from './oauth2/www-authenticate.ts';

/** Hash functions of Digest, the stronger ones first. @see RFC 7616 section 6.1 */
export const digestHashes = ['SHA-512-256', 'SHA-256', 'MD5'] as const;
export type DigestHash = (typeof digestHashes)[number];

/** One offer of a server to authorize by Digest. */
export interface DigestChallenge {
  realm: string;
  nonce: string;
  opaque: string | undefined;
  hash: DigestHash;
  /** `-sess`: the nonces are part of the key. */
  isSession: boolean;
  /** Absent: the old way without a counter. */
  qop: 'auth' | 'auth-int' | undefined;
  /** The nonce was too old; user and password may be right. */
  isStale: boolean;
  /** The user's name is hashed, too. */
  hashesUser: boolean;
  /** `algorithm` as the server wrote it; absent: not written. */
  algorithm: string | undefined;
}

/** What one request is proved with. */
export interface DigestInput {
  username: string;
  password: string;
  method: string;
  /** Path and query as they stand in the request line. */
  uri: string;
  clientNonce: string;
  /** How often this nonce was used, this time included. */
  count: number;
  /** The body's hash in hexadecimal digits; for `auth-int`. */
  bodyHash?: string | undefined;
}

/** Gives the hash of a text's UTF-8 bytes in lower-case hexadecimal digits. */
export type DigestHasher = (hash: DigestHash, text: string) => string;

/**
 * Chooses among the challenges of an answer: the strongest hash that is known, and `auth` before `auth-int`, which needs
 * the whole body first.
 *
 * @see RFC 7616 section 3.7
 */
export function chooseDigestChallenge(challenges: readonly Challenge[]): DigestChallenge | undefined {
  const known = challenges.flatMap(({ scheme, parameters }) =>
    scheme === 'digest' ? (readChallenge(parameters) ?? []) : [],
  );
  return known.toSorted(
    (left, right) => digestHashes.indexOf(left.hash) - digestHashes.indexOf(right.hash),
  )[0];
}

function readChallenge(parameters: Challenge['parameters']): DigestChallenge | undefined {
  const { realm, nonce, opaque, algorithm, stale, userhash } = parameters;
  if (realm === undefined || nonce === undefined) return undefined;
  const [, name = '', session = ''] = /^(.*?)(-sess)?$/i.exec(algorithm ?? 'MD5') ?? [];
  const hash = digestHashes.find((known) => known.toLowerCase() === name.toLowerCase());
  const offered = parameters['qop']?.toLowerCase().split(/[\s,]+/);
  const qop = (['auth', 'auth-int'] as const).find((known) => offered?.includes(known));
  // A protection that nobody knows cannot be given.
  if (hash === undefined || (offered !== undefined && qop === undefined)) return undefined;
  return {
    realm,
    nonce,
    opaque,
    hash,
    isSession: session !== '',
    qop,
    isStale: stale?.toLowerCase() === 'true',
    hashesUser: userhash?.toLowerCase() === 'true',
    algorithm,
  };
}

/**
 * Gives the value of `Authorization` that answers a challenge.
 *
 * @see RFC 7616 section 3.4
 */
export function digestAuthorization(
  challenge: DigestChallenge,
  input: DigestInput,
  hasher: DigestHasher,
): string {
  const { realm, nonce, qop, opaque, algorithm } = challenge;
  const { username, uri, clientNonce } = input;
  const hash = (text: string) => hasher(challenge.hash, text);
  const count = input.count.toString(16).padStart(8, '0');
  const user = hash(`${username}:${realm}:${input.password}`);
  const key = challenge.isSession ? hash(`${user}:${nonce}:${clientNonce}`) : user;
  const body = qop === 'auth-int' ? `:${input.bodyHash ?? hash('')}` : '';
  const request = hash(`${input.method}:${uri}${body}`);
  const protection = qop === undefined ? '' : `${count}:${clientNonce}:${qop}:`;
  const usesClientNonce = qop !== undefined || challenge.isSession;
  return `Digest ${[
    challenge.hashesUser ? `username=${quoted(hash(`${username}:${realm}`))}` : userName(username),
    `realm=${quoted(realm)}`,
    `uri=${quoted(uri)}`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    `nonce=${quoted(nonce)}`,
    ...(usesClientNonce ? [`nc=${count}`, `cnonce=${quoted(clientNonce)}`] : []),
    ...(qop === undefined ? [] : [`qop=${qop}`]),
    `response=${quoted(hash(`${key}:${nonce}:${protection}${request}`))}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(challenge.hashesUser ? ['userhash=true'] : []),
  ].join(', ')}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** A name beyond ASCII has a form of its own. @see RFC 8187 section 3.2 */
function userName(username: string): string {
  return /^[\x20-\x7e]*$/.test(username)
    ? `username=${quoted(username)}`
    : `username*=UTF-8''${encodeQueryData(username)}`;
}
