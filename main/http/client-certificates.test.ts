import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationInput } from '../../core/contract.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { settingsSchema } from '../../core/settings.ts';
import { type Bench, startBench } from '../oauth/testing/oauth-bench.ts';
import { createCertificate } from './testing/certificate.ts';
import { passphraseOfPkcs12, pkcs12OfTest } from './testing/pkcs12.ts';
import { type RawServer, respond, startRawServer } from './testing/raw-server.ts';

const authority = createCertificate({ name: 'Test Authority', isAuthority: true });
const client = createCertificate({ name: 'the client', issuer: authority.issue });
let bench: Bench;
/** The subjects of the client certificates that each server was shown; an empty one for none. */
const shown = new Map<number, string[]>();
const servers: RawServer[] = [];

/** Asks every client for a certificate, as a leak would need. */
async function startAsking(): Promise<RawServer> {
  const pair = createCertificate({
    name: 'server',
    hosts: ['localhost', '127.0.0.1'],
    issuer: authority.issue,
  });
  const subjects: string[] = [];
  const server = await startRawServer(
    (socket, head) => {
      const { subject } = (socket as TLSSocket).getPeerCertificate();
      subjects.push(typeof subject?.CN === 'string' ? subject.CN : '');
      const onward = /^GET \/to\/(\d+)/.exec(head)?.[1];
      if (onward === undefined) respond(socket, '200 OK', [], 'ok');
      else respond(socket, '302 Found', [`Location: https://localhost:${onward}/`]);
    },
    (listener) =>
      createTlsServer(
        { cert: pair.certificate, key: pair.key, requestCert: true, rejectUnauthorized: false },
        listener as (socket: Socket) => void,
      ),
  );
  shown.set(server.port, subjects);
  return server;
}

async function* chunksOf(bytes: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
}

const upload = async (bytes: string | Uint8Array) => (await bench.app.uploads.save(chunksOf(bytes))).uploadId;

const send = async (url: string) =>
  (await bench.call('request.send', { request: { ...emptyRequest(), url } })).exchange;

async function refusal(input: OperationInput<'certificate.addClient'>): Promise<string> {
  const reply = await bench.reply('certificate.addClient', input);
  return reply.ok ? 'kept' : reply.error.code;
}

beforeAll(async () => {
  bench = await startBench();
  await bench.call('settings.save', settingsSchema.parse({ proxy: { mode: 'none' } }));
  await bench.call('certificate.addAuthority', {
    uploadId: await upload(authority.certificate),
    name: 'test',
  });
  for (let count = 0; count < 51; count += 1) servers.push(await startAsking());
});
afterAll(async () => {
  await bench.close();
  await Promise.all(servers.map((server) => server.close()));
});

describe('a client certificate', () => {
  it('is shown to its host and port, and to none of fifty others that ask', async () => {
    const [own, ...others] = servers;
    if (own === undefined) throw new Error('There is one.');
    const kept = await bench.call('certificate.addClient', {
      host: 'LOCALHOST',
      port: own.port,
      uploadId: await upload(client.certificate),
      keyUploadId: await upload(client.key),
    });
    expect(kept).toMatchObject({ host: 'localhost', port: own.port, subject: 'CN=the client', form: 'pem' });
    const exchange = await send(`https://localhost:${own.port}/`);
    expect(exchange.tls?.clientCertificate).toBe('CN=the client');
    expect(shown.get(own.port)).toEqual(['the client']);
    for (const other of others) {
      // Of its own accord, by a redirect from the place of the certificate, and at the same port under another name.
      await send(`https://localhost:${other.port}/`);
      await send(`https://localhost:${own.port}/to/${other.port}`);
    }
    await send(`https://127.0.0.1:${own.port}/`);
    expect(shown.get(own.port)?.at(-1)).toBe('');
    expect(others.flatMap(({ port }) => shown.get(port) ?? []).filter((name) => name !== '')).toEqual([]);
    expect(others.every(({ port }) => (shown.get(port) ?? []).length === 2)).toBe(true);
    const { undoId } = await bench.call('certificate.remove', { id: kept.id });
    await send(`https://localhost:${own.port}/`);
    expect(shown.get(own.port)?.at(-1)).toBe('');
    await bench.call('workspace.undo', { undoId });
    await send(`https://localhost:${own.port}/`);
    expect(shown.get(own.port)?.at(-1)).toBe('the client');
    await bench.call('certificate.remove', { id: kept.id });
  });

  it('comes as PKCS#12 with its passphrase too', async () => {
    const [own] = servers;
    if (own === undefined) throw new Error('There is one.');
    const at = { host: 'localhost', port: own.port };
    expect(await refusal({ ...at, uploadId: await upload(pkcs12OfTest) })).toBe('ERR_CERTIFICATE_PASSPHRASE');
    expect(await refusal({ ...at, uploadId: await upload(pkcs12OfTest), passphrase: 'wrong' })).toBe(
      'ERR_CERTIFICATE_PASSPHRASE',
    );
    const kept = await bench.call('certificate.addClient', {
      ...at,
      uploadId: await upload(pkcs12OfTest),
      passphrase: passphraseOfPkcs12,
    });
    await send(`https://localhost:${own.port}/`);
    expect(shown.get(own.port)?.at(-1)).toBe('client of a test');
    expect(
      await refusal({ ...at, uploadId: await upload(pkcs12OfTest), passphrase: passphraseOfPkcs12 }),
    ).toBe('ERR_CERTIFICATE_EXISTS');
    await bench.call('certificate.remove', { id: kept.id });
  });

  it('is refused where its files do not fit', async () => {
    const at = { host: 'localhost', port: 1 };
    const other = createCertificate({ name: 'other' });
    expect(await refusal({ ...at, uploadId: await upload(client.certificate) })).toBe(
      'ERR_CERTIFICATE_UNREADABLE',
    );
    expect(await refusal({ ...at, uploadId: await upload('neither') })).toBe('ERR_CERTIFICATE_UNREADABLE');
    expect(
      await refusal({
        ...at,
        uploadId: await upload(client.certificate),
        keyUploadId: await upload(other.key),
      }),
    ).toBe('ERR_CERTIFICATE_KEY_MISMATCH');
  });

  it('leaves neither key nor passphrase in the profile, in replies or in uploads', async () => {
    const passphrase = 'passphrase-canary';
    const { createPrivateKey } = await import('node:crypto');
    const key = createPrivateKey(client.key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
      .toString();
    const at = { host: 'secret.test', port: 443 };
    const keyUploadId = await upload(key);
    const kept = await bench.call('certificate.addClient', {
      ...at,
      uploadId: await upload(client.certificate),
      keyUploadId,
      passphrase,
    });
    const listed = await bench.call('certificate.list', {});
    const files = await bench.readProfile();
    const keyLine = key.split('\n')[2] ?? '';
    for (const text of [JSON.stringify([kept, listed, bench.events]), ...files.map(String)]) {
      expect(text).not.toContain(passphrase);
      expect(text).not.toContain(keyLine);
    }
    expect(() => bench.app.uploads.path(keyUploadId)).toThrow(
      expect.objectContaining({ code: 'ERR_UPLOAD_NOT_FOUND' }) as Error,
    );
  });
});

describe('an authority', () => {
  it('is not taken twice, and no server certificate is taken for one', async () => {
    const add = async (text: string) => {
      const reply = await bench.reply('certificate.addAuthority', {
        uploadId: await upload(text),
        name: 'x',
      });
      return reply.ok ? 'kept' : reply.error.code;
    };
    expect(await add(authority.certificate)).toBe('ERR_CERTIFICATE_EXISTS');
    expect(await add(client.certificate)).toBe('ERR_CERTIFICATE_UNREADABLE');
    expect(await add('no certificate')).toBe('ERR_CERTIFICATE_UNREADABLE');
  });

  it('is trusted until it is removed', async () => {
    const second = createCertificate({ name: 'Second Authority', isAuthority: true });
    const pair = createCertificate({ name: 's', hosts: ['localhost'], issuer: second.issue });
    const server = await startRawServer(
      (socket) => respond(socket, '200 OK'),
      (listener) =>
        createTlsServer({ cert: pair.certificate, key: pair.key }, listener as (socket: Socket) => void),
    );
    const kindOf = async () => (await send(`https://localhost:${server.port}/`)).outcome.kind;
    expect(await kindOf()).toBe('failure');
    const { id, count } = await bench.call('certificate.addAuthority', {
      uploadId: await upload(`junk before\n${second.certificate}${authority.certificate}`),
      name: 'two',
    });
    expect(count).toBe(2);
    expect(await kindOf()).toBe('response');
    await bench.call('certificate.remove', { id });
    expect(await kindOf()).toBe('failure');
    await server.close();
  });
});
