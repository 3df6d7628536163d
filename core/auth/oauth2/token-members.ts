import type { JsonObject, JsonValue } from '../../json-value.ts';
import { splitScopes } from './config.ts';
import type { TokenOddityCode } from './token-oddity.ts';
import type { TokenRequestFacts } from './token-response.ts';
import { type TokenSet, missingScopes } from './token-set.ts';

type Note = (code: TokenOddityCode) => void;

/** The members of a token answer that have a meaning; the others are kept as they are. */
const knownMembers = new Set([
  'access_token',
  'token_type',
  'expires_in',
  'refresh_token',
  'id_token',
  'scope',
]);

const tenYearsSec = 315_360_000;
/** September 2001 to November 2096: nobody means a lifetime by such a number. */
const earliestTime = 1_000_000_000;
const latestTime = 4_000_000_000;
/** Servers commonly take 8 to 16 KB of headers in all. */
const longTokenLength = 8_000;

/** Reads the members of a token answer and names each oddity; `undefined` where there is no usable access token. */
export function readTokenMembers(
  body: JsonObject,
  facts: TokenRequestFacts,
  note: Note,
): TokenSet | undefined {
  const accessToken = readAccessToken(body['access_token'], note);
  if (accessToken === undefined) return undefined;
  const scopes = readScopes(body['scope'], note);
  const granted = scopes ?? [...facts.requestedScopes];
  if (missingScopes(granted, facts.requestedScopes).length > 0) note('scopeNarrowed');
  return {
    accessToken,
    tokenType: readTokenType(body['token_type'], facts.askedForDpop, note),
    receivedAtEpochSec: facts.receivedAtEpochSec,
    expiresAtEpochSec: readExpiry(body['expires_in'], facts.receivedAtEpochSec, note),
    refreshToken: readRefreshToken(body['refresh_token'], note),
    idToken: readIdToken(body['id_token'], note),
    scopes: granted,
    scopesGiven: scopes !== undefined,
    extra: Object.fromEntries(Object.entries(body).filter(([name]) => !knownMembers.has(name))),
  };
}

function readAccessToken(value: JsonValue | undefined, note: Note): string | undefined {
  if (value === undefined || value === null) note('accessTokenMissing');
  else if (typeof value !== 'string') note('accessTokenNotText');
  else if (value === '') note('accessTokenEmpty');
  else if (!/^[\x21-\x7e]+$/.test(value)) note('accessTokenCharacters');
  else {
    if (value.length > longTokenLength) note('accessTokenLong');
    return value;
  }
  return undefined;
}

function readTokenType(value: JsonValue | undefined, askedForDpop: boolean, note: Note): string {
  if (value === undefined || value === null || value === '') note('tokenTypeMissing');
  else if (typeof value !== 'string') note('tokenTypeNotText');
  const type = typeof value === 'string' && value.trim() !== '' ? value.trim() : 'Bearer';
  const name = type.toLowerCase();
  if (name !== 'bearer' && name !== 'dpop') note('tokenTypeUnknown');
  if (askedForDpop && name === 'bearer') note('dpopNotBound');
  if (!askedForDpop && name === 'dpop') note('dpopUnasked');
  return type;
}

function readExpiry(value: JsonValue | undefined, nowEpochSec: number, note: Note): number | undefined {
  if (value === undefined || value === null) {
    note('expiresInMissing');
    return undefined;
  }
  const isText = typeof value === 'string' && /^\s*[+-]?\d+(?:\.\d+)?\s*$/.test(value);
  const seconds = isText ? Number(value) : value;
  if (isText) note('expiresInText');
  if (typeof seconds !== 'number') note('expiresInNotNumber');
  else if (seconds < 0) note('expiresInNegative');
  else if (seconds === 0) note('expiresInZero');
  else if (seconds >= earliestTime && seconds <= latestTime) {
    note('expiresInIsTime');
    return Math.floor(seconds);
  } else if (seconds > tenYearsSec) note('expiresInHuge');
  else {
    if (!Number.isInteger(seconds)) note('expiresInFraction');
    return nowEpochSec + Math.floor(seconds);
  }
  return undefined;
}

function readScopes(value: JsonValue | undefined, note: Note): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) {
    note('scopeList');
    return splitScopes(value.join(' '));
  }
  if (typeof value !== 'string') {
    note('scopeNotText');
    return undefined;
  }
  if (value.includes(',') && !value.trim().includes(' ')) {
    note('scopeCommas');
    return splitScopes(value.replaceAll(',', ' '));
  }
  // Some servers answer with an empty scope and mean "as asked".
  return value.trim() === '' ? undefined : splitScopes(value);
}

function readRefreshToken(value: JsonValue | undefined, note: Note): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') note('refreshTokenNotText');
  else if (value === '') note('refreshTokenEmpty');
  else return value;
  return undefined;
}

function readIdToken(value: JsonValue | undefined, note: Note): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') {
    note('idTokenNotText');
    return undefined;
  }
  if (value.split('.').length !== 3 && value.split('.').length !== 5) note('idTokenNotJwt');
  return value;
}
