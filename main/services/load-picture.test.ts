import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OperationOutput } from '../../core/contract.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { type App, createApp } from '../app.ts';
import { type RawServer, respond, startRawServer } from '../http/testing/raw-server.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';

let folder: string;
let app: App;
let server: RawServer;

beforeAll(async () => {
  server = await startRawServer((socket, head) => {
    const path = head.split(' ')[1] ?? '/';
    if (path === '/moved.png') respond(socket, '302 Found', ['Location: /a.png']);
    else if (path === '/page') respond(socket, '200 OK', ['Content-Type: text/html'], '<p>no picture</p>');
    else if (path === '/sign-in') respond(socket, '200 OK', ['Set-Cookie: sid=canary; Path=/'], 'hello');
    else if (path === '/gone.png') respond(socket, '404 Not Found', ['Content-Type: image/png'], 'x');
    else if (path === '/large.png')
      respond(socket, '200 OK', ['Content-Type: image/png'], 'x'.repeat(9 * 1024 * 1024));
    else respond(socket, '200 OK', ['Content-Type: image/png'], 'PNG');
  });
});
afterAll(() => server.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-picture-'));
  app = await createApp({
    host: createNodeHost('web', folder),
    version: '1.2.3',
    profilePath: join(folder, 'profile'),
    workspacePath: join(folder, 'workspace'),
    log: createLog(() => undefined),
    now: Date.now,
  });
  server.heads.length = 0;
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const load = (url: string, pageUrl = `${server.url}/index.html`) =>
  app.dispatcher.call(crypto.randomUUID(), 'preview.loadPicture', { url, pageUrl });

describe('a picture of a page', () => {
  it('is fetched without cookies, authorization or Referer, when the page came from the same host', async () => {
    const request = { ...emptyRequest(), url: `${server.url}/sign-in` };
    await app.dispatcher.call(crypto.randomUUID(), 'request.send', { request });
    const url = new URL(`${server.url}/a.png#part`);
    url.username = 'ada';
    url.password = 'secret';
    const reply = await load(url.href);
    if (!reply.ok) throw new Error(reply.error.message);
    const { bodyId, mediaType } = reply.value as OperationOutput<'preview.loadPicture'>;
    expect(mediaType).toBe('image/png');
    expect((await app.bodies.readAll(bodyId, 100)).toString()).toBe('PNG');
    const head = server.heads.at(-1) ?? '';
    expect(head).toMatch(/^GET \/a\.png HTTP/);
    expect(head).not.toMatch(/^(?:cookie|authorization|referer):/im);
  });

  it.each([
    ['a private host that is not the page’s own', '/a.png', 'https://shop.example/'],
    ['the page’s own host when it leads on', '/moved.png', undefined],
    ['something that is no picture', '/page', undefined],
    ['a status that is none of success', '/gone.png', undefined],
    ['more than 8 MB', '/large.png', undefined],
  ])('is not taken from %s', async (_what, path, pageUrl) => {
    const reply = await load(`${server.url}${path}`, pageUrl);
    expect(reply).toMatchObject({ ok: false, error: { code: 'ERR_PREVIEW_PICTURE' } });
    expect(server.heads).toHaveLength(pageUrl === undefined ? 1 : 0);
  });

  it.each(['file:///etc/passwd', 'data:image/png,x', 'javascript:1', 'nothing'])(
    'is not looked for at %s',
    async (url) => {
      expect(await load(url)).toMatchObject({ ok: false, error: { code: 'ERR_PREVIEW_PICTURE' } });
    },
  );
});
