import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../core/bridge.ts';
import type { CertificateFacts } from '../../core/http/certificate-facts.ts';
import type { Failure } from '../../core/http/exchange.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { type Settings, settingsSchema } from '../../core/settings.ts';
import { type Bench, oauth2, startBench } from '../oauth/testing/oauth-bench.ts';
import { type BadCertificate, createBadCertificates } from './testing/bad-certificates.ts';
import { createCertificate } from './testing/certificate.ts';
import { type TestProxy, startHttpProxy, startSocksProxy } from './testing/proxies.ts';
import { type RawServer, respond, startRawServer } from './testing/raw-server.ts';

/** One refusal, whichever way the request took. */
interface Refusal {
  reason: string;
  cause: string;
  certificate: CertificateFacts | undefined;
}

const authority = createCertificate({ name: 'Test Authority', isAuthority: true });
const kinds = createBadCertificates(authority);
const servers: { kind: BadCertificate; server: RawServer }[] = [];
let bench: Bench;
let httpProxy: TestProxy;
let socksProxy: TestProxy;

const answers: Record<string, string> = {
  '/token': '{"access_token":"t","token_type":"Bearer","expires_in":600}',
  '/import':
    '{"info":{"name":"C","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[]}',
};

function startTls({ pair, chain = '' }: Pick<BadCertificate, 'pair' | 'chain'>): Promise<RawServer> {
  return startRawServer(
    (socket, head) => {
      const path = /^[A-Z]+ (\S+)/.exec(head)?.[1] ?? '';
      respond(socket, '200 OK', ['Content-Type: application/json'], answers[path] ?? '{}');
    },
    (listener) =>
      createTlsServer(
        { cert: pair.certificate + chain, key: pair.key },
        listener as (socket: Socket) => void,
      ),
  );
}

beforeAll(async () => {
  bench = await startBench();
  httpProxy = await startHttpProxy();
  socksProxy = await startSocksProxy();
  const { uploadId } = await bench.app.uploads.save(chunksOf(authority.certificate));
  await bench.call('certificate.addAuthority', { uploadId, name: 'test' });
  for (const kind of kinds) servers.push({ kind, server: await startTls(kind) });
});
afterAll(async () => {
  await bench.close();
  await Promise.all([httpProxy.close(), socksProxy.close(), ...servers.map(({ server }) => server.close())]);
});

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

const save = (more: Partial<Settings>) =>
  bench.call('settings.save', settingsSchema.parse({ proxy: { mode: 'none' }, ...more }));
const custom = (url: string): Partial<Settings> => ({ proxy: { mode: 'custom', url, bypass: '' } });

async function refusalOfSend(url: string): Promise<Refusal | undefined> {
  const { exchange } = await bench.call('request.send', { request: { ...emptyRequest(), url } });
  return exchange.outcome.kind === 'failure' ? fromFailure(exchange.outcome.failure) : undefined;
}

const fromFailure = ({ code, cause = '', certificate }: Failure): Refusal => ({
  reason: code,
  cause,
  certificate,
});

function refusalOfReply(reply: Reply): Refusal | undefined {
  if (reply.ok) return undefined;
  const { reason, cause, certificate } = reply.error.details ?? {};
  return {
    reason: typeof reason === 'string' ? reason : '',
    cause: typeof cause === 'string' ? cause : '',
    certificate: certificate as unknown as CertificateFacts | undefined,
  };
}

/** Every way a request leaves; each gives how a server on `port` was refused. */
const ways: [
  string,
  Partial<Settings> | (() => Partial<Settings>),
  (port: number) => Promise<Refusal | undefined>,
][] = [
  ['directly', {}, (port) => refusalOfSend(`https://localhost:${port}/`)],
  [
    'through an HTTP proxy',
    () => custom(`http://127.0.0.1:${httpProxy.port}`),
    (port) => refusalOfSend(`https://localhost:${port}/`),
  ],
  [
    'through SOCKS',
    () => custom(`socks5://127.0.0.1:${socksProxy.port}`),
    (port) => refusalOfSend(`https://localhost:${port}/`),
  ],
  [
    'to the token endpoint',
    {},
    async (port) =>
      refusalOfReply(
        await bench.reply('oauth.getToken', {
          auth: oauth2({
            grantType: 'client_credentials',
            accessTokenUrl: `https://localhost:${port}/token`,
            clientId: 'c',
            clientSecret: 'secret-canary',
          }),
        }),
      ),
  ],
  [
    'to import by URL',
    {},
    async (port) =>
      refusalOfReply(
        await bench.reply('import.run', {
          sources: [{ kind: 'url', url: `https://localhost:${port}/import` }],
          allowPrivateAddresses: true,
        }),
      ),
  ],
];

describe.each(ways)('a bad certificate, %s', (_, settings, refuse) => {
  it('is refused with the reason, accepted by an exception for its place, and refused again after that', async () => {
    const base = typeof settings === 'function' ? settings() : settings;
    for (const { kind, server } of servers) {
      await save(base);
      const before = server.received.join('');
      const refusal = await refuse(server.port);
      expect([kind.what, refusal?.reason]).toEqual([kind.what, 'tlsCertificate']);
      expect(refusal?.cause, kind.what).toMatch(new RegExp(`^${kind.reason}$`));
      expect(refusal?.certificate).toMatchObject({ host: 'localhost', port: server.port });
      expect(server.received.join('')).toBe(before);

      const exception = {
        host: 'localhost',
        port: server.port,
        fingerprint256: refusal?.certificate?.fingerprint256 ?? '',
        untilEpochMs: Date.now() + 60_000,
        reason: refusal?.cause ?? '',
      };
      await save({ ...base, tls: { exceptions: [exception] } });
      expect([kind.what, await refuse(server.port)]).toEqual([kind.what, undefined]);
      bench.clock.offsetMs = 61_000;
      expect([kind.what, (await refuse(server.port))?.reason]).toEqual([kind.what, 'tlsCertificate']);
      bench.clock.offsetMs = 0;
    }
  });
});

describe('an exception', () => {
  const exceptionOf = async (port: number) => {
    const refusal = await refusalOfSend(`https://localhost:${port}/`);
    return {
      host: 'localhost',
      port,
      fingerprint256: refusal?.certificate?.fingerprint256 ?? '',
      untilEpochMs: Date.now() + 60_000,
      reason: refusal?.cause ?? '',
    };
  };

  it('holds for its port and its certificate only', async () => {
    const [first, second] = servers;
    if (first === undefined || second === undefined) throw new Error('There are twenty.');
    await save({});
    const exception = await exceptionOf(first.server.port);
    const elsewhere = await exceptionOf(second.server.port);
    await save({ tls: { exceptions: [exception] } });
    expect(await refusalOfSend(`https://localhost:${first.server.port}/`)).toBeUndefined();
    expect(await refusalOfSend(`https://127.0.0.1:${first.server.port}/`)).toMatchObject({
      reason: 'tlsCertificate',
    });
    expect(await refusalOfSend(`https://localhost:${second.server.port}/`)).toMatchObject({
      reason: 'tlsCertificate',
    });
    // Another certificate at the same place: a pin is for one certificate.
    await save({ tls: { exceptions: [{ ...exception, fingerprint256: elsewhere.fingerprint256 }] } });
    expect(await refusalOfSend(`https://localhost:${first.server.port}/`)).toMatchObject({
      reason: 'tlsCertificate',
    });
  });

  it('is told with the answer', async () => {
    const [first] = servers;
    if (first === undefined) throw new Error('There are twenty.');
    await save({});
    const exception = await exceptionOf(first.server.port);
    await save({ tls: { exceptions: [exception] } });
    const { exchange } = await bench.call('request.send', {
      request: { ...emptyRequest(), url: `https://localhost:${first.server.port}/` },
    });
    expect(exchange.tls).toMatchObject({ verified: false, exceptionUntilEpochMs: exception.untilEpochMs });
    expect(exchange.warnings.map(({ code }) => code)).toContain('tlsException');
  });

  it('holds for a proxy that is reached with TLS, and such a proxy is refused without one', async () => {
    const target = await startTls({
      pair: createCertificate({ name: 'server', hosts: ['localhost'], issuer: authority.issue }),
    });
    for (const { pair, chain = '', reason } of kinds) {
      const proxy = await startHttpProxy(undefined, ((listener: (socket: Socket) => void) =>
        createTlsServer({ cert: pair.certificate + chain, key: pair.key }, listener)) as never);
      await save(custom(`https://localhost:${proxy.port}`));
      const refusal = await refusalOfSend(`https://localhost:${target.port}/`);
      expect(refusal).toMatchObject({
        reason: 'tlsCertificate',
        certificate: { host: 'localhost', port: proxy.port },
      });
      expect(refusal?.cause).toMatch(new RegExp(`^${reason}$`));
      expect(proxy.asked).toEqual([]);
      const exception = {
        host: 'localhost',
        port: proxy.port,
        fingerprint256: refusal?.certificate?.fingerprint256 ?? '',
        untilEpochMs: Date.now() + 60_000,
        reason: refusal?.cause ?? '',
      };
      await save({ ...custom(`https://localhost:${proxy.port}`), tls: { exceptions: [exception] } });
      expect(await refusalOfSend(`https://localhost:${target.port}/`)).toBeUndefined();
      await proxy.close();
    }
    await target.close();
  });
});
