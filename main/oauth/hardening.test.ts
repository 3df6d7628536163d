import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyRequest } from '../../core/http/request.ts';
import type { JsonObject } from '../../core/json-value.ts';
import { createLoopbackListeners } from './loopback-listener.ts';
import { createSingleFlight } from './single-flight.ts';
import {
  type Answer,
  type Bench,
  type FakeServer,
  freePort,
  oauth2,
  startBench,
  startFakeServer,
} from './testing/oauth-bench.ts';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

const claimsOf = (jwt: string) =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as JsonObject;

describe('the listener', () => {
  it('answers only its own host and path, survives junk, and is gone when it is ended', async () => {
    const port = await freePort();
    const listeners = createLoopbackListeners();
    const taken: string[] = [];
    const place = { hostname: '127.0.0.1', port, path: '/cb' } as const;
    const end = await listeners.expect(place, (address) => {
      taken.push(address);
      return false;
    });
    const junk = Array.from({ length: 300 }, () =>
      fetch(`http://127.0.0.1:${port}/${randomBytes(8).toString('hex')}`),
    );
    const statuses = (await Promise.all(junk)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([404]));
    // A page of another name that points here is not answered.
    expect((await fetch(`http://localhost:${port}/cb?code=x`)).status).toBe(404);
    expect(taken).toEqual([]);
    await fetch(`http://127.0.0.1:${port}/cb?code=x`);
    expect(taken).toEqual([`http://127.0.0.1:${port}/cb?code=x`]);
    end();
    await expect(fetch(`http://127.0.0.1:${port}/cb`)).rejects.toThrow();
    expect(await listeners.check(place)).toBe(true);
  });
});

describe('the custom scheme', () => {
  it('ends the flow it belongs to, and no other link does', async () => {
    const waiting = new Set<(parameters: URLSearchParams) => boolean>();
    const bench = await startBench({
      deepLinks: {
        expect(listener) {
          waiting.add(listener);
          return () => waiting.delete(listener);
        },
        canClaim: () => false,
        claim: () => undefined,
      },
    });
    const deliver = (query: string) => [...waiting].some((listener) => listener(new URLSearchParams(query)));
    try {
      server.answer = () => ({ body: { access_token: 'a', token_type: 'Bearer' } });
      const got = bench.call('oauth.getToken', {
        auth: oauth2({
          authUrl: `${server.url}/authorize`,
          accessTokenUrl: `${server.url}/token`,
          callbackUrl: 'app.postern:/oauth/callback',
          clientId: 'c',
        }),
      });
      await expect.poll(() => bench.opened.length).toBe(1);
      for (let n = 0; n < 1_000; n += 1) {
        expect(deliver(`code=evil&state=${randomBytes(24).toString('base64url')}`)).toBe(false);
      }
      const state = new URL(bench.opened[0] ?? '').searchParams.get('state') ?? '';
      expect(deliver(`code=good&state=${state}`)).toBe(true);
      expect((await got).token.tokenType).toBe('Bearer');
      expect(server.received.filter(({ path }) => path === '/token')).toHaveLength(1);
      expect(deliver(`code=good&state=${state}`)).toBe(false);
      expect(waiting.size).toBe(0);
    } finally {
      await bench.close();
    }
  });
});

describe('another private scheme', () => {
  const start = async (isFree: boolean) => {
    const held = new Map<string, (address: string) => boolean>();
    const bench = await startBench({
      deepLinks: {
        expect: () => () => undefined,
        canClaim: () => isFree,
        claim(scheme, listener) {
          held.set(scheme, listener);
          return () => void held.delete(scheme);
        },
      },
    });
    const auth = oauth2({
      authUrl: `${server.url}/authorize`,
      accessTokenUrl: `${server.url}/token`,
      callbackUrl: 'com.acme.cli:/callback?app=1',
      clientId: 'c',
    });
    server.answer = () => ({ body: { access_token: 'a', token_type: 'Bearer' } });
    const got = bench.call('oauth.getToken', { auth }, 'sign-in');
    await expect.poll(() => bench.opened.length).toBe(1);
    const state = new URL(bench.opened[0] ?? '').searchParams.get('state') ?? '';
    return { bench, got, held, state };
  };

  it('leads here while a flow waits, and to nobody afterwards', async () => {
    const { bench, got, held, state } = await start(true);
    try {
      const deliver = (link: string) => held.get('com.acme.cli')?.(link);
      for (const link of [
        `com.acme.cli:/other?app=1&code=evil&state=${state}`,
        `com.acme.cli://callback?app=1&code=evil&state=${state}`,
        'com.acme.cli:/callback?app=1&code=evil&state=x',
      ]) {
        expect(deliver(link)).toBe(false);
      }
      expect(deliver(`com.acme.cli:/callback?app=1&code=good&state=${state}`)).toBe(true);
      expect((await got).token.tokenType).toBe('Bearer');
      expect(held.size).toBe(0);
    } finally {
      await bench.close();
    }
  });

  it('is left to the program that has it: the address is pasted', async () => {
    const { bench, got, held, state } = await start(false);
    try {
      expect(held.size).toBe(0);
      const url = `com.acme.cli:/callback?app=1&code=good&state=${state}`;
      await bench.call('oauth.pasteRedirect', { callId: 'sign-in', url });
      expect((await got).token.tokenType).toBe('Bearer');
    } finally {
      await bench.close();
    }
  });
});

describe('a DPoP token', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.close());

  it('has a proof of its own for each hop and a nonce of the API, and stays at its origin', async () => {
    const other = await startFakeServer();
    other.answer = () => ({ body: {} });
    const proofs: JsonObject[] = [];
    server.answer = ({ path, headers }): Answer => {
      if (path === '/token')
        return { body: { access_token: 'access-canary', token_type: 'DPoP', expires_in: 600 } };
      const claims = claimsOf(String(headers['dpop']));
      proofs.push(claims);
      if (claims['nonce'] !== 'api-1') {
        return {
          status: 401,
          headers: { 'DPoP-Nonce': 'api-1', 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"' },
        };
      }
      if (path === '/moved?q=1') return { status: 302, headers: { Location: '/here' } };
      return { status: 302, headers: { Location: `${other.url}/away` } };
    };
    const auth = oauth2({
      grantType: 'client_credentials',
      accessTokenUrl: `${server.url}/token`,
      clientId: 'c',
      clientSecret: 'secret-canary',
      dpop: 'on',
    });
    const request = { ...emptyRequest(), url: `${server.url}/moved?q=1`, auth };
    const { exchange } = await bench.call('request.send', { request });
    expect(exchange.outcome).toMatchObject({ status: 200 });
    expect(proofs.map(({ htu }) => htu)).toEqual([
      `${server.url}/moved`,
      `${server.url}/moved`,
      `${server.url}/here`,
    ]);
    expect(new Set(proofs.map(({ jti }) => jti)).size).toBe(3);
    const ath = createHash('sha256').update('access-canary').digest('base64url');
    expect(proofs.every((claims) => claims['ath'] === ath)).toBe(true);
    expect(other.received[0]?.headers).not.toHaveProperty('authorization');
    expect(other.received[0]?.headers).not.toHaveProperty('dpop');
    expect(JSON.stringify([exchange, bench.events, bench.logged])).not.toMatch(/canary|eyJ/);
    await other.close();
  });
});

describe('DPoP at one origin', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.close());
  const service = () =>
    oauth2({
      grantType: 'client_credentials',
      accessTokenUrl: `${server.url}/token`,
      clientId: 'c',
      clientSecret: 's3cret',
    });

  it('keeps the nonces of server and API apart, so that each costs one more try only once', async () => {
    server.answer = ({ path, headers }): Answer => {
      const wanted = path === '/token' ? 'as' : 'rs';
      const { nonce } = typeof headers['dpop'] === 'string' ? claimsOf(headers['dpop']) : {};
      if (nonce === wanted) return { body: { access_token: 'a', token_type: 'DPoP', expires_in: 60 } };
      const challenge = { 'DPoP-Nonce': wanted, 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"' };
      return { status: 401, headers: challenge, body: { error: 'use_dpop_nonce' } };
    };
    const request = { ...emptyRequest(), url: `${server.url}/api`, auth: service() };
    const paths = async () => {
      server.received.length = 0;
      expect((await bench.call('request.send', { request })).exchange.outcome).toMatchObject({ status: 200 });
      return server.received.map(({ path }) => path);
    };
    // Without a proof, with one, with a nonce; then the API.
    expect(await paths()).toEqual(['/token', '/token', '/api', '/api']);
    expect(await paths()).toEqual(['/api']);
    bench.clock.offsetMs = 120_000;
    expect(await paths()).toEqual(['/token', '/api']);
  });

  it('turns itself on where only the API asks for it, once, and gives up where that does not help', async () => {
    let helps = true;
    server.answer = ({ path, headers }): Answer => {
      const isBound = headers['dpop'] !== undefined;
      const token = { access_token: isBound ? 'bound' : 'plain', token_type: isBound ? 'DPoP' : 'Bearer' };
      if (path === '/token') return { body: { ...token, expires_in: 600 } };
      if (helps && headers.authorization === 'DPoP bound') return { body: {} };
      return { status: 401, headers: { 'WWW-Authenticate': 'DPoP algs="ES256"' } };
    };
    const request = { ...emptyRequest(), url: `${server.url}/api`, auth: service() };
    const send = async () => (await bench.call('request.send', { request })).exchange.outcome;
    expect(await send()).toMatchObject({ status: 200 });
    expect(server.received.map(({ path }) => path)).toEqual(['/token', '/api', '/token', '/api']);
    helps = false;
    server.received.length = 0;
    expect(await send()).toMatchObject({ status: 401 });
    expect(server.received.map(({ path }) => path)).toEqual(['/api', '/token']);
  });
});

describe('work that is shared', () => {
  it('runs once, goes on for those who stay, and stops when all have gone', async () => {
    const flights = createSingleFlight();
    let runs = 0;
    let stopped = false;
    let finish: (value: string) => void = () => undefined;
    const work = (signal: AbortSignal) => {
      runs += 1;
      signal.addEventListener('abort', () => (stopped = true));
      return new Promise<string>((resolve) => (finish = resolve));
    };
    const [one, two] = [new AbortController(), new AbortController()];
    const first = flights.run('k', one.signal, work);
    const second = flights.run('k', two.signal, work);
    one.abort();
    await expect(first).rejects.toMatchObject({ code: 'ERR_CALL_CANCELLED' });
    expect(stopped).toBe(false);
    finish('done');
    expect(await second).toBe('done');
    expect(runs).toBe(1);
    const third = flights.run('k', one.signal, work);
    await expect(third).rejects.toMatchObject({ code: 'ERR_CALL_CANCELLED' });
    const last = new AbortController();
    const fourth = flights.run('k', last.signal, work);
    last.abort();
    await expect(fourth).rejects.toMatchObject({ code: 'ERR_CALL_CANCELLED' });
    expect(stopped).toBe(true);
    expect(runs).toBe(2);
  });
});
