import { type TLSSocket, createServer as createTlsServer } from 'node:tls';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bypassesProxy } from './no-proxy.ts';
import { findRoute } from './proxy-route.ts';
import { toTarget } from './target.ts';
import { createCertificate } from './testing/certificate.ts';
import { startHttpProxy, startSocksProxy } from './testing/proxies.ts';
import { type RawServer, respond, startRawServer } from './testing/raw-server.ts';
import { createTestClient, verdict } from './testing/test-client.ts';

const authority = createCertificate({ name: 'Test Authority', isAuthority: true });
const issued = createCertificate({
  name: 'server',
  hosts: ['secure.test', 'proxy.test', '127.0.0.1'],
  issuer: authority.issue,
});
const selfSigned = createCertificate({ name: 'other', hosts: ['secure.test'] });

let plain: RawServer;
let secure: RawServer;
let untrusted: RawServer;

const tls = (pair: { certificate: string; key: string }) => (listener: (socket: Socket) => void) =>
  createTlsServer({ cert: pair.certificate, key: pair.key }, listener as (socket: TLSSocket) => void);

beforeAll(async () => {
  const answer = (socket: Socket) => respond(socket, '200 OK', [], 'reached');
  plain = await startRawServer(answer);
  secure = await startRawServer(answer, tls(issued));
  untrusted = await startRawServer(answer, tls(selfSigned));
});
afterAll(() => Promise.all([plain.close(), secure.close(), untrusted.close()]));

describe('NO_PROXY', () => {
  it.each([
    ['', 'a.test', 80, false],
    ['*', 'a.test', 80, true],
    ['*', '10.0.0.1', 80, true],
    ['a.test', 'a.test', 80, true],
    ['a.test', 'A.TEST', 80, true],
    ['A.Test', 'a.test', 80, true],
    ['a.test', 'a.test.', 80, true],
    ['a.test.', 'a.test', 80, true],
    ['a.test', 'sub.a.test', 80, true],
    ['a.test', 'nota.test', 80, false],
    ['a.test', 'a.test.evil', 80, false],
    ['a.test', 'test', 80, false],
    ['.a.test', 'sub.a.test', 80, true],
    ['.a.test', 'a.test', 80, true],
    ['.a.test', 'xa.test', 80, false],
    ['*.a.test', 'sub.a.test', 80, true],
    ['*.a.test', 'deep.sub.a.test', 80, true],
    ['*.a.test', 'xa.test', 80, false],
    ['a.test:8080', 'a.test', 8080, true],
    ['a.test:8080', 'a.test', 80, false],
    ['a.test:8080', 'sub.a.test', 8080, true],
    ['.a.test:443', 'sub.a.test', 443, true],
    ['b.test,a.test', 'a.test', 80, true],
    ['b.test, a.test', 'a.test', 80, true],
    ['b.test a.test', 'a.test', 80, true],
    [',,a.test,', 'a.test', 80, true],
    [',', 'a.test', 80, false],
    ['.', 'a.test', 80, false],
    ['localhost', 'localhost', 3000, true],
    ['localhost', '127.0.0.1', 3000, false],
    ['127.0.0.1', '127.0.0.1', 80, true],
    ['127.0.0.1', '127.0.0.2', 80, false],
    ['127.0.0.1:8080', '127.0.0.1', 8080, true],
    ['127.0.0.1:8080', '127.0.0.1', 80, false],
    ['10.0.0.0/8', '10.1.2.3', 80, true],
    ['10.0.0.0/8', '11.1.2.3', 80, false],
    ['10.0.0.0/8', '10.test', 80, false],
    ['192.168.1.0/24', '192.168.1.255', 80, true],
    ['192.168.1.0/24', '192.168.2.0', 80, false],
    ['192.168.1.5/32', '192.168.1.5', 80, true],
    ['0.0.0.0/0', '8.8.8.8', 80, true],
    ['10.0.0.0/33', '10.0.0.0', 80, false],
    ['10.0.0.0/x', '10.0.0.0', 80, false],
    ['10.0.0.0/-1', '10.0.0.0', 80, false],
    ['::1', '::1', 80, true],
    ['[::1]', '::1', 80, true],
    ['[::1]:8080', '::1', 8080, true],
    ['[::1]:8080', '::1', 80, false],
    ['0:0:0:0:0:0:0:1', '::1', 80, true],
    ['fe80::/10', 'fe80::1234', 80, true],
    ['fe80::/10', 'fec0::1', 80, false],
    ['[fd00::]/8', 'fd12::1', 80, true],
    ['2001:db8::/32', '2001:db8:1::1', 80, true],
    ['2001:db8::/32', '2001:db9::1', 80, false],
    ['10.0.0.0/8', '::1', 80, false],
    ['::/0', '10.0.0.1', 80, false],
    ['169.254.169.254', '169.254.169.254', 80, true],
    ['1.2.3', '1.2.3.4', 80, false],
    ['com', 'example.com', 443, true],
    ['example.com/path', 'example.com', 443, false],
    ['http://example.com', 'example.com', 80, false],
  ])('%j covers %s:%i: %s', (list, hostname, port, expected) => {
    expect(bypassesProxy(list, { hostname, port })).toBe(expected);
  });
});

describe('findRoute', () => {
  const none = { mode: 'environment', url: '', bypass: '' } as const;
  const route = (url: string, environment: Record<string, string>) =>
    findRoute(toTarget(url), none, environment);

  it('reads the environment', () => {
    expect(route('http://a.test/', { HTTP_PROXY: 'http://p.test:3128' })).toMatchObject({
      hostname: 'p.test',
      port: 3128,
    });
    expect(route('http://a.test/', { http_proxy: 'p.test:1' })).toMatchObject({ protocol: 'http:', port: 1 });
    expect(route('http://a.test/', { http_proxy: 'http://low', HTTP_PROXY: 'http://up' })).toMatchObject({
      hostname: 'low',
    });
    expect(route('https://a.test/', { HTTP_PROXY: 'http://p.test' })).toBeUndefined();
    expect(route('https://a.test/', { HTTPS_PROXY: 'https://p.test' })).toMatchObject({
      protocol: 'https:',
      port: 443,
    });
    expect(route('https://a.test/', { ALL_PROXY: 'socks5h://u%40:p%3A@p.test' })).toEqual({
      protocol: 'socks5:',
      hostname: 'p.test',
      port: 1080,
      username: 'u@',
      password: 'p:',
    });
    expect(route('https://a.test/', { HTTPS_PROXY: 'http://p.test', NO_PROXY: 'a.test' })).toBeUndefined();
    expect(route('https://a.test/', { HTTPS_PROXY: 'http://p.test', no_proxy: '*' })).toBeUndefined();
    expect(route('https://a.test/', { HTTPS_PROXY: '' })).toBeUndefined();
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '[::1]', 'x.localhost']) {
      expect(route(`http://${host}/`, { HTTP_PROXY: 'http://p.test' })).toBeUndefined();
    }
  });

  it('follows the settings instead where they say so', () => {
    const environment = { HTTPS_PROXY: 'http://p.test' };
    const target = toTarget('https://a.test/');
    expect(
      findRoute(target, { mode: 'none', url: 'http://q.test', bypass: '' }, environment),
    ).toBeUndefined();
    expect(
      findRoute(target, { mode: 'custom', url: 'http://q.test', bypass: '' }, environment),
    ).toMatchObject({ hostname: 'q.test' });
    expect(
      findRoute(target, { mode: 'custom', url: 'http://q.test', bypass: '.test' }, environment),
    ).toBeUndefined();
    expect(findRoute(target, { mode: 'custom', url: '', bypass: '' }, environment)).toBeUndefined();
    for (const url of ['ftp://q.test', 'http://', 'http://[', 'socks4://q.test']) {
      expect(() => findRoute(target, { mode: 'custom', url, bypass: '' }, environment)).toThrow(
        expect.objectContaining({ failureCode: 'proxyFailed' }),
      );
    }
  });
});

describe('ways to a server', () => {
  const password = 'canary-proxy-password';
  const basic = `Basic ${Buffer.from(`user:${password}`).toString('base64')}`;

  it('through an HTTP proxy: a tunnel for https, the whole address for http, credentials for the proxy alone', async () => {
    const proxy = await startHttpProxy(basic);
    const client = await createTestClient(
      { mode: 'custom', url: `http://user:${password}@127.0.0.1:${proxy.port}` },
      {},
      [authority.certificate],
    );
    const before = [plain.received.length, secure.received.length];
    const overTls = await client.send(`https://secure.test:${secure.port}/x`);
    expect([verdict(overTls), (await client.readBody(overTls)).toString()]).toEqual(['200', 'reached']);
    expect(overTls.tls?.verified).toBe(true);
    expect(verdict(await client.send(`http://plain.test:${plain.port}/y?z=1`))).toBe('200');
    // The connection to the proxy carries any plain address; tunnels belong to one target.
    expect(verdict(await client.send(`http://plain.test:${plain.port}/again`))).toBe('200');
    expect(verdict(await client.send(`https://secure.test:${secure.port}/again`))).toBe('200');

    expect(proxy.asked.map((head) => head.split('\r\n')[0])).toEqual([
      `CONNECT secure.test:${secure.port} HTTP/1.1`,
      `GET http://plain.test:${plain.port}/y?z=1 HTTP/1.1`,
    ]);
    for (const head of proxy.asked)
      expect(head.toLowerCase()).toContain(`proxy-authorization: ${basic.toLowerCase()}`);
    const reached = [plain.received.slice(before[0]), secure.received.slice(before[1])].flat().join('');
    expect(reached).toMatch(/GET \/x HTTP\/1\.1\r\nhost: secure\.test:/);
    // The first head was passed on by the proxy, which took its own header off; later ones are the proxy's to read.
    expect(reached.split(/GET .*again/)[0]).not.toContain(basic);
    await client.close();
    await proxy.close();
  });

  it('through an HTTP proxy over TLS', async () => {
    const proxy = await startHttpProxy(undefined, tls(issued) as never);
    const client = await createTestClient({ mode: 'custom', url: `https://127.0.0.1:${proxy.port}` }, {}, [
      authority.certificate,
    ]);
    expect(verdict(await client.send(`https://secure.test:${secure.port}/x`))).toBe('200');
    const strict = await createTestClient({ mode: 'custom', url: `https://127.0.0.1:${proxy.port}` });
    expect(verdict(await strict.send(`https://secure.test:${secure.port}/x`))).toBe('tlsCertificate');
    await client.close();
    await strict.close();
    await proxy.close();
  });

  it('through SOCKS5, with names looked up by the proxy', async () => {
    const proxy = await startSocksProxy({ username: 'user', password });
    const url = (credentials: string) => `socks5://${credentials}127.0.0.1:${proxy.port}`;
    const client = await createTestClient({ mode: 'custom', url: url(`user:${password}@`) }, {}, [
      authority.certificate,
    ]);
    const before = plain.received.length;
    expect(verdict(await client.send(`http://plain.test:${plain.port}/x`))).toBe('200');
    expect(verdict(await client.send(`https://secure.test:${secure.port}/x`))).toBe('200');
    expect(verdict(await client.send(`http://10.9.8.7:${plain.port}/x`))).toBe('200');
    expect(verdict(await client.send(`http://[fd00::1:2]:${plain.port}/x`))).toBe('200');
    expect(proxy.asked).toEqual([
      `plain.test:${plain.port}`,
      `secure.test:${secure.port}`,
      `10.9.8.7:${plain.port}`,
      `fd000000000000000000000000010002:${plain.port}`,
    ]);
    expect(plain.received.slice(before).join('')).not.toContain(password);

    const refusals: string[] = [];
    for (const wrong of ['', 'user:wrong@']) {
      const other = await createTestClient({ mode: 'custom', url: url(wrong) });
      const result = await other.send(`http://plain.test:${plain.port}/`);
      refusals.push(
        verdict(result),
        result.outcome.kind === 'failure' ? (result.outcome.failure.cause ?? '') : '',
      );
      await other.close();
    }
    const blocked = await client.send('http://blocked.test/');
    refusals.push(verdict(blocked));
    expect(refusals).toEqual(['proxyFailed', 'SOCKS_AUTH', 'proxyFailed', 'SOCKS_AUTH', 'proxyFailed']);
    await client.close();
    await proxy.close();
  });

  it('fail by name where the proxy does not play along', async () => {
    const gone = await startHttpProxy();
    await gone.close();
    const needs = await startHttpProxy(basic);
    const silent = await startRawServer((socket) => socket.end());
    const babbling = await startRawServer((socket) => socket.end('220 hello\r\n\r\n'));
    const flooding = await startRawServer((socket) => socket.end('x'.repeat(200_000)));
    const outcomes: string[] = [];
    for (const { port } of [gone, needs, silent, babbling, flooding]) {
      const client = await createTestClient({ mode: 'custom', url: `http://127.0.0.1:${port}` });
      const { outcome } = await client.send(`https://secure.test:${secure.port}/`);
      outcomes.push(
        outcome.kind === 'failure' ? `${outcome.failure.code} ${outcome.failure.cause}` : 'answered',
      );
      await client.close();
    }
    expect(outcomes).toEqual([
      'proxyFailed ECONNREFUSED',
      'proxyFailed HTTP_407',
      'proxyFailed ECONNRESET',
      'proxyFailed ERR_PROXY_ANSWER',
      'proxyFailed ERR_PROXY_ANSWER',
    ]);
    await Promise.all([needs.close(), silent.close(), babbling.close(), flooding.close()]);
  });

  it('check certificates the same on every way', async () => {
    const proxies = [await startHttpProxy(), await startSocksProxy()];
    const urls = [`http://127.0.0.1:${proxies[0]?.port}`, `socks5://127.0.0.1:${proxies[1]?.port}`];
    for (const url of urls) {
      const client = await createTestClient({ mode: 'custom', url }, {}, [authority.certificate]);
      const before = untrusted.received.join('').length;
      expect(verdict(await client.send(`https://secure.test:${untrusted.port}/`))).toBe('tlsCertificate');
      expect(verdict(await client.send(`https://wrong.test:${secure.port}/`))).toBe('tlsCertificate');
      expect(untrusted.received.join('').length).toBe(before);
      const relaxed = await client.send(`https://secure.test:${untrusted.port}/`, {}, { verifyTls: false });
      expect([verdict(relaxed), relaxed.tls?.verified]).toEqual(['200', false]);
      // What was opened without checking is not used by a request that checks.
      expect(verdict(await client.send(`https://secure.test:${untrusted.port}/`))).toBe('tlsCertificate');
      await client.close();
    }
    await Promise.all(proxies.map((proxy) => proxy.close()));
  });
});
