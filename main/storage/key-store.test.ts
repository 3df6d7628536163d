import { generateKeyPairSync } from 'node:crypto';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/json-value.ts';
import { buildAssertionClaims } from '../../core/jwt/claims.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import { verifyWithKey } from '../../core/jwt/verify.ts';
import { type Bench, startBench } from '../oauth/testing/oauth-bench.ts';
import { signJwt } from '../../core/jwt/sign.ts';
import { createKeyStore } from './key-store.ts';
import { createSecretStore } from './secret-store.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const codeOf = async (text: string, more: object = {}) => {
  const reply = await bench.reply('key.import', { text, ...more });
  return reply.ok ? 'ok' : reply.error.code;
};

/** The codes of the findings that a refusal names. */
const findingsOf = (details: unknown) =>
  (details as { findings: { code: string }[] }).findings.map(({ code }) => code);

const assertionClaims = (): JsonObject => ({
  ...buildAssertionClaims({
    clientId: '0oa1',
    audience: 'https://org.okta.com/oauth2/v1/token',
    jti: 'j1',
    nowEpochSec: Date.now() / 1_000,
  }),
});

describe('keys', () => {
  it('are on disk once their paste is acknowledged, 100 of 100, whenever the process is killed then', async () => {
    const lost: number[] = [];
    for (let round = 0; round < 100; round += 1) {
      const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
      const { key: imported } = await bench.call('key.import', { text: JSON.stringify(jwk) });
      // What another start would find, had the process died at this moment: what is on disk, and nothing else.
      const { profilePath } = bench;
      const secrets = createSecretStore({ profilePath, host: {}, now: Date.now });
      const log = { error: () => undefined, info: () => undefined };
      const context = { log, now: Date.now, onChange: () => undefined };
      const store = await createKeyStore(join(profilePath, 'keys.json'), secrets, context);
      const { key } = await store.open(imported?.id ?? '');
      const jws = await signJwt({ alg: 'EdDSA' }, {}, key);
      if ((await verifyWithKey(jws, { ...jwk, d: undefined } as unknown as Jwk)) !== 'verified')
        lost.push(round);
      secrets.close();
    }
    expect(lost).toEqual([]);
  }, 20_000);

  it('are generated in every kind, named by their thumbprint, and sign', async () => {
    for (const alg of ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'] as const) {
      const key = await bench.call('key.generate', { name: alg, alg });
      expect(key).toMatchObject({ alg, kid: key.thumbprint, origin: 'generated' });
      expect(key.publicJwk).not.toHaveProperty('d');
      const { jwt } = await bench.call('assertion.sign', {
        keyId: key.id,
        header: { alg, kid: key.kid },
        claims: assertionClaims(),
      });
      expect(await verifyWithKey(jwt, key.publicJwk as Jwk)).toBe('verified');
      expect(JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString())).toEqual({
        alg,
        kid: key.kid,
      });
    }
    expect(JSON.stringify((await bench.call('key.list', {})).keys)).not.toMatch(/"d":/);
  });

  it('sign no assertion that every server would refuse, and say what is wrong with it', async () => {
    const key = await bench.call('key.generate', { name: 'service', alg: 'ES256' });
    const header = { alg: 'ES256', kid: key.kid };
    const good = assertionClaims();
    const sign = async (change: { header?: JsonObject; claims?: JsonObject }) => {
      const reply = await bench.reply('assertion.sign', { keyId: key.id, header, claims: good, ...change });
      return reply.ok ? 'ok' : [reply.error.code, ...findingsOf(reply.error.details)];
    };
    const refused = (...codes: string[]) => ['ERR_TOKEN_CLAIMS_INVALID', ...codes];
    expect(await sign({})).toBe('ok');
    expect(await sign({ claims: { ...good, exp: JSON.stringify(good['exp']) } })).toEqual(
      refused('expQuoted'),
    );
    expect(await sign({ claims: { ...good, exp: Number(good['iat']) + 7_200 } })).toEqual(
      refused('expTooFar'),
    );
    expect(await sign({ claims: { ...good, sub: 'other' } })).toEqual(refused('issNotSub'));
    expect(await sign({ claims: { ...good, aud: 'org.okta.com' } })).toEqual(refused('audNotUrl'));
    expect(await sign({ header: { alg: 'ES256' } })).toEqual(refused('kidMissing'));
    expect(await sign({ header: { ...header, alg: 'RS256' } })).toEqual(refused('algUnfit'));
  });

  it('are read from every PEM and JWK form, and a wrong passphrase or a public key is refused', async () => {
    const pem = (type: 'pkcs8' | 'pkcs1') => rsa.privateKey.export({ type, format: 'pem' }) as string;
    const locked = rsa.privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'pass-canary',
    }) as string;
    expect(await codeOf(pem('pkcs8'))).toBe('ok');
    expect(await codeOf(pem('pkcs1'))).toBe('ok');
    expect(await codeOf(ec.privateKey.export({ type: 'sec1', format: 'pem' }) as string)).toBe('ok');
    expect(await codeOf(JSON.stringify(ec.privateKey.export({ format: 'jwk' })))).toBe('ok');
    expect(await codeOf(locked)).toBe('ERR_KEY_PASSPHRASE');
    expect(await codeOf(locked, { passphrase: 'wrong' })).toBe('ERR_KEY_PASSPHRASE');
    expect(await codeOf(locked, { passphrase: 'pass-canary' })).toBe('ok');
    expect(await codeOf(JSON.stringify(ec.publicKey.export({ format: 'jwk' })))).toBe('ERR_KEY_PUBLIC');
    expect(await codeOf(rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string)).toBe(
      'ERR_KEY_PUBLIC',
    );
    const set = JSON.stringify({
      keys: [
        ec.privateKey.export({ format: 'jwk' }),
        { ...rsa.privateKey.export({ format: 'jwk' }), kid: 'two' },
      ],
    });
    const picking = await bench.call('key.import', { text: set });
    expect(picking).toEqual({
      choices: [
        { index: 0, kty: 'EC' },
        { index: 1, kid: 'two', kty: 'RSA' },
      ],
    });
    expect((await bench.call('key.import', { text: set, pick: 1 })).key).toMatchObject({ kid: 'two' });
    const key = rsa.privateKey.export({ format: 'jwk' });
    for (const file of await bench.readProfile()) {
      expect(file.includes('pass-canary')).toBe(false);
      for (const member of [key.d, key.p, key.q]) {
        const text = member ?? 'missing';
        const bytes = Buffer.from(text, 'base64url');
        expect(file.includes(text)).toBe(false);
        expect(file.includes(bytes)).toBe(false);
        expect(file.includes(bytes.toString('hex'))).toBe(false);
        expect(file.includes(bytes.toString('base64'))).toBe(false);
      }
    }
  });

  it('come back after a delete is undone, and their public half is exported', async () => {
    const { id } = await bench.call('key.generate', { name: 'k', alg: 'ES256' });
    const before = await bench.call('key.revealPrivate', { id, format: 'jwk' });
    const { undoId } = await bench.call('key.delete', { id });
    expect((await bench.call('key.list', {})).keys).toEqual([]);
    expect(await bench.reply('key.revealPrivate', { id, format: 'jwk' })).toMatchObject({
      error: { code: 'ERR_KEY_NOT_FOUND' },
    });
    await bench.call('workspace.undo', { undoId });
    expect(await bench.call('key.revealPrivate', { id, format: 'jwk' })).toEqual(before);
    await bench.call('key.update', { id, kid: 'mine', name: 'renamed' });
    const { text } = await bench.call('key.exportPublic', { id, format: 'jwks' });
    expect(JSON.parse(text)).toMatchObject({ keys: [{ kid: 'mine', kty: 'EC', alg: 'ES256' }] });
    expect(text).not.toContain('"d"');
    expect((await bench.call('key.exportPublic', { id, format: 'pem' })).text).toContain('BEGIN PUBLIC KEY');
    expect(bench.events.map(({ name }) => name)).toContain('keys.changed');
  });

  it('sign no more once another process took them away, and again once they are back', async () => {
    const { id, kid } = await bench.call('key.generate', { name: 'k', alg: 'ES256' });
    const sign = async () => {
      const header = { alg: 'ES256', kid };
      const reply = await bench.reply('assertion.sign', { keyId: id, header, claims: assertionClaims() });
      return reply.ok ? 'ok' : reply.error.code;
    };
    expect(await sign()).toBe('ok');
    const secrets = createSecretStore({ profilePath: bench.profilePath, host: {}, now: Date.now });
    const other = await createKeyStore(join(bench.profilePath, 'keys.json'), secrets, {
      log: { error: () => undefined, info: () => undefined },
      now: Date.now,
      onChange: () => undefined,
    });
    const putBack = await other.remove(id);
    expect(await sign()).toBe('ERR_KEY_NOT_FOUND');
    await putBack();
    expect(await sign()).toBe('ok');
    await other.close();
  });

  it('lie in files only their owner reads, and a damaged record is named and kept', async () => {
    const { id } = await bench.call('key.generate', { name: 'k', alg: 'ES256' });
    expect((await stat(join(bench.profilePath, 'keys.json'))).mode & 0o777).toBe(0o600);
    const folder = join(bench.profilePath, 'secrets');
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), 'garbage');
    expect(await bench.reply('key.revealPrivate', { id, format: 'jwk' })).toMatchObject({
      error: { code: 'ERR_SECRET_UNREADABLE' },
    });
    expect((await bench.call('key.list', {})).keys).toHaveLength(1);
    expect(await readdir(folder)).toContain(name);
  });
});
