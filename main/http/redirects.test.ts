import { type Server as TlsServer, createServer as createTlsServer } from 'node:tls';
import type { Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireRequest } from '../../core/http/wire-request.ts';
import { createCertificate } from './testing/certificate.ts';
import { type RawServer, respond, startRawServer } from './testing/raw-server.ts';
import { type TestClient, createTestClient, verdict } from './testing/test-client.ts';

/** Texts that must never be seen where they do not belong. */
const canaries = {
  Authorization: 'SSWS canary-authorization',
  Cookie: 'sid=canary-cookie',
  'Proxy-Authorization': 'Basic canary-proxy',
  'X-Api-Key': 'canary-api-key',
  'X-Bound': 'canary-secret-variable',
  DPoP: 'canary-dpop',
};

let client: TestClient;
let a: RawServer;
let b: RawServer;
let secure: RawServer;
/** What each server redirects to, by path. */
const routes = new Map<string, { status: number; location: string }>();

function answer(socket: Parameters<typeof respond>[0], head: string): void {
  const path = head.split(' ')[1] ?? '/';
  const route = routes.get(path);
  if (route === undefined) respond(socket, '200 OK', [], `end ${path}`);
  else
    respond(
      socket,
      `${route.status} Moved`,
      [`Location: ${route.location}`, 'Set-Cookie: hop=1; Path=/'],
      'x'.repeat(100),
    );
}

beforeAll(async () => {
  client = await createTestClient();
  a = await startRawServer(answer);
  b = await startRawServer(answer);
  const { certificate, key } = createCertificate({ name: 'a', hosts: ['localhost'] });
  secure = await startRawServer(answer, (listener): Server => {
    const server: TlsServer = createTlsServer({ cert: certificate, key }, listener);
    return server;
  });
});
afterAll(async () => {
  await client.close();
  await Promise.all([a.close(), b.close(), secure.close()]);
});

const secretRequest: Partial<WireRequest> = {
  method: 'POST',
  headers: [...Object.entries(canaries), ['Accept', '*/*']],
  sensitiveHeaders: Object.keys(canaries).map((name) => name.toLowerCase()),
  body: [{ kind: 'text', text: 'the body' }],
};

function canariesAt(server: RawServer, from: number): string[] {
  const seen = server.heads.slice(from).join('');
  return Object.values(canaries).filter((canary) => seen.includes(canary));
}

describe('redirects', () => {
  it('stay with their secrets on one origin, and are reported hop by hop', async () => {
    routes.set('/1', { status: 307, location: '/2?x=y' });
    routes.set('/2?x=y', { status: 308, location: `${a.url}/3` });
    const before = a.heads.length;
    const result = await client.send(`${a.url}/1`, secretRequest);
    expect(verdict(result)).toBe('200');
    expect((await client.readBody(result)).toString()).toBe('end /3');
    expect(a.heads.length - before).toBe(3);
    for (const head of a.heads.slice(before)) {
      for (const canary of Object.values(canaries)) expect(head).toContain(canary);
      expect(head).toMatch(/^POST .*content-length: 8/s);
    }
    expect(
      result.hops.map(({ status, location, strippedHeaders }) => [status, location, strippedHeaders]),
    ).toEqual([
      [307, '/2?x=y', []],
      [308, `${a.url}/3`, []],
    ]);
    expect(result.request.url).toBe(`${a.url}/3`);
    expect(result.hops[0]?.timings.totalMs).toBeGreaterThan(0);
    expect(result.timings.totalMs).toBeGreaterThan(result.hops[0]?.timings.totalMs ?? Infinity);
  });

  it.each([301, 302, 303, 307, 308])(
    '%i to another port carries none of them, there and back',
    async (status) => {
      routes.set('/aba', { status, location: `${b.url}/ab` });
      routes.set('/ab', { status, location: `${a.url}/back` });
      const [beforeA, beforeB] = [a.heads.length, b.heads.length];
      const result = await client.send(`${a.url}/aba`, secretRequest, { useCookies: false });
      expect(verdict(result)).toBe('200');
      expect(canariesAt(b, beforeB)).toEqual([]);
      expect(a.heads.length - beforeA).toBe(2);
      expect(canariesAt(a, beforeA + 1)).toEqual([]);
      expect(result.hops[0]?.strippedHeaders.toSorted()).toEqual(Object.keys(canaries).toSorted());
      expect(result.hops[1]?.strippedHeaders).toEqual([]);
      expect(b.heads.at(-1)).toMatch(status >= 307 ? /^POST/ : /^GET/);
      expect(b.heads.at(-1)?.includes('content-length: 8')).toBe(status >= 307);
      expect(b.heads.at(-1)).toMatch(/accept: \*\/\*/i);
    },
  );

  it.each([
    ['another host name', () => [`http://127.0.0.1:${a.port}/h`, `http://localhost:${a.port}/target`]],
    ['a host below', () => [`http://localhost:${a.port}/h`, `http://sub.localhost:${a.port}/target`]],
    ['https', () => [`http://localhost:${a.port}/h`, `https://localhost:${secure.port}/target`]],
  ])('to %s carry none of them', async (_, urls) => {
    const [from = '', to = ''] = urls();
    routes.set('/h', { status: 307, location: to });
    const before = [a, secure].map((server) => server.heads.length);
    const result = await client.send(from, secretRequest, { verifyTls: false });
    // A name below localhost is not known to every resolver; what counts is that nothing was given away.
    expect(['200', 'dnsNotFound']).toContain(verdict(result));
    expect(canariesAt(a, (before[0] ?? 0) + 1)).toEqual([]);
    expect(canariesAt(secure, before[1] ?? 0)).toEqual([]);
  });

  it('from https to http are refused with secrets, and followed without', async () => {
    routes.set('/down', { status: 307, location: `${a.url}/target` });
    const before = a.heads.length;
    const refused = await client.send(`https://localhost:${secure.port}/down`, secretRequest, {
      verifyTls: false,
    });
    expect(verdict(refused)).toBe('redirectRefused');
    expect(refused.hops).toHaveLength(1);
    expect(a.heads.length).toBe(before);
    const plain = await client.send(`https://localhost:${secure.port}/down`, {}, { verifyTls: false });
    expect(verdict(plain)).toBe('200');
  });

  it('do not send a secret body elsewhere', async () => {
    routes.set('/body', { status: 307, location: `${b.url}/target` });
    const before = b.heads.length;
    const result = await client.send(`${a.url}/body`, { ...secretRequest, hasSecretBody: true });
    expect(verdict(result)).toBe('redirectRefused');
    expect(b.heads.length).toBe(before);
  });

  it('use the jar by its own rules', async () => {
    const jarClient = await createTestClient();
    routes.set('/cookie', { status: 302, location: '/end' });
    await jarClient.send(`${a.url}/cookie`);
    expect(a.heads.at(-1)).toMatch(/cookie: hop=1\r\n/i);
    await jarClient.send(`http://localhost:${b.port}/end`);
    expect(b.heads.at(-1)).not.toMatch(/cookie/i);
    await jarClient.close();
  });

  it('are shown as answers where they are not to be followed', async () => {
    routes.set('/stay', { status: 302, location: `${b.url}/target` });
    const result = await client.send(`${a.url}/stay`, {}, { followRedirects: false });
    expect(verdict(result)).toBe('302');
    expect((await client.readBody(result)).length).toBe(100);
    expect(result.hops).toEqual([]);
  });

  it('end at the limit', async () => {
    for (let step = 0; step < 5; step += 1)
      routes.set(`/n${step}`, { status: 302, location: `/n${step + 1}` });
    expect(verdict(await client.send(`${a.url}/n0`, {}, { maxRedirects: 5 }))).toBe('200');
    const over = await client.send(`${a.url}/n0`, {}, { maxRedirects: 4 });
    expect(verdict(over)).toBe('tooManyRedirects');
    expect(over.hops).toHaveLength(5);
    expect(verdict(await client.send(`${a.url}/n0`, {}, { maxRedirects: 0 }))).toBe('tooManyRedirects');
  });
});
