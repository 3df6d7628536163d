import { encodeBase64Url, textBytes } from '../../jwt/base64url.ts';
import { type TokenPart, decodeToken, readNumericDate, readTextMember } from '../../jwt/decode.ts';
import { digestText } from '../../jwt/digest.ts';
import type { Jwk } from '../../jwt/jwk.ts';
import { verifyWithKeys, verifyWithSecret } from '../../jwt/verify.ts';
import { isIssuer } from './issuer.ts';

/** What an ID token must agree with. */
export interface IdTokenExpectation {
  issuer: string;
  clientId: string;
  nowEpochSec: number;
  /** The nonce of the flow; absent where none was sent. */
  nonce?: string;
  /** The keys the server publishes; absent where they were not fetched, and then the signature is not checked. */
  jwks?: readonly Jwk[];
  /** For tokens signed with HS256 to HS512. */
  clientSecret?: string;
  accessToken?: string;
  code?: string;
  maxAgeSec?: number;
  /** Of the ID token that a refreshed one stands for. */
  subject?: string;
}

/** Something wrong with an ID token. */
export interface IdTokenFinding {
  code: IdTokenFindingCode;
  /** `error`: the token is not to be trusted. */
  severity: 'error' | 'warning';
  message: string;
}

const messages = {
  encrypted: 'The ID token is encrypted. Postern cannot read it.',
  notJwt: 'The ID token is not a JWT.',
  algNone: 'The ID token is not signed.',
  signatureUnchecked: 'The signature was not checked: the keys of the server are not known.',
  keyUnknown: 'The ID token is signed with a key the server does not publish.',
  secretUnfit: 'The client secret is too short to check the signature of the ID token.',
  signatureWrong: 'The signature of the ID token is wrong.',
  issuerWrong: 'The ID token is from another issuer.',
  subjectMissing: 'The ID token names no subject.',
  subjectChanged: 'The ID token is about another user than the one before it.',
  audienceWrong: 'The ID token is for another client.',
  authorizedPartyWrong: 'The ID token was issued to another client.',
  expired: 'The ID token has expired.',
  expMissing: 'The ID token does not say when it expires.',
  iatMissing: 'The ID token does not say when it was issued.',
  issuedInFuture: 'The ID token was issued in the future.',
  nonceWrong: 'The ID token belongs to another sign-in: its nonce differs.',
  accessTokenHashWrong: 'The ID token belongs to another access token.',
  codeHashWrong: 'The ID token belongs to another authorization code.',
  signInTooOld: 'The sign-in is older than was asked for.',
} as const;
export type IdTokenFindingCode = keyof typeof messages;

/** Clocks may differ by this much. */
const toleranceSec = 300;

/**
 * Checks an ID token: signature, issuer, audience, times, nonce and hashes. Empty where all is well.
 *
 * @see OpenID Connect Core 1.0 sections 3.1.3.7 and 3.3.2.11
 */
export async function checkIdToken(idToken: string, expected: IdTokenExpectation): Promise<IdTokenFinding[]> {
  const decoded = decodeToken(idToken);
  if (decoded.kind === 'jwe') return [finding('encrypted', 'warning')];
  if (decoded.kind === 'opaque' || decoded.payload.problem !== undefined) return [finding('notJwt')];
  const algorithm = readTextMember(decoded.header, 'alg') ?? 'none';
  const found = [await checkSignature(decoded.token, algorithm, expected)];
  found.push(...checkClaims(decoded.payload, expected), ...checkTimes(decoded.payload, expected));
  found.push(await checkHash(decoded.payload, 'at_hash', expected.accessToken, algorithm));
  found.push(await checkHash(decoded.payload, 'c_hash', expected.code, algorithm));
  return found.filter((entry) => entry !== undefined);
}

function finding(code: IdTokenFindingCode, severity: 'error' | 'warning' = 'error'): IdTokenFinding {
  return { code, severity, message: messages[code] };
}

async function checkSignature(
  token: string,
  algorithm: string,
  expected: IdTokenExpectation,
): Promise<IdTokenFinding | undefined> {
  if (algorithm.toLowerCase() === 'none') return finding('algNone');
  // The family decides which kind of key may be used: a public key never serves as a shared secret.
  if (/^HS\d/.test(algorithm)) {
    if (expected.clientSecret === undefined || expected.clientSecret === '') {
      return finding('signatureUnchecked', 'warning');
    }
    const check = await verifyWithSecret(token, textBytes(expected.clientSecret));
    if (check === 'unfit') return finding('secretUnfit', 'warning');
    return check === 'verified' ? undefined : finding('signatureWrong');
  }
  if (expected.jwks === undefined) return finding('signatureUnchecked', 'warning');
  const check = await verifyWithKeys(token, expected.jwks);
  if (check === 'verified') return undefined;
  return finding(check === 'wrong' ? 'signatureWrong' : 'keyUnknown');
}

function checkClaims(payload: TokenPart, expected: IdTokenExpectation): IdTokenFinding[] {
  const found: IdTokenFinding[] = [];
  const member = (name: string) => payload.members.findLast((entry) => entry.name === name)?.value;
  const issuer = member('iss');
  if (typeof issuer !== 'string' || !isIssuer(expected.issuer, issuer)) found.push(finding('issuerWrong'));
  const subject = readTextMember(payload, 'sub') ?? '';
  if (subject === '') found.push(finding('subjectMissing'));
  else if (expected.subject !== undefined && subject !== expected.subject) {
    found.push(finding('subjectChanged'));
  }
  const audience = member('aud');
  const audiences = Array.isArray(audience) ? audience : [audience];
  if (!audiences.includes(expected.clientId)) found.push(finding('audienceWrong'));
  const party = member('azp');
  const partyIsNeeded = audiences.length > 1;
  if ((party !== undefined || partyIsNeeded) && party !== expected.clientId) {
    found.push(finding('authorizedPartyWrong'));
  }
  if (expected.nonce !== undefined && member('nonce') !== expected.nonce) found.push(finding('nonceWrong'));
  return found;
}

function checkTimes(payload: TokenPart, expected: IdTokenExpectation): IdTokenFinding[] {
  const found: IdTokenFinding[] = [];
  const now = expected.nowEpochSec;
  const exp = readNumericDate(payload, 'exp');
  const iat = readNumericDate(payload, 'iat');
  if (exp === undefined) found.push(finding('expMissing'));
  else if (now >= exp + toleranceSec) found.push(finding('expired'));
  if (iat === undefined) found.push(finding('iatMissing'));
  else if (iat > now + toleranceSec) found.push(finding('issuedInFuture'));
  if (expected.maxAgeSec !== undefined) {
    const authenticatedAt = readNumericDate(payload, 'auth_time');
    if (authenticatedAt === undefined || now - authenticatedAt > expected.maxAgeSec + toleranceSec) {
      found.push(finding('signInTooOld'));
    }
  }
  return found;
}

async function checkHash(
  payload: TokenPart,
  name: 'at_hash' | 'c_hash',
  value: string | undefined,
  algorithm: string,
): Promise<IdTokenFinding | undefined> {
  const hash = readTextMember(payload, name);
  if (hash === undefined || value === undefined) return undefined;
  const bits = /(256|384|512)$/.exec(algorithm)?.[1] ?? '512';
  const digest = await digestText(`SHA-${bits}` as 'SHA-256' | 'SHA-384' | 'SHA-512', value);
  const half = encodeBase64Url(digest.subarray(0, digest.length / 2));
  if (half === hash) return undefined;
  return finding(name === 'at_hash' ? 'accessTokenHashWrong' : 'codeHashWrong');
}
