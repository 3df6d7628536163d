import { AppError } from '../errors.ts';
import type { JsonValue } from '../json-value.ts';
import { type Jwk, type JwkFacts, classifyJwk, isJwk, isJwks, requirePrivateJwk } from './jwk.ts';
import { type PemBlock, type PemEncoding, readPemBlocks } from './pem.ts';

/** One key of a pasted JWK Set, to pick from. */
export interface JwksChoice {
  index: number;
  jwk: Jwk;
  facts: JwkFacts;
  /** Such as `RS256 · 2048 bits · kid a1b2`. */
  label: string;
}

/** What a pasted text is, ready to be turned into a key. Everything else is refused with a code. */
export type KeyMaterial =
  | { kind: 'jwk'; jwk: Jwk; facts: JwkFacts }
  /** Several private keys: the user picks one. */
  | { kind: 'jwks'; keys: JwksChoice[] }
  /** `pem` is the one block that holds the key, in clean form. */
  | { kind: 'pem'; encoding: PemEncoding; pem: string; needsPassphrase: boolean; cipher?: string };

/**
 * Tells what a pasted or dropped text is: a private JWK, a JWK Set to pick from, or a PEM block. Quotes around the
 * text, `\n` written as two characters, Windows line ends, indentation and text around a PEM block do no harm.
 *
 * @throws AppError ERR_KEY_PUBLIC, ERR_KEY_CERTIFICATE, ERR_KEY_SYMMETRIC, ERR_KEY_INCOMPLETE, ERR_KEY_TOO_SHORT,
 *   ERR_KEY_WEAK, ERR_KEY_AMBIGUOUS, ERR_KEY_UNSUPPORTED, ERR_KEY_UNRECOGNISED
 */
export function detectKeyMaterial(text: string): KeyMaterial {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (/-----BEGIN [^-]+-----/.test(trimmed)) return readPem(trimmed);
  const value = parseJson(trimmed);
  if (isJwks(value)) return readJwks(value.keys);
  if (isJwk(value)) return { kind: 'jwk', jwk: value, facts: requirePrivateJwk(value) };
  if (Array.isArray(value) && value.some(isJwk)) return readJwks(value);
  throw unrecognised(trimmed, value);
}

function readPem(text: string): KeyMaterial {
  const blocks = readPemBlocks(text);
  const keys = blocks.filter((block) => block.encoding !== undefined);
  const [first, second] = keys;
  if (first === undefined) throw pemRefusal(blocks);
  if (second !== undefined && keys.some((key) => key.pem !== first.pem)) {
    throw new AppError(
      'ERR_KEY_AMBIGUOUS',
      `The text holds ${keys.length} private keys. Paste one at a time.`,
      { details: { count: keys.length } },
    );
  }
  return {
    kind: 'pem',
    encoding: first.encoding ?? 'pkcs8',
    pem: first.pem,
    needsPassphrase: first.needsPassphrase,
    cipher: first.cipher,
  };
}

function pemRefusal(blocks: readonly PemBlock[]): AppError {
  const labels = blocks.map((block) => block.label);
  const details = { labels };
  if (labels.some((label) => label.endsWith('PUBLIC KEY'))) {
    return new AppError(
      'ERR_KEY_PUBLIC',
      'This is a public key: it can check signatures but not make them. Paste the private key ("BEGIN PRIVATE KEY").',
      { details },
    );
  }
  if (labels.some((label) => label.endsWith('CERTIFICATE'))) {
    return new AppError(
      'ERR_KEY_CERTIFICATE',
      'This is a certificate, which holds only the public half of a key. Paste the private key that belongs to it.',
      { details },
    );
  }
  if (labels.some((label) => label.endsWith('CERTIFICATE REQUEST'))) {
    return new AppError(
      'ERR_KEY_CERTIFICATE',
      'This is a request for a certificate, which holds only the public half of a key. Paste the private key that belongs to it.',
      { details },
    );
  }
  if (labels.includes('OPENSSH PRIVATE KEY')) {
    return new AppError(
      'ERR_KEY_UNSUPPORTED',
      'This is a key in the form of OpenSSH. Turn a copy of it into PEM with "ssh-keygen -p -m PKCS8 -f copy-of-key" and paste that.',
      { details },
    );
  }
  const shown = labels[0];
  return new AppError(
    shown === undefined ? 'ERR_KEY_INCOMPLETE' : 'ERR_KEY_UNSUPPORTED',
    shown === undefined
      ? 'The key is cut off: it has a first line but no matching last one, or nothing between them. Copy the whole key again.'
      : `"${shown.slice(0, 60)}" is not a kind of key Postern signs with. Paste a private key as JWK or PEM.`,
    { details },
  );
}

function readJwks(values: readonly JsonValue[]): KeyMaterial {
  const jwks = values.filter(isJwk);
  const usable: JwksChoice[] = [];
  let refusal: unknown;
  for (const [index, jwk] of jwks.entries()) {
    try {
      const facts = requirePrivateJwk(jwk);
      usable.push({ index, jwk, facts, label: describeJwk(facts) });
    } catch (error) {
      refusal ??= error;
    }
  }
  const [only, another] = usable;
  if (only !== undefined && another === undefined) return { kind: 'jwk', jwk: only.jwk, facts: only.facts };
  if (only !== undefined) return { kind: 'jwks', keys: usable };
  if (refusal !== undefined) throw refusal;
  throw new AppError('ERR_KEY_INCOMPLETE', 'The key set is empty. Paste a set with a private key in it.', {
    details: { missing: ['keys'], malformed: [] },
  });
}

/** Says in a few words what a key is, such as `RSA 2048 bits, RS256, kid a1b2`. */
export function describeJwk(facts: JwkFacts): string {
  const size = facts.modulusBits === undefined ? facts.curve : `${facts.modulusBits} bits`;
  const kid = facts.keyId === undefined ? undefined : `kid ${facts.keyId}`;
  return [[facts.keyType, size].filter((part) => part !== undefined).join(' '), facts.algorithm, kid]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** Parses JSON, also where it was pasted as a JSON text inside quotes. */
function parseJson(text: string): JsonValue | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return typeof value === 'string' && value.trimStart().startsWith('{')
      ? (JSON.parse(value) as JsonValue)
      : value;
  } catch {
    return undefined;
  }
}

function unrecognised(text: string, value: JsonValue | undefined): AppError {
  const next = 'Paste a private key as JWK (JSON with "kty") or PEM ("-----BEGIN PRIVATE KEY-----").';
  const say = (what: string) => new AppError('ERR_KEY_UNRECOGNISED', `${what} ${next}`);
  if (text === '') return say('There is nothing here yet.');
  if (/^ssh-(rsa|ed25519)|^ecdsa-sha2-/.test(text)) {
    return new AppError('ERR_KEY_PUBLIC', `This is a public key in the form of OpenSSH. ${next}`);
  }
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) return say('This is a token, not a key.');
  if (/^MI[A-Za-z0-9+/=\s]{60,}$/.test(text)) {
    return say('This looks like the inside of a PEM file without its first and last line.');
  }
  if (value !== undefined) return say('This JSON is not a key: it has no "kty".');
  if (text.startsWith('{')) return say('This JSON is not whole.');
  return say('Postern does not recognise this as a key.');
}

/** Reads facts of any JWK of a server's set; `undefined` where it is malformed or of an unknown type. */
export function tryClassifyJwk(jwk: Jwk): JwkFacts | undefined {
  try {
    return classifyJwk(jwk);
  } catch {
    return undefined;
  }
}
