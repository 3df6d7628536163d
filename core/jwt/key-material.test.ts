import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { detectKeyMaterial } from './key-material.ts';
import { readPemBlocks } from './pem.ts';
import { publicJwk } from './jwk.ts';
import { rfc7520Rsa, rfc7638Rsa, rfc8037Ed25519 } from './rfc-keys.test-kit.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;
const sec1 = ec.privateKey.export({ type: 'sec1', format: 'pem' }) as string;
const encrypted = rsa.privateKey.export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'a long enough passphrase',
}) as string;
const legacy = rsa.privateKey.export({
  type: 'pkcs1',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'a long enough passphrase',
}) as string;

const code = (text: string) => {
  try {
    return detectKeyMaterial(text).kind;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('PEM', () => {
  it.each([
    ['pkcs8', pkcs8, false],
    ['pkcs1', pkcs1, false],
    ['sec1', sec1, false],
    ['pkcs8Encrypted', encrypted, true],
    ['legacyEncrypted', legacy, true],
  ])('knows %s and gives it back as it was', (encoding, pem, needsPassphrase) => {
    expect(detectKeyMaterial(pem)).toMatchObject({ kind: 'pem', encoding, needsPassphrase, pem });
  });

  it('names the cipher of legacy encryption', () => {
    expect(detectKeyMaterial(legacy)).toMatchObject({ cipher: 'AES-256-CBC' });
  });

  it.each([
    ['escaped line ends', JSON.stringify(pkcs8)],
    ['escaped line ends without quotes', pkcs8.replaceAll('\n', '\\n')],
    ['Windows line ends', pkcs8.replaceAll('\n', '\r\n')],
    ['indentation', pkcs8.replace(/^/gm, '    ')],
    ['mail quotes', pkcs8.replace(/^/gm, '> ')],
    ['one line', pkcs8.replaceAll('\n', ' ')],
    ['text around', `Bag Attributes\n  friendlyName: x\n${pkcs8}\nThat is all.`],
    ['a byte order mark', `\uFEFF${pkcs8}`],
    [
      'EC parameters before it',
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pkcs8}`,
    ],
    [
      'the public key beside it',
      `${rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string}${pkcs8}`,
    ],
    ['the same key twice', pkcs8 + pkcs8],
  ])('is read with %s', (_name, text) => {
    expect(detectKeyMaterial(text)).toMatchObject({ kind: 'pem', encoding: 'pkcs8', pem: pkcs8 });
  });

  it.each([
    [rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string, 'ERR_KEY_PUBLIC'],
    [rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }) as string, 'ERR_KEY_PUBLIC'],
    ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'ERR_KEY_CERTIFICATE'],
    [
      '-----BEGIN NEW CERTIFICATE REQUEST-----\nMIIB\n-----END NEW CERTIFICATE REQUEST-----',
      'ERR_KEY_CERTIFICATE',
    ],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----', 'ERR_KEY_UNSUPPORTED'],
    [
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\nb3Bl\n-----END PGP PRIVATE KEY BLOCK-----',
      'ERR_KEY_UNSUPPORTED',
    ],
    [pkcs8.slice(0, 400), 'ERR_KEY_INCOMPLETE'],
    ['-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----', 'ERR_KEY_INCOMPLETE'],
    [pkcs8 + sec1, 'ERR_KEY_AMBIGUOUS'],
  ])('is refused with a code', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it('does not take long over hostile texts', () => {
    const startedAt = performance.now();
    readPemBlocks('-----BEGIN A-----'.repeat(20_000));
    readPemBlocks(`${'-----BEGIN A-----'.repeat(20_000)}-----END A-----`);
    readPemBlocks(`-----BEGIN ${'A '.repeat(50_000)}-----`);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('JSON', () => {
  it('takes a private JWK, also as a quoted text', () => {
    expect(detectKeyMaterial(JSON.stringify(rfc7520Rsa, null, 2))).toMatchObject({
      kind: 'jwk',
      jwk: rfc7520Rsa,
      facts: { keyId: 'bilbo.baggins@hobbiton.example' },
    });
    expect(code(JSON.stringify(JSON.stringify(rfc8037Ed25519)))).toBe('jwk');
  });

  it('offers the private keys of a set, and takes the only one', () => {
    const both = JSON.stringify({
      keys: [publicJwk(rfc7638Rsa), rfc7520Rsa, { ...rfc8037Ed25519, kid: 'ed' }],
    });
    expect(detectKeyMaterial(both)).toMatchObject({
      kind: 'jwks',
      keys: [{ index: 1, label: 'RSA 2048 bits, kid bilbo.baggins@hobbiton.example' }, { index: 2 }],
    });
    expect(detectKeyMaterial(JSON.stringify({ keys: [rfc7638Rsa, rfc8037Ed25519] }))).toMatchObject({
      kind: 'jwk',
      jwk: rfc8037Ed25519,
    });
    expect(code(JSON.stringify([rfc7520Rsa, rfc8037Ed25519]))).toBe('jwks');
  });

  it.each([
    [JSON.stringify(rfc7638Rsa), 'ERR_KEY_PUBLIC'],
    [JSON.stringify({ keys: [rfc7638Rsa] }), 'ERR_KEY_PUBLIC'],
    [JSON.stringify({ keys: [] }), 'ERR_KEY_INCOMPLETE'],
    [JSON.stringify({ kty: 'oct', k: 'AAAA' }), 'ERR_KEY_SYMMETRIC'],
    ['{"kty":"RSA","n":"AQAB"}', 'ERR_KEY_INCOMPLETE'],
    ['{"kty":"RSA",', 'ERR_KEY_UNRECOGNISED'],
    ['{"a":1}', 'ERR_KEY_UNRECOGNISED'],
    ['', 'ERR_KEY_UNRECOGNISED'],
    ['hello', 'ERR_KEY_UNRECOGNISED'],
    ['eyJhbGciOiJub25lIn0.e30.', 'ERR_KEY_UNRECOGNISED'],
    ['ssh-rsa AAAAB3NzaC1yc2E user@host', 'ERR_KEY_PUBLIC'],
    [pkcs8.replace(/-----[^-]+-----/g, '').trim(), 'ERR_KEY_UNRECOGNISED'],
  ])('is refused with a code', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it('says nothing of the key in a refusal', () => {
    const secret = rfc7520Rsa['d'] as string;
    for (const jwk of [
      { ...rfc7520Rsa, n: undefined },
      { ...rfc7520Rsa, e: 'AQ' },
    ]) {
      try {
        detectKeyMaterial(JSON.stringify(jwk));
        expect.unreachable();
      } catch (error) {
        expect(JSON.stringify([error, (error as Error).message])).not.toContain(secret.slice(0, 20));
      }
    }
  });
});
