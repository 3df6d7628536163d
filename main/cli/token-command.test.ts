import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeServer, startFakeServer } from '../oauth/testing/oauth-bench.ts';
import { runCli } from './main.ts';

let folder: string;
let server: FakeServer;
let written: string;
let told: string[];
let input = '';

beforeEach(async () => {
  [folder, server] = await Promise.all([mkdtemp(join(tmpdir(), 'postern-token-')), startFakeServer()]);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeFile(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => postern('token', ...args);

function postern(command: string, ...args: string[]): Promise<number> {
  written = '';
  told = [];
  return runCli([command, '--profile', join(folder, 'profile'), '--workspace', join(folder, 'ws'), ...args], {
    cwd: folder,
    outPath: folder,
    version: '0.0.0-test',
    write(chunk) {
      written += String(chunk);
      return Promise.resolve();
    },
    tell: (line) => void told.push(line),
    readInput: () => Promise.resolve(input),
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

  it('asks with DPoP and its nonce, with a key from standard input', async () => {
    server.answer = ({ headers }) => {
      const proof = String(headers['dpop']).split('.')[1] ?? '';
      const { nonce } = JSON.parse(Buffer.from(proof, 'base64url').toString()) as { nonce?: string };
      return nonce === 'n1'
        ? { body: { access_token: 'bound', token_type: 'DPoP', expires_in: 60, scope: 'a' } }
        : { status: 400, headers: { 'DPoP-Nonce': 'n1' }, body: { error: 'use_dpop_nonce' } };
    };
    input = await readFile(join(folder, 'key.pem'), 'utf8');
    const line = ['--client', 'svc', '--key', '-', '--token-url', `${server.url}/token`, '--scope', 'a'];
    expect(await run(...line, '--dpop', '--json')).toBe(0);
    expect(JSON.parse(written)).toMatchObject({ access_token: 'bound', token_type: 'DPoP', scope: 'a' });
    expect(server.received).toHaveLength(2);
  });

  it('takes the secret of a client from the environment, and never from the command line', async () => {
    vi.stubEnv('POSTERN_CLIENT_SECRET', 'secret of a client, thirty-two and more');
    server.answer = () => ({ body: { access_token: 'a', token_type: 'Bearer' } });
    const line = ['--client', 'svc', '--token-url', `${server.url}/token`];
    for (const more of [[], ['--client-auth', 'client_secret_post'], ['--client-auth=client_secret_jwt']]) {
      expect(await run(...line, ...more)).toBe(0);
    }
    const [basic, post, jwt] = server.received;
    expect(basic?.headers.authorization).toMatch(/^Basic /);
    expect(post?.form.get('client_secret')).toBe('secret of a client, thirty-two and more');
    expect(jwt?.form.get('client_assertion')).toMatch(/^eyJ/);
    expect(await run(...line, '--client-auth', 'nonsense')).toBe(2);
    expect(await run(...line, '--client-secret', 'x')).toBe(2);
    expect(await run(...line, '--key', 'key.pem', '--client-auth', 'client_secret_post')).toBe(2);
    vi.unstubAllEnvs();
    expect(await run(...line)).toBe(2);
    expect(server.received).toHaveLength(3);
  });

  it('serves a collection: its own token is got, kept, printed and sent with its requests', async () => {
    let minted = 0;
    server.answer = ({ path, headers, form }) => {
      if (path === '/token') {
        expect(form.get('client_secret')).toBe('secret-canary');
        return { body: { access_token: `access-${(minted += 1)}`, token_type: 'Bearer', expires_in: 600 } };
      }
      return { status: headers.authorization === 'Bearer access-1' ? 200 : 401, body: { ok: true } };
    };
    const oauth2 = Object.entries({
      grant_type: 'client_credentials',
      accessTokenUrl: '{{url}}/token',
      clientId: 'svc',
      clientSecret: '{{secret}}',
      client_authentication: 'body',
      addTokenTo: 'header',
    }).map(([key, value]) => ({ key, value, type: 'string' }));
    const collection = {
      info: { name: 'C', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      auth: { type: 'oauth2', oauth2 },
      item: [{ name: 'R', request: { method: 'GET', url: '{{url}}/api' } }],
    };
    const values = [
      { key: 'url', value: server.url, enabled: true },
      { key: 'secret', value: 'secret-canary', type: 'secret', enabled: true },
    ];
    await writeFile(join(folder, 'c.json'), JSON.stringify(collection));
    await writeFile(
      join(folder, 'e.json'),
      JSON.stringify({ name: 'E', values, _postman_variable_scope: 'environment' }),
    );
    expect(await postern('import', 'c.json', 'e.json')).toBe(0);
    expect(await postern('send', 'C/R', '--environment', 'E', '--json')).toBe(0);
    expect(written).not.toMatch(/access-1|secret-canary/);
    expect(JSON.parse(written)).toMatchObject({ status: 200 });
    expect(await run('C/R', '--environment', 'E', '--json')).toBe(0);
    expect(JSON.parse(written)).toMatchObject({ access_token: 'access-1', token_type: 'Bearer' });
    expect(minted).toBe(1);
    server.answer = () => ({ status: 400, body: { error: 'invalid_client' } });
    // Without the environment the variables of the set-up have no value.
    expect(await postern('send', 'C/R')).toBe(1);
    expect(told.join()).toContain('ERR_VARIABLE_UNRESOLVED');
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
