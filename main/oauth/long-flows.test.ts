import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { createSecretStore } from '../storage/secret-store.ts';
import { createTokenStore } from '../storage/token-store.ts';
import { copyAsLeft } from '../testing/copy-as-left.ts';
import {
  type Answer,
  type Bench,
  type FakeServer,
  freePort,
  oauth2,
  startBench,
  startFakeServer,
} from './testing/oauth-bench.ts';

let bench: Bench;
let server: FakeServer;
let port: number;

beforeEach(async () => {
  [bench, server, port] = await Promise.all([startBench(), startFakeServer(), freePort()]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await bench.close();
  await server.close();
});

const config = (fields: Partial<OAuth2Config> = {}) =>
  oauth2({
    authUrl: `${server.url}/authorize`,
    accessTokenUrl: `${server.url}/token`,
    callbackUrl: `http://127.0.0.1:${port}/cb`,
    clientId: 'client-1',
    clientAuthentication: 'none',
    ...fields,
  });
const tokenOf = (n: number, more: object = {}): Answer => ({
  body: { access_token: `access-${n}`, token_type: 'Bearer', expires_in: 3600, ...more },
});

describe('a rotated refresh token', () => {
  it('is on disk when the new access token is used, 100 of 100, wherever the process would be killed then', async () => {
    let n = 0;
    server.answer = () => tokenOf(0, { refresh_token: 'refresh-0', expires_in: 1 });
    const auth = config();
    const got = bench.call('oauth.getToken', { auth });
    await expect.poll(() => bench.opened.length).toBe(1);
    const state = new URL(bench.opened[0] ?? '').searchParams.get('state') ?? '';
    await fetch(`http://127.0.0.1:${port}/cb?code=c&state=${state}`);
    const { id } = (await got).token;
    const copies = await mkdtemp(join(tmpdir(), 'postern-killed-'));
    const kept: (string | undefined)[] = [];
    server.answer = async ({ path }) => {
      if (path === '/token') return tokenOf((n += 1), { refresh_token: `refresh-${n}`, expires_in: 1 });
      // What another start would find, had the process died at this moment.
      const copy = join(copies, String(n));
      await copyAsLeft(bench.profilePath, copy);
      const secrets = createSecretStore({ profilePath: copy, host: {}, now: Date.now });
      const context = {
        log: { error: () => undefined, info: () => undefined },
        now: Date.now,
        onChange: () => undefined,
      };
      const store = await createTokenStore(join(copy, 'tokens.json'), secrets, context);
      kept.push((await store.read(id)).secret.tokens.refreshToken);
      await rm(copy, { recursive: true });
      return { body: {} };
    };
    for (let round = 1; round <= 100; round += 1) {
      bench.clock.offsetMs += 5_000;
      const request = { ...emptyRequest(), url: `${server.url}/api`, auth };
      await bench.call('request.send', { request });
    }
    await rm(copies, { recursive: true, force: true });
    expect(kept).toEqual(Array.from({ length: 100 }, (_, at) => `refresh-${at + 1}`));
  });
});

describe('a device', () => {
  it('waits longer when told to, and ends when the user refuses or the code runs out', async () => {
    // A second of the flow takes ten milliseconds here.
    const real = globalThis.setTimeout;
    const waits: number[] = [];
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms = 0, ...more: []) => {
      const isPause = ms === 7_000 || ms === 12_000;
      if (isPause) waits.push(ms / 1_000);
      return real(run, isPause ? ms / 100 : ms, ...more);
    }) as typeof setTimeout);
    const answers: Record<string, unknown>[] = [];
    server.answer = ({ path }): Answer => {
      if (path === '/device') {
        const code = { device_code: 'd', user_code: 'U-1', verification_uri: `${server.url}/go` };
        return { body: { ...code, expires_in: 600, interval: 7 } };
      }
      const body = answers.shift() ?? { error: 'expired_token' };
      return 'error' in body ? { status: 400, body } : tokenOf(1);
    };
    const ask = (given: Record<string, unknown>[]) => {
      answers.splice(0, answers.length, ...given);
      waits.length = 0;
      const fields = { grantType: 'device_code', deviceAuthorizationUrl: `${server.url}/device` } as const;
      return bench.reply('oauth.getToken', { auth: config(fields) });
    };
    const pending = { error: 'authorization_pending' };
    expect(await ask([pending, { error: 'slow_down' }, pending, { ok: true }])).toMatchObject({ ok: true });
    expect(waits).toEqual([7, 7, 12, 12]);
    expect(await ask([pending, { error: 'access_denied' }])).toMatchObject({
      error: { code: 'ERR_OAUTH_SERVER_REFUSED', details: { error: 'access_denied' } },
    });
    expect(await ask([pending, { error: 'expired_token' }])).toMatchObject({
      error: { code: 'ERR_OAUTH_FLOW_EXPIRED' },
    });
  });
});
