import { decodeBase64Url, decodeUtf8 } from './base64url.ts';
import { type JsonMember, findMember, readObjectMembers } from './json-members.ts';

/** Why a part of a token could not be read as a JSON object. */
export type TokenPartProblem = 'notBase64Url' | 'notUtf8' | 'notJsonObject';

/** One part of a token: its text as the issuer wrote it, and its members where it is a JSON object. */
export interface TokenPart {
  /** Decoded text; the encoded one where it cannot be decoded. */
  text: string;
  /** In order; numbers are exact in `valueText`. */
  members: Pick<JsonMember, 'name' | 'value' | 'valueText'>[];
  problem?: TokenPartProblem;
}

/**
 * What a token looks like from outside. Nothing is verified: this is for looking only. Whether a token holds is for
 * the server it is meant for to say.
 */
export type DecodedToken =
  | { kind: 'jwt'; token: string; header: TokenPart; payload: TokenPart; signature: string }
  /** An encrypted token: only its header can be read. */
  | { kind: 'jwe'; token: string; header: TokenPart }
  | { kind: 'opaque'; token: string };

/**
 * Takes a token apart without verifying it. Spaces, line ends and a leading `Bearer` or `DPoP` do no harm.
 *
 * @see RFC 7519 section 7.2
 * @see RFC 7516 section 7.1
 */
export function decodeToken(text: string): DecodedToken {
  const token = text.replace(/^\s*(?:bearer|dpop)\s+/i, '').replace(/\s+/g, '');
  const parts = token.split('.');
  const [header = '', payload = '', signature = ''] = parts;
  const readHeader = readPart(header);
  if (readHeader.problem !== undefined) return { kind: 'opaque', token };
  if (parts.length === 5) return { kind: 'jwe', token, header: readHeader };
  if (parts.length !== 3) return { kind: 'opaque', token };
  return { kind: 'jwt', token, header: readHeader, payload: readPart(payload), signature };
}

/** Gives a text member of a part, or `undefined` where it is absent or no text. */
export function readTextMember(part: TokenPart, name: string): string | undefined {
  const value = findMember(part.members, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Gives a time of a part in seconds since 1970 (fractions allowed); `undefined` where it is no number. @see RFC 7519 section 2 */
export function readNumericDate(part: TokenPart, name: string): number | undefined {
  const value = findMember(part.members, name)?.value;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Gives the scopes of a token: `scp` as a list (Okta) or `scope` as a text (RFC 9068 section 2.2.3). */
export function readTokenScopes(part: TokenPart): string[] | undefined {
  for (const name of ['scp', 'scope']) {
    const value = findMember(part.members, name)?.value;
    if (Array.isArray(value)) return value.filter((entry) => typeof entry === 'string');
    if (typeof value === 'string') return value.split(' ').filter((entry) => entry !== '');
  }
  return undefined;
}

function readPart(encoded: string): TokenPart {
  const bytes = encoded === '' ? undefined : decodeBase64Url(encoded);
  if (bytes === undefined) return { text: encoded, members: [], problem: 'notBase64Url' };
  const text = decodeUtf8(bytes);
  if (text === undefined) return { text: encoded, members: [], problem: 'notUtf8' };
  const members = readObjectMembers(text);
  if (members === undefined) return { text, members: [], problem: 'notJsonObject' };
  return {
    text,
    members: members.map(({ name, value, valueText }) => ({ name, value, valueText })),
  };
}
