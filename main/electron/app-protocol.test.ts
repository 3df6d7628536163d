import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../core/errors.ts';
import type { WindowApp } from '../app.ts';
import { listRendererFiles, type RendererFile } from '../renderer-files.ts';
import { fakeElectron, fakes, resetFakes } from './testing/fake-electron.ts';

vi.mock('electron', () => fakeElectron);

const { registerAppScheme, serveAppProtocol } = await import('./app-protocol.ts');

const bodyId = 'B'.repeat(22);
const bodyText = 'the bytes of an answer';
let folder: string;
let files: ReadonlyMap<string, RendererFile>;
const uploads: string[] = [];
const app: Pick<WindowApp, 'bodies' | 'uploads'> = {
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
      let text = '';
      for await (const chunk of chunks) text += Buffer.from(chunk).toString();
      if (text === 'too large') throw new AppError('ERR_UPLOAD_TOO_LARGE', 'too large');
      uploads.push(text);
      return { uploadId: 'U'.repeat(22), sizeBytes: text.length };
    },
  } as unknown as WindowApp['uploads'],
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'postern-app-'));
  await mkdir(path.join(folder, 'out', 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'secret.txt'), 'CANARY outside');
  await writeFile(path.join(folder, 'out', 'index.html'), '<!doctype html>');
  await writeFile(path.join(folder, 'out', 'assets', 'a.js'), 'export {};');
  files = await listRendererFiles(path.join(folder, 'out'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(() => {
  resetFakes();
  uploads.length = 0;
  serveAppProtocol(fakes.session as never, {
    app,
    files,
    log: { error: () => undefined, info: () => undefined },
  });
});

async function ask(url: string, init?: RequestInit): Promise<Response> {
  const handler = fakes.session.handlers.get('app');
  if (handler === undefined) throw new Error('app:// is not served');
  return handler(new Request(url, init));
}

describe('app://', () => {
  it('is a standard, secure scheme that does not bypass the content policy', () => {
    registerAppScheme();
    expect(fakes.schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ]);
  });

  it('gives the window, hardened', async () => {
    const response = await ask('app://postern/index.html');
    expect([response.status, await response.text()]).toEqual([200, '<!doctype html>']);
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self';/);
    expect(response.headers.get('content-security-policy')).not.toMatch(
      /unsafe-eval|script-src[^;]*unsafe-inline/,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await ask('app://postern/assets/a.js')).headers.get('content-type')).toMatch(/^text\/javascript/);
  });

  it.each([
    'app://other/index.html',
    'app://postern/index.html?x=1',
    'app://postern/../secret.txt',
    'app://postern/%2e%2e/secret.txt',
    'app://postern/%2e%2e%2fsecret.txt',
    'app://postern/assets/..%5c..%5csecret.txt',
    'app://postern//etc/passwd',
    'app://postern/secret.txt',
  ])('knows nothing at %s', async (url) => {
    const response = await ask(url);
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('gives bodies by range', async () => {
    const whole = await ask(`app://postern/body/${bodyId}`);
    expect([whole.status, await whole.text()]).toEqual([200, bodyText]);
    expect(whole.headers.get('content-type')).toBe('application/octet-stream');
    const part = await ask(`app://postern/body/${bodyId}`, { headers: { range: 'bytes=4-8' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 4-8/${bodyText.length}`,
      bodyText.slice(4, 9),
    ]);
    const outside = await ask(`app://postern/body/${bodyId}`, { headers: { range: 'bytes=99-' } });
    expect([outside.status, ((await outside.json()) as { error: { code: string } }).error.code]).toEqual([
      416,
      'ERR_BODY_RANGE',
    ]);
  });

  it('takes uploads of our own window only', async () => {
    const upload = (headers: Record<string, string>, body: string) =>
      ask('app://postern/upload', { method: 'POST', headers, body });
    const type = { 'content-type': 'application/octet-stream' };
    expect(await (await upload(type, 'file bytes')).json()).toMatchObject({
      ok: true,
      value: { sizeBytes: 10 },
    });
    expect((await upload({ ...type, origin: 'https://evil.test' }, 'x')).status).toBe(403);
    expect((await upload({ 'content-type': 'text/plain' }, 'x')).status).toBe(415);
    const refused = await upload(type, 'too large');
    expect([refused.status, await refused.json()]).toMatchObject([
      413,
      { error: { code: 'ERR_UPLOAD_TOO_LARGE' } },
    ]);
    expect(uploads).toEqual(['file bytes']);
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'POST'])('takes no other %s', async (method) => {
    expect((await ask('app://postern/index.html', { method })).status).toBe(405);
  });
});
