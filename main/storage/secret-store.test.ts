import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecord, sealRecord } from './secret-record.ts';
import { createSecretStore } from './secret-store.ts';
import { createStorageFixture, listFiles, type StorageFixture } from './storage-fixture.ts';

let fixture: StorageFixture;
beforeEach(async () => {
  fixture = await createStorageFixture();
});
afterEach(() => fixture.remove());

const unreadable = expect.objectContaining({ code: 'ERR_SECRET_UNREADABLE' });
const open = (keyWrap?: NonNullable<Parameters<typeof createSecretStore>[0]['host']['keyWrap']>) =>
  createSecretStore({
    profilePath: fixture.profilePath,
    host: keyWrap === undefined ? {} : { keyWrap },
    now: Date.now,
  });
const recordFolder = () => join(fixture.profilePath, 'secrets');
async function recordPaths(): Promise<string[]> {
  return (await readdir(recordFolder()))
    .filter((name) => name.endsWith('.secret'))
    .map((name) => join(recordFolder(), name));
}

/** A keychain whose behaviour can be switched. */
function keychain() {
  const state = { mode: 'open' as 'open' | 'locked' | 'garbage' | 'other' };
  const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
  return {
    state,
    wrap: (plain: Uint8Array) => Promise.resolve(flip(plain)),
    unwrap: (wrapped: Uint8Array): Promise<Uint8Array> => {
      if (state.mode === 'locked') return Promise.reject(new Error('locked'));
      if (state.mode === 'garbage') return Promise.resolve(new Uint8Array([1, 2, 3]));
      return Promise.resolve(state.mode === 'other' ? new Uint8Array(32).fill(9) : flip(wrapped));
    },
  };
}

describe('SecretStore', () => {
  it('keeps any text over a restart, and makes nothing before the first write', async () => {
    const store = open();
    expect(await store.read('a')).toBeUndefined();
    expect(await store.list()).toStrictEqual([]);
    expect(await listFiles(fixture.root)).toStrictEqual([]);
    const values = {
      a: 'hush',
      'workspace/x/variable/é': '',
      A: 'x'.repeat(100_000),
      b: '\u0000\ud83d\ude00\r\n',
    };
    for (const [id, value] of Object.entries(values)) await store.write(id, value);
    const again = open();
    for (const [id, value] of Object.entries(values)) expect(await again.read(id)).toBe(value);
    expect((await again.list()).toSorted()).toStrictEqual(Object.keys(values).toSorted());
    await again.delete('a');
    expect(await again.read('a')).toBeUndefined();
    // The first store sees what the second did.
    expect(await store.read('a')).toBeUndefined();
    await again.write('A', 'new');
    expect(await store.read('A')).toBe('new');
  });

  it('writes nothing readable, for nobody else', async () => {
    const canary = 'CANARY-4f1d9a';
    await open().write('id', canary);
    for (const file of await listFiles(fixture.profilePath)) {
      const path = join(fixture.profilePath, file);
      const bytes = await readFile(path);
      for (const form of ['utf8', 'base64', 'base64url', 'hex'] as const) {
        expect(bytes.includes(Buffer.from(canary).toString(form))).toBe(false);
      }
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    }
    expect((await stat(recordFolder())).mode & 0o777).toBe(0o700);
  });

  it('detects every flipped byte and every swap', async () => {
    const store = open();
    await store.write('first', 'value one');
    await store.write('second', 'value two');
    const [left = '', right = ''] = await recordPaths();
    const record = await readFile(left);
    const id = (await readFile(left)).includes('first') ? 'first' : 'second';
    for (let at = 0; at < record.length; at += 1) {
      for (const mask of [0x01, 0x80, 0xff]) {
        const changed = Buffer.from(record);
        changed[at] = (changed[at] ?? 0) ^ mask;
        await writeFile(left, changed);
        await expect(open().read(id), `byte ${at}`).rejects.toStrictEqual(unreadable);
      }
    }
    for (let cut = 0; cut < record.length; cut += 1) {
      await writeFile(left, record.subarray(0, cut));
      await expect(open().read(id), `cut at ${cut}`).rejects.toStrictEqual(unreadable);
    }
    await writeFile(left, await readFile(right));
    await expect(open().read(id)).rejects.toStrictEqual(unreadable);
    await writeFile(left, record);
    expect(await open().read(id)).toMatch(/^value/);
  });

  it('encrypts the same value 1,000 times to 1,000 different records', () => {
    const key = randomBytes(32);
    const records = Array.from({ length: 1_000 }, () => sealRecord(key, 'id', 'same'));
    expect(new Set(records.map((record) => record.toString('base64'))).size).toBe(1_000);
    for (const record of records) expect(openRecord(key, 'id', record)).toBe('same');
  });

  it('loses and overwrites none of 200 secrets while the keychain is locked, changed or gives garbage', async () => {
    const chain = keychain();
    const store = open(chain);
    for (let at = 0; at < 200; at += 1) await store.write(`id-${at}`, `value ${at}`);
    const before = new Map<string, Buffer>();
    for (const path of [...(await recordPaths()), join(fixture.profilePath, 'secret.key')])
      before.set(path, await readFile(path));

    for (const mode of ['locked', 'garbage', 'other'] as const) {
      chain.state.mode = mode;
      const shut = open(chain);
      await expect(shut.read('id-1')).rejects.toStrictEqual(unreadable);
      await expect(shut.write('id-1', 'lost')).rejects.toStrictEqual(unreadable);
      await expect(shut.write('new', 'lost')).rejects.toStrictEqual(unreadable);
      await expect(shut.delete('id-2')).rejects.toStrictEqual(unreadable);
      expect(await shut.list()).toHaveLength(200);
      // It opens as soon as the keychain does, without a restart.
      chain.state.mode = 'open';
      expect(await shut.read('id-1')).toBe('value 1');
    }
    // The other door, without a keychain.
    await expect(open().read('id-1')).rejects.toStrictEqual(unreadable);
    for (const [path, bytes] of before) expect((await readFile(path)).equals(bytes)).toBe(true);
    const again = open(chain);
    for (let at = 0; at < 200; at += 1) expect(await again.read(`id-${at}`)).toBe(`value ${at}`);
  }, 120_000);

  it('makes no new key where records are there or the key is damaged', async () => {
    const keyPath = join(fixture.profilePath, 'secret.key');
    const store = open();
    await store.write('id', 'value');
    const key = await readFile(keyPath);
    await rename(keyPath, `${keyPath}.away`);
    await expect(open().read('id')).rejects.toStrictEqual(unreadable);
    await expect(open().write('id', 'x')).rejects.toStrictEqual(unreadable);
    await expect(readFile(keyPath)).rejects.toThrow();
    for (const damage of ['', '{', JSON.stringify({ version: 1 }), key.subarray(0, 20)]) {
      await writeFile(keyPath, damage);
      await expect(open().read('id')).rejects.toStrictEqual(unreadable);
      await expect(open().write('other', 'x')).rejects.toStrictEqual(unreadable);
      expect((await readFile(keyPath)).equals(Buffer.from(damage))).toBe(true);
    }
    await writeFile(keyPath, key);
    expect(await open().read('id')).toBe('value');
  });

  it('keeps a damaged record aside when a new value takes its place', async () => {
    const store = open();
    await store.write('id', 'old');
    const [path = ''] = await recordPaths();
    const damaged = await readFile(path);
    damaged.fill(0, damaged.length - 1);
    await writeFile(path, damaged);
    await open().write('id', 'new');
    expect(await open().read('id')).toBe('new');
    const aside = (await readdir(recordFolder())).filter((name) => name.includes('.unreadable-'));
    expect(aside).toHaveLength(1);
    expect((await readFile(join(recordFolder(), aside[0] ?? ''))).equals(damaged)).toBe(true);
  });

  it('agrees on one key when several start at once', async () => {
    const stores = Array.from({ length: 8 }, () => open());
    await Promise.all(stores.map((store, at) => store.write(`id-${at}`, `value ${at}`)));
    const again = open();
    for (let at = 0; at < stores.length; at += 1) expect(await again.read(`id-${at}`)).toBe(`value ${at}`);
    await rm(fixture.profilePath, { recursive: true });
  });
});
