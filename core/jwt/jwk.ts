import { AppError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { decodeBase64Url } from './base64url.ts';
import { findRsaWeakness, leastModulusBits } from './weak-rsa.ts';

/** A key as JSON. @see RFC 7517 section 4 */
export type Jwk = JsonObject & { kty: string };

/** What a JWK is, read from its members. */
export interface JwkFacts {
  /** `private`: a key pair; `public`: only the public part; `symmetric`: a shared secret (`oct`). */
  kind: 'private' | 'public' | 'symmetric';
  keyType: string;
  curve?: string;
  /** Length of an RSA modulus. */
  modulusBits?: number;
  keyId?: string;
  algorithm?: string;
  use?: string;
}

/** Members that make up each kind of key. @see RFC 7518 section 6, RFC 8037 section 2, RFC 9964 section 3 */
const membersOfType: Record<string, { required: string[]; optional: string[]; secret: string[] }> = {
  RSA: { required: ['n', 'e'], optional: [], secret: ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'] },
  EC: { required: ['crv', 'x', 'y'], optional: [], secret: ['d'] },
  OKP: { required: ['crv', 'x'], optional: [], secret: ['d'] },
  AKP: { required: ['alg', 'pub'], optional: [], secret: ['priv'] },
  oct: { required: [], optional: [], secret: ['k'] },
};

/** Members that describe a key and give nothing away. */
const descriptiveMembers = ['kid', 'use', 'alg', 'x5u', 'x5c', 'x5t', 'x5t#S256'];

const privateMembers = new Set(Object.values(membersOfType).flatMap((type) => type.secret));

/** Tells whether a JSON value has the shape of a JWK: an object with a text `kty`. */
export function isJwk(value: JsonValue | undefined): value is Jwk {
  return isObject(value) && typeof value['kty'] === 'string';
}

/** Tells whether a JSON value has the shape of a JWK Set. @see RFC 7517 section 5 */
export function isJwks(value: JsonValue | undefined): value is JsonObject & { keys: JsonValue[] } {
  return isObject(value) && Array.isArray(value['keys']);
}

/** Names the private members that a JWK (or an object that should be a public one) carries. */
export function privateMembersOf(jwk: JsonObject): string[] {
  return Object.keys(jwk).filter((name) => privateMembers.has(name));
}

/**
 * Reads what a JWK is.
 *
 * @throws AppError ERR_KEY_UNSUPPORTED where its type is unknown, ERR_KEY_INCOMPLETE where members are missing or malformed
 */
export function classifyJwk(jwk: Jwk): JwkFacts {
  const keyType = jwk.kty;
  const type = Object.hasOwn(membersOfType, keyType) ? membersOfType[keyType] : undefined;
  if (type === undefined) {
    throw new AppError(
      'ERR_KEY_UNSUPPORTED',
      `Postern does not know keys of the type "${keyType}". Use an RSA, EC or Ed25519 key.`,
      { details: { keyType } },
    );
  }
  const missing = type.required.filter((name) => typeof jwk[name] !== 'string' || jwk[name] === '');
  const malformed = [...type.required, ...type.secret].filter(
    (name) => !['crv', 'alg', 'oth'].includes(name) && name in jwk && !isEncodedBytes(jwk[name]),
  );
  if (keyType === 'oct' && typeof jwk['k'] !== 'string') missing.push('k');
  if (missing.length > 0 || malformed.length > 0) {
    const named = [...missing, ...malformed].map((name) => `"${name}"`).join(', ');
    throw new AppError(
      'ERR_KEY_INCOMPLETE',
      `The key is not whole: ${named} ${missing.length > 0 ? 'is missing' : 'is not base64url'}. Copy the whole key again.`,
      { details: { missing, malformed } },
    );
  }
  const text = (name: string) => (typeof jwk[name] === 'string' ? (jwk[name] as string) : undefined);
  return {
    kind: keyType === 'oct' ? 'symmetric' : type.secret.some((name) => name in jwk) ? 'private' : 'public',
    keyType,
    curve: text('crv'),
    modulusBits: keyType === 'RSA' ? bitLength(text('n') ?? '') : undefined,
    keyId: text('kid'),
    algorithm: text('alg'),
    use: text('use'),
  };
}

/**
 * Gives the public part of a key: the members that make it up and those that describe it, and nothing else, so that an
 * unknown member is never given away.
 *
 * @throws AppError ERR_KEY_SYMMETRIC for a shared secret, which has none; ERR_KEY_UNSUPPORTED, ERR_KEY_INCOMPLETE
 */
export function publicJwk(jwk: Jwk): Jwk {
  if (classifyJwk(jwk).kind === 'symmetric') throw symmetricRefusal();
  const required = membersOfType[jwk.kty]?.required ?? [];
  const result: Jwk = { kty: jwk.kty };
  for (const name of [...descriptiveMembers, ...required]) {
    const value = jwk[name];
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** Gives the public parts of keys as a JWK Set, for a registration box or a JWKS document. */
export function publicJwks(jwks: readonly Jwk[]): { keys: Jwk[] } {
  return { keys: jwks.map(publicJwk) };
}

/**
 * Gives the facts of a key that can sign as a client.
 *
 * @throws AppError ERR_KEY_PUBLIC, ERR_KEY_SYMMETRIC, ERR_KEY_INCOMPLETE, ERR_KEY_UNSUPPORTED, ERR_KEY_TOO_SHORT,
 *   ERR_KEY_WEAK
 */
export function requirePrivateJwk(jwk: Jwk): JwkFacts {
  const facts = classifyJwk(jwk);
  if (facts.kind === 'symmetric') throw symmetricRefusal();
  if (facts.kind === 'public') {
    throw new AppError(
      'ERR_KEY_PUBLIC',
      'This is the public half of a key: it can check signatures but not make them. Paste the private key; Okta shows it once, when the key is generated. If it is lost, generate a new key here and register its public half.',
      { details: { keyType: facts.keyType } },
    );
  }
  const secret = jwk.kty === 'AKP' ? 'priv' : 'd';
  if (typeof jwk[secret] !== 'string') {
    throw new AppError(
      'ERR_KEY_INCOMPLETE',
      `The key is not whole: "${secret}" is missing. Copy the whole key again.`,
      {
        details: { missing: [secret], malformed: [] },
      },
    );
  }
  refuseWeakRsa(jwk, facts);
  return facts;
}

function refuseWeakRsa(jwk: Jwk, facts: JwkFacts): void {
  const weakness = jwk.kty === 'RSA' ? findRsaWeakness(jwk) : undefined;
  if (weakness === undefined) return;
  if (weakness === 'short') {
    throw new AppError(
      'ERR_KEY_TOO_SHORT',
      `The RSA key has ${facts.modulusBits ?? 0} bits. Signatures need at least ${leastModulusBits} (RFC 7518 section 3.3). Generate a new key.`,
      { details: { modulusBits: facts.modulusBits ?? 0 } },
    );
  }
  throw new AppError(
    'ERR_KEY_WEAK',
    weakness === 'roca'
      ? 'This RSA key was made by a generator whose keys can be computed from their public half (CVE-2017-15361). Generate a new key.'
      : 'This RSA key has a public exponent that protects nothing. Generate a new key.',
    { details: { weakness } },
  );
}

function symmetricRefusal(): AppError {
  return new AppError(
    'ERR_KEY_SYMMETRIC',
    'This is a shared secret, not a key pair. Put it in Client Secret and choose client_secret_jwt, or paste a private key.',
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEncodedBytes(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== '' && decodeBase64Url(value) !== undefined;
}

function bitLength(encoded: string): number {
  const bytes = decodeBase64Url(encoded) ?? new Uint8Array();
  const first = bytes.findIndex((byte) => byte !== 0);
  return first === -1 ? 0 : (bytes.length - first) * 8 - (Math.clz32(bytes[first] ?? 0) - 24);
}
