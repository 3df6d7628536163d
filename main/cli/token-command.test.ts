import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../oauth/testing/oauth-bench.ts';
import { runCli } from './main.ts';

let folder: string;
let server: FakeServer;
let written: string;
let told: string[];

beforeEach(async () => {
  [folder, server] = await Promise.all([mkdtemp(join(tmpdir(), 'postern-token-')), startFakeServer()]);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeFile(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function run(...args: string[]): Promise<number> {
  written = '';
  told = [];
  return runCli(['token', '--profile', join(folder, 'profile'), '--workspace', join(folder, 'ws'), ...args], {
    cwd: folder,
    outPath: folder,
    version: '0.0.0-test',
    write(chunk) {
      written += String(chunk);
      return Promise.resolve();
    },
    tell: (line) => void told.push(line),
    readInput: () => Promise.resolve(''),
    signal: new AbortController().signal,
  });
}

describe('postern token', () => {
  it('prints the token of a service and stores neither key nor token', async () => {
    server.answer = () => ({
      body: { access_token: 'access-canary', token_type: 'Bearer', expires_in: 3600, scope: 'a b' },
    });
    const service = [
      '--client',
      'svc',
      '--key',
      'key.pem',
      '--token-url',
      `${server.url}/token`,
      '--scope',
      'a b',
    ];
    expect(await run(...service)).toBe(0);
    expect(written).toBe('access-canary\n');
    expect(await run(...service, '--json')).toBe(0);
    expect(JSON.parse(written)).toEqual({
      access_token: 'access-canary',
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'a b',
    });
    expect(server.received[0]?.form.get('client_assertion_type')).toContain('jwt-bearer');
    const entries = await readdir(join(folder, 'profile'), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const bytes = await readFile(join(entry.parentPath, entry.name));
      expect(bytes.includes('access-canary')).toBe(false);
    }
    expect(entries.map(({ name }) => name)).not.toContain('keys.json');
    expect(entries.map(({ name }) => name)).not.toContain('tokens.json');
  });

  it('ends with 1 where the server refuses and with 2 where the line is wrong', async () => {
    server.answer = () => ({ status: 401, body: { error: 'invalid_client' } });
    expect(await run('--client', 'svc', '--key', 'key.pem', '--token-url', `${server.url}/token`)).toBe(1);
    expect(told.join()).toContain('ERR_OAUTH_SERVER_REFUSED');
    expect(await run('--client', 'svc')).toBe(2);
    expect(await run()).toBe(2);
    expect(await run('--client', 'svc', '--key', 'no such key', '--token-url', server.url)).toBe(1);
    expect(told.join()).toContain('ERR_KEY_NOT_FOUND');
  });
});
