import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StorageFixture, createStorageFixture } from './storage-fixture.ts';
import { createKeyStore } from './key-store.ts';
import { createSecretStore } from './secret-store.ts';
import { createTokenStore } from './token-store.ts';

const each = 20;

/** Adds tokens and keys, renames them, and refreshes one token at a server that takes each refresh token once. */
const program = `
import { createApp } from ${JSON.stringify(resolve('main/app.ts'))};
import { createNodeHost } from ${JSON.stringify(resolve('main/node-host.ts'))};
import { generatePrivateJwk } from ${JSON.stringify(resolve('main/storage/key-store.ts'))};
const [profilePath, workspacePath, name, count, refreshId] = process.argv.slice(2);
const app = await createApp({ host: createNodeHost('cli', '.'), version: '0', profilePath, workspacePath });
let calls = 0;
async function call(operation, input) {
  const reply = await app.dispatcher.call(name + (calls += 1), operation, input);
  if (!reply.ok) throw new Error(operation + ': ' + reply.error.code);
  return reply.value;
}
for (let at = 0; at < Number(count); at += 1) {
  const token = await call('token.add', { name: 'new', value: name + at });
  await call('token.rename', { id: token.id, name: name + at });
  await call('token.use', { id: token.id, itemId: name + at });
  const key = await call('key.generate', { name: 'new', alg: 'EdDSA' });
  await call('key.update', { id: key.id, name: name + at });
  if (at % 5 === 0) await call('token.refresh', { id: refreshId });
}
await app.close();
`;

let fixture: StorageFixture;
let script: string;
let server: Server;
let current = 'refresh-0';
let refreshes = 0;
const refused: string[] = [];

beforeAll(async () => {
  fixture = await createStorageFixture();
  const folder = join(fixture.root, 'program');
  await mkdir(folder);
  await writeFile(join(folder, 'work.ts'), program);
  await build({
    configFile: false,
    root: resolve('.'),
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: join(folder, 'work.ts'), outDir: join(folder, 'out'), target: 'node20', minify: false },
  });
  script = join(folder, 'out/work.js');
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const given = new URLSearchParams(Buffer.concat(chunks).toString()).get('refresh_token') ?? '';
      const isGood = given === current;
      if (isGood) current = `refresh-${(refreshes += 1)}`;
      else refused.push(given);
      response.writeHead(isGood ? 200 : 400, { 'Content-Type': 'application/json' });
      const good = {
        access_token: `a${refreshes}`,
        token_type: 'Bearer',
        expires_in: 60,
        refresh_token: current,
      };
      response.end(JSON.stringify(isGood ? good : { error: 'invalid_grant' }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
}, 60_000);

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await fixture.remove();
});

function openStores() {
  const { profilePath } = fixture;
  const log = { error: () => undefined, info: () => undefined };
  const secrets = createSecretStore({ profilePath, host: {}, now: Date.now });
  const context = { log, now: Date.now, onChange: () => undefined };
  return Promise.all([
    createTokenStore(join(profilePath, 'tokens.json'), secrets, context),
    createKeyStore(join(profilePath, 'keys.json'), secrets, context),
  ]);
}

async function addRefreshable(): Promise<string> {
  const { newOAuth2Config } = await import('../../core/auth/oauth2/config.ts');
  const [tokens] = await openStores();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  const facts = { tokenType: 'Bearer', scope: [], hasRefreshToken: true, hasIdToken: false };
  const added = await tokens.add(
    {
      cacheKey: 'k',
      summary: {
        ...facts,
        name: 'refreshed',
        grantType: 'authorization_code',
        requestedScope: [],
        createdAtEpochMs: 1,
        clientId: 'c',
        tokenUrl: url,
        canRevoke: false,
        canIntrospect: false,
        canReadUserInfo: false,
      },
    },
    {
      tokens: {
        accessToken: 'a0',
        tokenType: 'Bearer',
        receivedAtEpochSec: 1,
        refreshToken: current,
        scopes: [],
        scopesGiven: false,
        extra: {},
      },
      config: { ...newOAuth2Config(), clientId: 'c', accessTokenUrl: url, dpop: 'off' },
    },
  );
  await tokens.close();
  return added.summary.id;
}

describe('two processes on one profile', () => {
  it('lose no token, key, name or choice of each other, and never use a refresh token twice', async () => {
    await mkdir(fixture.profilePath, { recursive: true });
    const refreshId = await addRefreshable();
    const runs = ['p0-', 'p1-'].map(async (name) => {
      const args = [script, fixture.profilePath, fixture.workspacePath, name, String(each), refreshId];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      let errors = '';
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number];
      expect(errors).toBe('');
      expect(code).toBe(0);
    });
    await Promise.all(runs);
    const expected = ['p0-', 'p1-'].flatMap((name) =>
      Array.from({ length: each }, (_, at) => `${name}${at}`),
    );
    const [tokens, keys] = await openStores();
    const names = tokens.list().map(({ name }) => name);
    expect(names.toSorted()).toEqual([...expected, 'refreshed'].toSorted());
    expect(
      keys
        .list()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(expected.toSorted());
    for (const name of expected) {
      const chosen = tokens.selection(name, undefined) ?? '';
      expect((await tokens.read(chosen)).secret.tokens.accessToken).toBe(name);
    }
    for (const { id } of keys.list()) await keys.open(id);
    expect(refused).toEqual([]);
    expect(refreshes).toBeGreaterThan(5);
    expect((await tokens.read(refreshId)).secret.tokens.refreshToken).toBe(current);
    await Promise.all([tokens.close(), keys.close()]);
    const left = await readdir(fixture.profilePath);
    expect(left.filter((name) => name.endsWith('.lock') || name.includes('tmp'))).toEqual([]);
  }, 60_000);
});
