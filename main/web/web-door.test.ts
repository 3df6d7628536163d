import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeEvent, Reply } from '../../core/bridge.ts';
import { AppError } from '../../core/errors.ts';
import type { WindowApp } from '../app.ts';
import { openWebDoor, type WebDoor } from './web-door.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

const bodyId = 'B'.repeat(22);
const bodyText = 'the bytes of an answer';

/** An app that notes what reached it; the doors' own work is what is tested here. */
function createRecordingApp() {
  const calls: { callId: string; operation: string; input: unknown }[] = [];
  const cancelled: string[] = [];
  const left: string[] = [];
  const uploads: string[] = [];
  const listeners = new Set<(event: BridgeEvent) => void>();
  const app: WindowApp = {
    dispatcher: {
      async call(callId, operation, input): Promise<Reply> {
        calls.push({ callId, operation, input });
        if (operation === 'hang') await new Promise<void>((resolve) => hanging.set(callId, resolve));
        return { ok: true, value: { echo: input } };
      },
      cancel(callId) {
        cancelled.push(callId);
        hanging.get(callId)?.();
      },
      leave: (callId) => void left.push(callId),
      cancelAll: () => undefined,
    },
    bodies: {
      stat(id: string) {
        if (id !== bodyId) throw new AppError('ERR_BODY_NOT_FOUND', 'none');
        return { sizeBytes: bodyText.length, mediaType: 'text/html' };
      },
      async *read(_id: string, range = { start: 0, end: bodyText.length }) {
        yield Buffer.from(bodyText.slice(range.start, range.end));
      },
    } as unknown as WindowApp['bodies'],
    uploads: {
      async save(chunks: AsyncIterable<Uint8Array>) {
        const parts: Uint8Array[] = [];
        for await (const chunk of chunks) parts.push(chunk);
        const bytes = Buffer.concat(parts);
        uploads.push(bytes.toString());
        return { uploadId: 'U'.repeat(22), sizeBytes: bytes.byteLength };
      },
    } as unknown as WindowApp['uploads'],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const hanging = new Map<string, () => void>();
  const emit = (event: BridgeEvent) => listeners.forEach((listener) => listener(event));
  return { app, calls, cancelled, left, uploads, listeners, emit };
}

let folder: string;
let door: WebDoor;
let recording: ReturnType<typeof createRecordingApp>;
let time: number;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'postern-web-'));
  await mkdir(path.join(folder, 'out', 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'secret.txt'), 'CANARY outside');
  await writeFile(path.join(folder, 'out', 'index.html'), '<!doctype html><title>Postern</title>');
  await writeFile(path.join(folder, 'out', 'assets', 'index-abc.js'), 'export {};');
  recording = createRecordingApp();
  time = 1_000_000;
  const log = { error: () => undefined, info: () => undefined };
  const rendererPath = path.join(folder, 'out');
  door = await openWebDoor({ app: recording.app, rendererPath, log, now: () => time });
});

afterEach(async () => {
  await door.close();
  await rm(folder, { recursive: true, force: true });
});

const ownHost = () => `127.0.0.1:${door.port}`;

/** Asks with exactly these headers: no Host, nothing else is added. */
function ask(
  method: string,
  target: string,
  headers: Record<string, string | string[]> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: door.port, method, path: target, setHost: false, agent: false, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    if (body !== undefined) request.setHeader('content-length', Buffer.byteLength(body));
    request.end(body);
  });
}

const own = (extra: Record<string, string> = {}) => ({
  host: ownHost(),
  origin: `http://${ownHost()}`,
  'content-type': 'application/json',
  authorization: `Bearer ${door.token}`,
  ...extra,
});

const callBody = JSON.stringify({ callId: 'c1', operation: 'app.readState', input: { a: 1 } });

/** Sends bytes as they are, for requests that no client would make. */
function askRaw(text: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(door.port, host, () => socket.end(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('listening', () => {
  it('happens on loopback only', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    for (const address of outside) await expect(askRaw('GET / HTTP/1.1\r\n\r\n', address)).rejects.toThrow();
    expect((await ask('GET', '/', { host: ownHost() })).status).toBe(200);
    expect(door.port).toBeGreaterThan(1_023);
  });

  it('is over within a second of closing, also with a tab that listens', async () => {
    const events = httpRequest({ host: '127.0.0.1', port: door.port, path: '/api/events', headers: own() });
    const gone = new Promise<void>((resolve) => events.on('close', () => resolve()));
    events.on('error', () => undefined);
    await new Promise((resolve) => {
      events.on('response', resolve);
      events.end();
    });
    const startedAt = performance.now();
    await door.close();
    await gone;
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await expect(askRaw('GET / HTTP/1.1\r\n\r\n')).rejects.toThrow();
    expect(recording.listeners.size).toBe(0);
  });

  it('says so when the port is taken', async () => {
    const again = openWebDoor({
      app: recording.app,
      rendererPath: path.join(folder, 'out'),
      port: door.port,
      log: { error: () => undefined, info: () => undefined },
    });
    await expect(again).rejects.toMatchObject({ code: 'ERR_DOOR_PORT_TAKEN' });
  });
});

describe('Host on the wire', () => {
  const line = (text: string) => text.split('\r\n')[0];

  it.each([
    ['missing', () => ''],
    ['doubled', () => `Host: ${ownHost()}\r\nHost: ${ownHost()}\r\n`],
    ['doubled with a stranger', () => `Host: ${ownHost()}\r\nHost: evil.test\r\n`],
    ['a rebound name', () => `Host: evil.test:${door.port}\r\n`],
    ['localhost', () => `Host: localhost:${door.port}\r\n`],
    ['another port', () => `Host: 127.0.0.1:1\r\n`],
    ['another spelling', () => `Host: 2130706433:${door.port}\r\n`],
  ])('is misdirected when it is %s, with nothing to read', async (_name, headers) => {
    for (const version of ['HTTP/1.1', 'HTTP/1.0']) {
      const answer = await askRaw(`GET / ${version}\r\n${headers()}Connection: close\r\n\r\n`);
      expect(line(answer)).toBe('HTTP/1.1 421 Misdirected Request');
      expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toBe('');
    }
  });
});

describe('a foreign page', () => {
  it('changes nothing and reads nothing', async () => {
    const origins = [
      'null',
      'http://evil.test',
      'http://localhost:3000',
      `http://127.0.0.1:${door.port + 1}`,
    ];
    const targets = [
      '/',
      '/index.html',
      '/api/call',
      '/api/cancel',
      '/api/events',
      '/api/session',
      '/upload',
      `/body/${bodyId}`,
    ];
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json',
    ];
    for (const origin of origins) {
      for (const target of targets) {
        for (const method of ['GET', 'POST', 'OPTIONS', 'PUT']) {
          for (const type of method === 'POST' ? types : ['application/json']) {
            const headers = { ...own({ origin, 'content-type': type }), 'sec-fetch-site': 'cross-site' };
            const {
              status,
              text,
              headers: given,
            } = await ask(method, target, headers, method === 'GET' ? undefined : callBody);
            expect([target, method, status]).toEqual([target, method, 403]);
            expect(text).toBe('');
            expect(given['access-control-allow-origin']).toBeUndefined();
          }
        }
      }
    }
    expect(recording.calls).toEqual([]);
    expect(recording.uploads).toEqual([]);
  });

  it('sets no command: what runs a program has to come with the key, as JSON, from the window itself', async () => {
    const source = { kind: 'program', command: 'anything' };
    const variables = [{ key: 'k', initialValue: '', enabled: true, type: 'secret', source }];
    const call = { callId: 'c', operation: 'environment.create', input: { name: 'E', variables } };
    const body = JSON.stringify(call);
    const json = own({ 'content-type': 'application/json' });
    const { authorization: _key, ...keyless } = json;
    const attempts: Parameters<typeof ask>[] = [
      ['GET', `/api/call?callId=c&operation=environment.create&input=${encodeURIComponent(body)}`, json],
      ['GET', '/api/call', json, body],
      ['PUT', '/api/call', json, body],
      ['POST', '/api/call', keyless, body],
      ['POST', '/api/call', { ...json, 'content-type': 'text/plain' }, body],
      ['POST', '/api/call', { ...json, origin: 'http://evil.test' }, body],
      ['POST', '/api/call', { ...json, host: 'evil.test' }, body],
    ];
    for (const [at, attempt] of attempts.entries())
      expect((await ask(...attempt)).status, `attempt ${at}`).toBeGreaterThan(399);
    expect(recording.calls).toEqual([]);
    expect((await ask('POST', '/api/call', json, body)).status).toBe(200);
    expect(recording.calls).toMatchObject([{ operation: 'environment.create' }]);
  });

  it('cannot use an image, a form or a socket without an Origin either', async () => {
    const crossSite = {
      host: ownHost(),
      'sec-fetch-site': 'cross-site',
      authorization: `Bearer ${door.token}`,
    };
    expect((await ask('GET', `/body/${bodyId}`, crossSite)).status).toBe(403);
    expect((await ask('GET', '/api/events', crossSite)).status).toBe(403);
    const noOrigin = {
      host: ownHost(),
      'content-type': 'application/json',
      authorization: `Bearer ${door.token}`,
    };
    expect((await ask('POST', '/api/call', noOrigin, callBody)).status).toBe(403);
    const upgrade = await ask('GET', '/api/events', {
      host: ownHost(),
      origin: 'http://evil.test',
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    });
    expect(upgrade.status).toBe(403);
  });
});

describe('the token', () => {
  it('opens the operations, the events, the bodies and the uploads', async () => {
    const call = await ask('POST', '/api/call', own(), callBody);
    expect([call.status, JSON.parse(call.text)]).toEqual([200, { ok: true, value: { echo: { a: 1 } } }]);
    expect(recording.calls).toEqual([{ callId: 'c1', operation: 'app.readState', input: { a: 1 } }]);

    const body = await ask('GET', `/body/${bodyId}`, own({ range: 'bytes=4-8' }));
    expect([body.status, body.text]).toEqual([206, bodyText.slice(4, 9)]);
    expect(body.headers['content-type']).toBe('application/octet-stream');

    const upload = await ask(
      'POST',
      '/upload',
      own({ 'content-type': 'application/octet-stream' }),
      'file bytes',
    );
    expect(JSON.parse(upload.text)).toMatchObject({ ok: true, value: { sizeBytes: 10 } });
    expect(recording.uploads).toEqual(['file bytes']);
  });

  it('is needed for every one of them: 1,000 tries without it reach nothing', async () => {
    const targets: [string, string][] = [
      ['POST', '/api/call'],
      ['POST', '/api/cancel'],
      ['GET', '/api/events'],
      ['GET', `/body/${bodyId}`],
      ['POST', '/upload'],
    ];
    const tokens = ['', 'Bearer', 'Bearer x', `Bearer ${door.token}x`, `Basic ${door.token}`, door.token];
    const statuses = new Set<number>();
    for (let tries = 0; tries < 1_000; tries += 1) {
      time += 1_000;
      const [method, target] = targets[tries % targets.length]!;
      const authorization = tokens[tries % tokens.length]!;
      const type = target === '/upload' ? 'application/octet-stream' : 'application/json';
      const { status, text } = await ask(
        method,
        target,
        own({ authorization, 'content-type': type }),
        callBody,
      );
      statuses.add(status);
      expect(text).toBe('');
    }
    expect(statuses).toEqual(new Set([401, 429]));
    expect(recording.calls).toEqual([]);
    expect(recording.cancelled).toEqual([]);
    expect(recording.uploads).toEqual([]);
  });

  it('makes the door rest after 20 wrong ones', async () => {
    const wrong = own({ authorization: 'Bearer wrong' });
    for (let tries = 0; tries < 20; tries += 1)
      expect((await ask('POST', '/api/call', wrong, callBody)).status).toBe(401);
    expect((await ask('POST', '/api/call', wrong, callBody)).status).toBe(429);
    time += 10_000;
    expect((await ask('POST', '/api/call', own(), callBody)).status).toBe(200);
  });

  it('is given for a one-time code, and never twice', async () => {
    const code = door.issueCode();
    const headers = own({ authorization: '' });
    const first = await ask('POST', '/api/session', headers, JSON.stringify({ code }));
    expect(JSON.parse(first.text)).toEqual({ token: door.token });
    expect((await ask('POST', '/api/session', headers, JSON.stringify({ code }))).status).toBe(401);
  });

  it('is in no cookie and in no served byte', async () => {
    for (const target of ['/', '/index.html', '/assets/index-abc.js', '/nothing']) {
      const answer = await ask('GET', target, { host: ownHost() });
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(JSON.stringify(answer)).not.toContain(door.token);
    }
  });
});

describe('every answer', () => {
  it('is hardened, and open to no other origin', async () => {
    const answers = [
      await ask('GET', '/', { host: ownHost() }),
      await ask('GET', '/', { host: 'evil.test' }),
      await ask('GET', '/nothing', { host: ownHost() }),
      await ask('POST', '/api/call', own(), callBody),
      await ask('POST', '/api/call', own({ authorization: '' }), callBody),
      await ask('POST', '/api/call', own(), 'no JSON'),
      await ask('GET', `/body/${bodyId}`, own()),
      await ask('GET', '/body/none', own()),
      await ask('OPTIONS', '/api/call', own()),
    ];
    for (const { headers } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers['content-security-policy']).toMatch(
        /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
    }
  });
});

describe('static files', () => {
  it('give the window', async () => {
    const index = await ask('GET', '/', { host: ownHost() });
    expect([index.status, index.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const script = await ask('GET', '/assets/index-abc.js', { host: ownHost() });
    expect([script.status, script.text]).toEqual([200, 'export {};']);
    expect((await ask('HEAD', '/', { host: ownHost() })).text).toBe('');
  });

  it('give no byte from outside the bundle for 1,000 traversal strings', async () => {
    const ups = [
      '..',
      '%2e%2e',
      '%2E.',
      '.%2e',
      '%252e%252e',
      '....',
      '..;',
      '%c0%ae%c0%ae',
      '\\..',
      '..%00',
    ];
    const slashes = ['/', '%2f', '%2F', '\\', '%5c', '//', '/./', '%252f', '%c0%af', '/;/'];
    const ends = ['secret.txt', 'out/../secret.txt', 'etc/passwd', 'secret.txt%00.js', 'SECRET.TXT'];
    const starts = ['/', '/assets/', '/assets/index-abc.js', '/index.html'];
    const targets = starts.flatMap((start) =>
      ups.flatMap((up) =>
        slashes.flatMap((slash) => ends.map((end) => `${start}${up}${slash}${up}${slash}${end}`)),
      ),
    );
    expect(targets.length).toBeGreaterThanOrEqual(1_000);
    for (const target of targets) {
      const answer = await ask('GET', target, { host: ownHost() });
      expect([target, answer.status, answer.text]).toEqual([target, 404, '']);
    }
  });
});

describe('calls', () => {
  it('are left when their tab goes away', async () => {
    const request = httpRequest({
      host: '127.0.0.1',
      port: door.port,
      method: 'POST',
      path: '/api/call',
      headers: own(),
    });
    request.on('error', () => undefined);
    request.end(JSON.stringify({ callId: 'gone', operation: 'hang', input: {} }));
    await expect.poll(() => recording.calls.length).toBe(1);
    request.destroy();
    await expect.poll(() => recording.left).toEqual(['gone']);
    expect(recording.cancelled).toEqual([]);
  });

  it('are not left by their own end', async () => {
    await ask('POST', '/api/call', own(), callBody);
    expect([recording.left, recording.cancelled]).toEqual([[], []]);
  });

  it.each([
    'no JSON',
    '[]',
    '{}',
    '{"callId":"","operation":"a","input":{}}',
    '{"callId":1,"operation":"a","input":{}}',
    `{"callId":"${'x'.repeat(129)}","operation":"a","input":{}}`,
    '{"callId":"a","operation":"a","input":{},"more":1}',
  ])('are refused in another form: %#', async (text) => {
    const answer = await ask('POST', '/api/call', own(), text);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, error: { code: 'ERR_CALL_INVALID_INPUT' } });
    expect(recording.calls).toEqual([]);
  });

  it('have a size limit', async () => {
    const answer = await ask('POST', '/api/cancel', own(), JSON.stringify({ callId: 'x'.repeat(5_000) }));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'ERR_CALL_TOO_LARGE' } });
  });
});

describe('events', () => {
  it('reach every tab that listens', async () => {
    const seen: string[] = [];
    const request = httpRequest({ host: '127.0.0.1', port: door.port, path: '/api/events', headers: own() });
    request.on('response', (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => seen.push(chunk));
      response.on('error', () => undefined);
    });
    request.on('error', () => undefined);
    request.end();
    await expect.poll(() => seen.join('')).toBe(': ready\n\n');
    recording.emit({ name: 'settings.changed', payload: { a: 'x\ny' } });
    await expect
      .poll(() => seen.join(''))
      .toBe(': ready\n\ndata: {"name":"settings.changed","payload":{"a":"x\\ny"}}\n\n');
    request.destroy();
  });
});
