import { createPrivateKey, createPublicKey, randomUUID, webcrypto } from 'node:crypto';
import { importJWK, type CryptoKey } from 'jose';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import {
  type SigningAlgorithm,
  defaultAlgorithm,
  fitsAlgorithm,
  signingAlgorithms,
} from '../../core/jwt/algorithms.ts';
import { type Jwk, type JwkFacts, publicJwk, requirePrivateJwk } from '../../core/jwt/jwk.ts';
import { type KeySummary, keySummarySchema } from '../../core/jwt/key-summary.ts';
import { type HeldKey, signCompact } from '../../core/jwt/sign.ts';
import { jwkThumbprint } from '../../core/jwt/thumbprint.ts';
import { verifyWithKey } from '../../core/jwt/verify.ts';
import type { Log } from '../log.ts';
import { holdKey } from './hold-key.ts';
import { OpenedKeys } from './opened-keys.ts';
import type { SecretStore } from './secret-store.ts';
import { SharedJsonFile } from './shared-json-file.ts';

/** A stored key, ready to sign. */
export interface SigningKeyRecord {
  summary: KeySummary;
  /** Not extractable. */
  key: HeldKey | CryptoKey;
  algorithm: SigningAlgorithm;
}

/** Private keys: the private part encrypted, everything else as metadata of the profile. */
export interface KeyStore {
  list(): KeySummary[];
  /** @throws AppError ERR_KEY_NOT_FOUND */
  find(id: string): KeySummary;
  /** @throws AppError the refusals of `requirePrivateJwk`, ERR_KEY_UNSUPPORTED where the algorithm does not fit */
  add(
    jwk: Jwk,
    facts: { name: string; origin: KeySummary['origin']; algorithm?: string | undefined },
  ): Promise<KeySummary>;
  /** @throws AppError ERR_KEY_NOT_FOUND, ERR_KEY_UNSUPPORTED */
  update(
    id: string,
    changes: { name?: string | undefined; kid?: string | undefined; alg?: string | undefined },
  ): Promise<KeySummary>;
  /** Takes a key away; the returned function puts it back. @throws AppError ERR_KEY_NOT_FOUND */
  remove(id: string): Promise<() => Promise<void>>;
  /** @throws AppError ERR_KEY_NOT_FOUND, ERR_SECRET_UNREADABLE */
  readPrivate(id: string): Promise<Jwk>;
  /** Gives the key for signing, with its own algorithm or the wanted one; imported once. @throws AppError ERR_KEY_NOT_FOUND, ERR_SECRET_UNREADABLE */
  open(id: string, algorithm?: string): Promise<SigningKeyRecord>;
  /** Notes that a client got a token with the key. */
  noteUse(id: string, clientId: string): Promise<void>;
  close(): Promise<void>;
}

const fileSchema = z.object({ keys: z.array(keySummarySchema) });
type KeyFile = z.infer<typeof fileSchema>;
const secretId = (id: string) => `key/${id}`;

/** Opens the keys of a profile. Nothing is made until the first key is kept. */
export async function createKeyStore(
  path: string,
  secrets: SecretStore,
  context: { log: Log; now(): number; onChange(): void },
): Promise<KeyStore> {
  const file = await SharedJsonFile.open(path, {
    ...context,
    parse: (value) => fileSchema.parse(value),
    empty: { keys: [] },
  });
  return new Keys(secrets, context, file);
}

class Keys implements KeyStore {
  readonly #secrets: SecretStore;
  readonly #context: { now(): number; onChange(): void };
  readonly #opened = new OpenedKeys();
  readonly #shared: SharedJsonFile<KeyFile>;
  #seen: KeySummary[] | undefined;

  constructor(
    secrets: SecretStore,
    context: { now(): number; onChange(): void },
    file: SharedJsonFile<KeyFile>,
  ) {
    this.#secrets = secrets;
    this.#context = context;
    this.#shared = file;
  }

  get #keys(): KeySummary[] {
    const { keys } = this.#shared.read();
    if (keys !== this.#seen) {
      this.#seen = keys;
      this.#opened.keepOnly((id) => keys.some((key) => key.id === id));
    }
    return keys;
  }

  list(): KeySummary[] {
    return [...this.#keys];
  }

  find(id: string): KeySummary {
    const found = this.#keys.find((key) => key.id === id);
    if (found === undefined) throw keyNotFound(id);
    return found;
  }

  async add(
    jwk: Jwk,
    facts: { name: string; origin: KeySummary['origin']; algorithm?: string | undefined },
  ): Promise<KeySummary> {
    const read = requirePrivateJwk(jwk);
    const algorithm = chooseAlgorithm(read, facts.algorithm);
    const thumbprint = await jwkThumbprint(jwk);
    await requireFit(jwk, algorithm);
    const id = randomUUID();
    const summary: KeySummary = {
      id,
      name: facts.name.trim() === '' ? (read.keyId ?? `${algorithm} key`) : facts.name.trim(),
      kid: read.keyId ?? thumbprint,
      thumbprint,
      alg: algorithm,
      kty: read.keyType,
      ...(read.modulusBits === undefined ? {} : { sizeBits: read.modulusBits }),
      ...(read.curve === undefined ? {} : { crv: read.curve }),
      createdAtEpochMs: this.#context.now(),
      origin: facts.origin,
      usedBy: [],
      publicJwk: publicJwk(jwk),
    };
    await this.#secrets.write(secretId(id), JSON.stringify(jwk));
    await this.#change((keys) => [...keys, withPublic(summary)]);
    return this.find(id);
  }

  async update(
    id: string,
    changes: { name?: string | undefined; kid?: string | undefined; alg?: string | undefined },
  ): Promise<KeySummary> {
    const before = this.find(id);
    const facts = { keyType: before.kty, curve: before.crv };
    if (changes.alg !== undefined) chooseAlgorithm(facts, changes.alg);
    const kid = changes.kid?.trim();
    const name = changes.name?.trim();
    const edit = (key: KeySummary) =>
      withPublic({
        ...key,
        name: name === undefined || name === '' ? key.name : name,
        kid: kid === '' ? key.thumbprint : (kid ?? key.kid),
        alg: changes.alg ?? key.alg,
      });
    await this.#change((keys) => keys.map((key) => (key.id === id ? edit(key) : key)));
    return this.find(id);
  }

  async remove(id: string): Promise<() => Promise<void>> {
    const summary = this.find(id);
    const at = this.#keys.findIndex((key) => key.id === id);
    const secret = await this.#secrets.read(secretId(id)).catch(() => undefined);
    await this.#change((keys) => keys.filter((key) => key.id !== id));
    await this.#secrets.delete(secretId(id));
    this.#opened.keepOnly((opened) => opened !== id);
    return async () => {
      if (secret !== undefined) await this.#secrets.write(secretId(id), secret);
      await this.#change((keys) =>
        keys.some((key) => key.id === id) ? keys : keys.toSpliced(at, 0, summary),
      );
    };
  }

  async readPrivate(id: string): Promise<Jwk> {
    const summary = this.find(id);
    const text = await this.#secrets.read(secretId(id));
    if (text === undefined) {
      throw new AppError(
        'ERR_SECRET_UNREADABLE',
        `The private part of the key "${summary.name}" is gone. Import the key again.`,
        { details: { id } },
      );
    }
    return { ...(JSON.parse(text) as Jwk), kid: summary.kid, alg: summary.alg };
  }

  async open(id: string, wanted?: string): Promise<SigningKeyRecord> {
    const summary = this.find(id);
    const facts = { keyType: summary.kty, curve: summary.crv };
    const algorithm = chooseAlgorithm(facts, wanted === undefined || wanted === '' ? summary.alg : wanted);
    const load = async () => {
      const jwk = await this.readPrivate(id);
      return holdKey(jwk, algorithm, await importKey(jwk, algorithm));
    };
    return { summary, key: await this.#opened.open(id, algorithm, load), algorithm };
  }

  async noteUse(id: string, clientId: string): Promise<void> {
    const found = this.#keys.find((key) => key.id === id);
    if (found === undefined || found.usedBy.includes(clientId)) return;
    await this.#change((keys) =>
      keys.map((key) => (key.id === id ? { ...key, usedBy: [...new Set([...key.usedBy, clientId])] } : key)),
    );
  }

  close(): Promise<void> {
    return this.#shared.close();
  }

  async #change(edit: (keys: KeySummary[]) => KeySummary[]): Promise<void> {
    await this.#shared.change(({ keys }) => ({ keys: edit(keys) }));
    this.#context.onChange();
  }
}

/** Makes a key pair with WebCrypto and gives its private JWK. */
export async function generatePrivateJwk(algorithm: string, modulusBits = 2048): Promise<Jwk> {
  const { subtle } = webcrypto;
  const parameters = generationParameters(algorithm, modulusBits);
  const pair = await subtle.generateKey(parameters, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('A key pair was asked for.');
  const { key_ops: _ops, ext: _ext, alg: _alg, ...jwk } = await subtle.exportKey('jwk', pair.privateKey);
  return jwk as Jwk;
}

function generationParameters(algorithm: string, modulusLength: number) {
  if (algorithm === 'EdDSA') return { name: 'Ed25519' };
  if (algorithm.startsWith('ES')) {
    const namedCurve = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }[algorithm] ?? 'P-256';
    return { name: 'ECDSA', namedCurve };
  }
  return {
    name: algorithm.startsWith('PS') ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5',
    modulusLength,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: `SHA-${algorithm.slice(2)}`,
  };
}

/**
 * Turns a PEM private key into a JWK.
 *
 * @throws AppError ERR_KEY_PASSPHRASE where a passphrase is missing or wrong, ERR_KEY_UNRECOGNISED
 */
export function pemToJwk(pem: string, needsPassphrase: boolean, passphrase: string | undefined): Jwk {
  if (needsPassphrase && (passphrase === undefined || passphrase === '')) {
    throw new AppError('ERR_KEY_PASSPHRASE', 'This key is encrypted. Enter its passphrase.', {
      details: { reason: 'missing' },
    });
  }
  try {
    const key = createPrivateKey({ key: pem, ...(needsPassphrase ? { passphrase } : {}) });
    return key.export({ format: 'jwk' }) as Jwk;
  } catch {
    // The cause is left out: OpenSSL's words may hold pieces of the input.
    if (needsPassphrase) {
      throw new AppError('ERR_KEY_PASSPHRASE', 'The passphrase does not open this key. Try it again.', {
        details: { reason: 'wrong' },
      });
    }
    throw new AppError(
      'ERR_KEY_UNRECOGNISED',
      'The PEM text is damaged, or holds a kind of key Postern cannot use. Copy the whole key again.',
    );
  }
}

/** Gives a public key as PEM (SPKI). */
export function publicPemOf(jwk: Jwk): string {
  return createPublicKey({ key: { ...publicJwk(jwk) }, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  }) as string;
}

/** Gives a private key as PEM (PKCS#8). */
export function privatePemOf(jwk: Jwk): string {
  return createPrivateKey({ key: { ...jwk }, format: 'jwk' }).export({
    type: 'pkcs8',
    format: 'pem',
  }) as string;
}

/** Imports a private JWK for signing, not extractable. @throws AppError ERR_KEY_INCOMPLETE */
export async function importKey(jwk: Jwk, algorithm: SigningAlgorithm): Promise<CryptoKey> {
  try {
    const { kid: _kid, use: _use, key_ops: _ops, ext: _ext, ...bare } = jwk;
    const key = await importJWK({ ...bare, kty: jwk.kty, alg: algorithm }, algorithm, { extractable: false });
    if (key instanceof Uint8Array) throw new TypeError('A key pair was expected.');
    return key;
  } catch {
    throw partsUnfit();
  }
}

function partsUnfit(): AppError {
  return new AppError(
    'ERR_KEY_INCOMPLETE',
    'The parts of this key do not fit together. Copy the whole key again.',
    { details: { missing: [], malformed: [] } },
  );
}

/** Signs once and checks it: a private half of another public half would only show at the server. @throws AppError ERR_KEY_INCOMPLETE */
async function requireFit(jwk: Jwk, algorithm: SigningAlgorithm): Promise<void> {
  const key = await importKey(jwk, algorithm);
  const { kid: _kid, use: _use, key_ops: _ops, alg: _alg, ...bare } = publicJwk(jwk);
  const check = await signCompact({ alg: algorithm }, new Uint8Array(1), key)
    .then((jws) => verifyWithKey(jws, { ...bare, kty: jwk.kty }))
    .catch(() => 'wrong' as const);
  if (check !== 'verified') throw partsUnfit();
}

/** Chooses the algorithm to sign with. @throws AppError ERR_KEY_UNSUPPORTED */
export function chooseAlgorithm(
  facts: Pick<JwkFacts, 'keyType' | 'curve' | 'algorithm'>,
  wanted: string | undefined,
): SigningAlgorithm {
  const chosen =
    wanted === undefined || wanted === ''
      ? defaultAlgorithm(facts)
      : signingAlgorithms.find((name) => name === (wanted === 'Ed25519' ? 'EdDSA' : wanted));
  if (chosen !== undefined && fitsAlgorithm(facts, chosen)) return chosen;
  throw new AppError(
    'ERR_KEY_UNSUPPORTED',
    wanted === undefined || wanted === ''
      ? `Postern cannot sign with a key of this kind (${facts.keyType} ${facts.curve ?? ''}).`
      : `This key cannot sign with "${wanted.slice(0, 40)}". Choose an algorithm that fits it.`,
    { details: { keyType: facts.keyType } },
  );
}

function withPublic(summary: KeySummary): KeySummary {
  return {
    ...summary,
    publicJwk: { ...summary.publicJwk, kid: summary.kid, alg: summary.alg, use: 'sig' },
  };
}

function keyNotFound(id: string): AppError {
  return new AppError(
    'ERR_KEY_NOT_FOUND',
    'The key is not there any more. Choose another one under Client Authentication.',
    { details: { id: id.slice(0, 100) } },
  );
}
