import { signingAlgorithms } from '../jwt/algorithms.ts';
import { findMember, readObjectMembers, setMember } from '../jwt/json-members.ts';
import type { JsonValue } from '../json-value.ts';
import { type Auth, readCredentialText } from './auth.ts';
import { authIncomplete } from './auth-incomplete.ts';
import type { JwtBearer } from './jwt-bearer.ts';
import { decodePercent } from '../http/percent-encoding.ts';

/** Longest life of a token that services of ASAP take, in seconds. */
const longestLifetimeSec = 3_600;
/** A key as Atlassian's services hand it out: PKCS #8 in base64, with its ID. */
const keyAddress = /^data:application\/pkcs8;kid=([^;,]+);base64,([A-Za-z0-9+/=]+)$/;

/**
 * Reads the settings of an ASAP authorization, Atlassian's service-to-service JWT, in Postman's words the type `asap`.
 * What stands in the further claims comes first.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE with the field in details
 * @see https://s2sauth.bitbucket.io/spec/
 */
export function readAsap(
  auth: Auth,
  resolve: (text: string, key: string) => string,
  { nowEpochSec, jti }: { nowEpochSec: number; jti: string },
): JwtBearer {
  const read = (key: string) => resolve(readCredentialText(auth, key), key).trim();
  const name = read('alg') || 'RS256';
  const algorithm = signingAlgorithms.find((known) => known === name);
  if (algorithm === undefined)
    throw authIncomplete(
      'alg',
      `"${name}" is no algorithm that ASAP signs with. Choose RS256, or another one.`,
    );
  const claims = read('claims') || '{}';
  const typed = readObjectMembers(claims);
  if (typed === undefined)
    throw authIncomplete('claims', 'The additional claims are no JSON object, such as {"scope":"read"}.');
  const required = (key: string, label: string) => {
    const value = findMember(typed, key)?.value ?? read(key);
    if (value !== '') return value;
    throw authIncomplete(key, `${label} is empty; services of ASAP refuse a token without it.`);
  };
  const keyId = required('kid', 'Key ID');
  const kid = typeof keyId === 'string' ? keyId : JSON.stringify(keyId);
  const iss = required('iss', 'Issuer');
  const needed: Record<string, JsonValue> = {
    iss,
    sub: read('sub') || iss,
    aud: required('aud', 'Audience'),
    jti,
    iat: nowEpochSec,
    exp: nowEpochSec + lifetimeOf(read('exp')),
  };
  const present = new Set(typed.map((member) => member.name));
  return {
    algorithm,
    header: { alg: algorithm, kid },
    claims: Object.entries(needed).reduce(
      (text, [member, value]) => (present.has(member) ? text : setMember(text, member, value)),
      claims,
    ),
    key: { kind: 'pasted', text: readKey(read('privateKey'), kid), passphrase: '' },
    place: { in: 'header', prefix: 'Bearer' },
  };
}

function lifetimeOf(text: string): number {
  const lifetimeSec = text === '' ? longestLifetimeSec : Number(text);
  if (Number.isInteger(lifetimeSec) && lifetimeSec >= 1 && lifetimeSec <= longestLifetimeSec)
    return lifetimeSec;
  throw authIncomplete('exp', 'Expiry is a whole number of seconds, at most 3600.');
}

function readKey(text: string, kid: string): string {
  if (text === '') throw authIncomplete('privateKey', 'Private Key is empty; it signs the token.');
  const written = text.replace(/^"(.*)"$/s, '$1');
  if (!written.startsWith('data:')) return written;
  const [, keyId = '', base64] = keyAddress.exec(decodePercent(written).replace(/\s/g, '')) ?? [];
  if (base64 === undefined)
    throw authIncomplete('privateKey', 'The key is no data:application/pkcs8 address. Paste it again.');
  if (keyId !== kid)
    throw authIncomplete('kid', 'The key has another ID than the one typed. Make them the same.');
  return `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`;
}
