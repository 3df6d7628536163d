import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeEvent, Reply } from '../../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { type Request, emptyRequest } from '../../core/http/request.ts';
import { type App, createApp } from '../app.ts';
import { type RawServer, respond, startRawServer } from '../http/testing/raw-server.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';

/** Hangs up on a TLS handshake, which would else wait for an answer. */
const withoutTls = (listener: (socket: Socket) => void): Server =>
  createServer((socket) => {
    socket.once('data', (chunk) => {
      if (chunk[0] === 0x16) socket.destroy();
    });
    listener(socket);
  });

let folder: string;
let app: App;
/** The API that the requests are for, and another server that a link may lead to. */
let home: RawServer;
let other: RawServer;
/** What `home` answers to a page. */
let pages: (path: string) => { status?: string; headers?: string[]; body: string };
const events: BridgeEvent[] = [];
const nowEpochMs = 1_700_000_000_000;

beforeAll(async () => {
  home = await startRawServer((socket, head) => {
    const path = head.split(' ')[1] ?? '/';
    if (path === '/moved') return respond(socket, '302 Found', [`Location: ${other.url}/landed`]);
    if (path.startsWith('/pages')) {
      const { status = '200 OK', headers = [], body } = pages(path);
      return respond(socket, status, headers, body);
    }
    respond(socket, '200 OK', ['Set-Cookie: session=cookie-canary; Path=/'], '{}');
  }, withoutTls);
  other = await startRawServer((socket) => respond(socket, '200 OK', [], '{}'), withoutTls);
});
afterAll(() => Promise.all([home.close(), other.close()]));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-links-'));
  app = await createApp({
    host: createNodeHost('web', folder),
    version: '1.2.3',
    profilePath: join(folder, 'profile'),
    workspacePath: join(folder, 'workspace'),
    log: createLog(() => undefined),
    now: () => nowEpochMs,
  });
  events.length = 0;
  app.subscribe((event) => events.push(event));
  for (const server of [home, other]) server.heads.length = server.received.length = 0;
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

let calls = 0;
function reply(operation: OperationName, input: unknown, callId = `call-${(calls += 1)}`): Promise<Reply> {
  return app.dispatcher.call(callId, operation, input);
}

async function call<N extends OperationName>(
  operation: N,
  input: OperationInput<N>,
  callId?: string,
): Promise<OperationOutput<N>> {
  const answered = await reply(operation, input, callId);
  if (!answered.ok) throw new Error(`${answered.error.code}: ${answered.error.message}`);
  return answered.value as OperationOutput<N>;
}

/** An environment with the address and a secret, a collection with a Bearer token, a request with secret headers. */
async function prepare() {
  const variable = (key: string, currentValue: string, type: 'default' | 'secret') => ({
    key,
    initialValue: '',
    currentValue,
    enabled: true,
    type,
  });
  const { id: environmentId } = await call('environment.create', {
    name: 'Dev',
    variables: [variable('url', home.url, 'default'), variable('apikey', 'secret-canary', 'secret')],
  });
  const { node } = await call('item.create', { kind: 'collection', name: 'Users' });
  const { definition, revision } = await call('definition.read', { id: node.id });
  const auth = { type: 'bearer', credentials: [{ key: 'token', value: 'bearer-canary' }] };
  await call('definition.save', { id: node.id, revision, definition: { ...definition, auth } });
  const request: Request = {
    ...emptyRequest(),
    url: '{{url}}/api/v1/users',
    headers: [
      { key: 'Accept', value: 'application/json' },
      { key: 'X-Api-Key', value: 'literal-canary' },
      { key: 'X-Custom', value: '{{apikey}}' },
    ],
  };
  return { environmentId, parentId: node.id, request };
}

const urlsOf = ({ hops, request }: Exchange) => [...hops.map((hop) => hop.request.url), request.url];

/** One hundred links as an answer might give them. */
function hundredLinks(): string[] {
  const { port } = home;
  const foreign = other.port;
  const forms = (path: string) => [
    path,
    `${home.url}${path}`,
    `HTTP://127.0.0.1:${port}${path}`,
    `//127.0.0.1:${port}${path}`,
    `http://user:pass@127.0.0.1:${port}${path}`,
    `http://2130706433:${port}${path}`,
    `http://0x7f.1:${port}${path}`,
    `http://localhost:${port}${path}`,
    `http://LOCALHOST:${port}${path}`,
    `http://localhost.:${port}${path}`,
    `http://127.0.0.1:${foreign}${path}`,
    `http://127.0.0.1:${port}@127.0.0.1:${foreign}${path}`,
    `http://127.0.0.1:${port}%2f@127.0.0.1:${foreign}${path}`,
    `http://127.0.0.1:${foreign}#@127.0.0.1:${port}${path}`,
    `http:\\\\127.0.0.1:${foreign}${path}`,
    `//127.0.0.1:${foreign}${path}`,
    `\\\\127.0.0.1:${foreign}${path}`,
    `http://127.0.0.1.:${foreign}${path}`,
    `https://127.0.0.1:${port}${path}`,
    `https://127.0.0.1:${port}@127.0.0.1:${foreign}${path}`,
    `javascript:fetch('http://127.0.0.1:${foreign}${path}')`,
    `data:text/html,${path}`,
    `file:///etc/passwd?${path.slice(1)}`,
    `ftp://127.0.0.1:${foreign}${path}`,
    `http://{{url}}.localhost:${foreign}${path}`,
  ];
  return [...forms('/a'), ...forms('/b?q=1'), ...forms('/c?leak={{apikey}}'), ...forms('/:id/{{apikey}}')];
}

describe('link.follow', () => {
  it('keeps headers and authorization on the same origin and gives no other origin a byte of a secret', async () => {
    const source = await prepare();
    const first = await call('request.send', source);
    const links = hundredLinks();
    expect(links).toHaveLength(100);
    const seen = { same: 0, foreign: 0, refused: 0 };
    for (const href of links) {
      home.heads.length = other.heads.length = 0;
      const input = {
        ...source,
        answerUrls: urlsOf(first.exchange),
        href,
        method: 'GET',
        purpose: 'link' as const,
      };
      const answered = await reply('link.follow', input);
      if (!answered.ok) {
        expect([href, answered.error.code]).toEqual([href, 'ERR_LINK_REFUSED']);
        seen.refused += 1;
        continue;
      }
      const followed = answered.value as OperationOutput<'link.follow'>;
      const { request } = followed;
      await reply('request.send', {
        request,
        parentId: source.parentId,
        environmentId: source.environmentId,
      });
      if (followed.isSameOrigin) {
        seen.same += 1;
        const [head = ''] = home.heads;
        expect(head).toContain('Authorization: Bearer bearer-canary');
        for (const canary of ['secret-canary', 'literal-canary', 'cookie-canary'])
          expect(head).toContain(canary);
        expect(head.split('\r\n')[0]).not.toContain('canary');
      } else {
        seen.foreign += 1;
        expect([href, home.heads.join(''), other.heads.join('')].join('\n').toLowerCase()).not.toContain(
          '-canary',
        );
        expect(followed.leftOut).toEqual(expect.arrayContaining(['Authorization', 'X-Api-Key', 'X-Custom']));
      }
    }
    expect(other.received.join('')).not.toContain('canary');
    expect(other.received.join('')).toContain('GET /a');
    expect(seen).toEqual({ same: 28, foreign: 52, refused: 20 });
  }, 60_000);

  it('gives the address alone where the setting is off, but a next page keeps its headers', async () => {
    const source = await prepare();
    const settings = await call('settings.read', {});
    await call('settings.save', { ...settings, headers: { retainOnLinks: false } });
    const link = { ...source, answerUrls: [`${home.url}/api/v1/users`], href: '/next', method: 'GET' };
    const followed = await call('link.follow', { ...link, purpose: 'link' });
    expect(followed.request.headers).toEqual([]);
    expect(followed.request.auth?.type).toBe('noauth');
    const page = await call('link.follow', { ...link, purpose: 'page' });
    expect(page.request.headers).toHaveLength(3);
    expect(page.request.auth).toBeUndefined();
  });

  it('keeps nothing for a link of an answer that a redirect led to', async () => {
    const source = await prepare();
    const moved = { ...source, request: { ...source.request, url: '{{url}}/moved' } };
    const { exchange } = await call('request.send', moved);
    expect(urlsOf(exchange)).toEqual([`${home.url}/moved`, `${other.url}/landed`]);
    for (const href of ['/here', `${home.url}/back`]) {
      const link = { ...moved, answerUrls: urlsOf(exchange), href, method: 'GET', purpose: 'link' as const };
      expect((await call('link.follow', link)).isSameOrigin).toBe(false);
    }
  });
});

describe('page.collect', () => {
  /** Sends for the first page and gives the input that goes on from it. */
  async function firstPage(more: Partial<OperationInput<'page.collect'>> = {}) {
    const source = await prepare();
    const { exchange } = await call('request.send', {
      ...source,
      request: { ...source.request, url: '{{url}}/pages/1' },
    });
    if (exchange.outcome.kind !== 'response') throw new Error('no answer');
    const { bodyId } = exchange.outcome.body;
    return { ...source, answerUrls: urlsOf(exchange), bodyId, next: '/pages/2', ...more };
  }

  const textOf = async (bodyId: string) =>
    Buffer.from(await app.bodies.readAll(bodyId, 1_000_000)).toString('utf8');

  const nextOf = (path: string) => [
    `Link: <${home.url}${path}>; rel="self"`,
    `Link: <${home.url}/pages/${Number(path.split('/')[2]) + 1}>; rel="next"`,
  ];

  it('puts pages together letter by letter, with the headers of the request', async () => {
    const bodies: Record<string, string> = {
      '/pages/1': '[{"n":12345678901234567890}]',
      '/pages/2': ' [ {"b":1.0,"a":"\\u0041"},\n2 ]',
      '/pages/3': '[-0]',
    };
    pages = (path) => ({ headers: path === '/pages/3' ? [] : nextOf(path), body: bodies[path] ?? '' });
    const collected = await call('page.collect', await firstPage(), 'collect');
    expect(collected).toMatchObject({ pages: 3, items: 4, stop: 'end' });
    expect(collected.next).toBeUndefined();
    expect(await textOf(collected.body.bodyId)).toBe(
      '[{"n":12345678901234567890},\n{"b":1.0,"a":"\\u0041"},\n2,\n-0]',
    );
    expect(
      home.heads.filter((head) => head.includes('bearer-canary') && head.includes('secret-canary')),
    ).toHaveLength(3);
    const told = events.filter(({ name }) => name === 'page.progressed').map(({ payload }) => payload);
    expect(told).toContainEqual({ callId: 'collect', pages: 2, items: 3 });
  });

  it('goes on from what the bodies say, where they hold the list and the address', async () => {
    const bodies: Record<string, string> = {
      '/pages/1': '{"users":[{"n":1.0}],"_links":{"next":{"href":"/pages/2"}}}',
      '/pages/2': '{"users":[2,3],"_links":{"next":{"href":"/pages/3"}}}',
      '/pages/3': '{"users":[4],"_links":{"self":{"href":"/pages/3"}}}',
    };
    pages = (path) => ({ body: bodies[path] ?? '' });
    const input = await firstPage();
    expect(await call('page.findNext', { bodyId: input.bodyId })).toEqual({ next: '/pages/2' });
    const collected = await call('page.collect', input);
    expect(collected).toMatchObject({ pages: 3, items: 4, stop: 'end' });
    expect(await textOf(collected.body.bodyId)).toBe('[{"n":1.0},\n2,3,\n4]');
    expect(await call('page.findNext', { bodyId: collected.body.bodyId })).toEqual({});
  });

  it('stops at the limit of pages, an empty page, a page seen before, what is no list, and a refusal', async () => {
    const stopFor = async (answer: typeof pages, more = {}) => {
      pages = (path) => (path === '/pages/1' ? { body: '[1]' } : answer(path));
      const { stop, pages: read, status, next } = await call('page.collect', await firstPage(more));
      return { stop, read, status, next: next?.target };
    };
    const endless: typeof pages = (path) => ({ headers: nextOf(path), body: '[1]' });
    expect(await stopFor(endless, { maxPages: 4 })).toMatchObject({
      stop: 'pageLimit',
      read: 4,
      next: `${home.url}/pages/5`,
    });
    expect(await stopFor((path) => ({ headers: nextOf(path), body: '[]' }))).toMatchObject({
      stop: 'emptyPage',
      read: 2,
    });
    expect(await stopFor(() => ({ headers: ['Link: </pages/2>; rel=next'], body: '[1]' }))).toMatchObject({
      stop: 'repeated',
      read: 2,
    });
    expect(await stopFor(() => ({ body: '{"value":1}' }))).toMatchObject({ stop: 'notAList', status: 200 });
    expect(await stopFor(() => ({ status: '403 Forbidden', body: '{}' }))).toMatchObject({
      stop: 'refused',
      status: 403,
    });
  });

  it('never asks another origin', async () => {
    pages = () => ({ body: '[1]' });
    const collected = await call('page.collect', await firstPage({ next: `${other.url}/pages/2` }));
    expect(collected).toMatchObject({ stop: 'otherOrigin', pages: 1, items: 1 });
    expect(await textOf(collected.body.bodyId)).toBe('[1]');
    expect(other.heads).toEqual([]);
  });

  it('stops at the rate limit, or waits for it where that was asked for', async () => {
    let refusals = 0;
    pages = (path) => {
      if (path === '/pages/1') return { body: '[1]' };
      refusals += 1;
      return refusals % 2 === 1
        ? { status: '429 Too Many Requests', headers: ['Retry-After: 1'], body: '{}' }
        : { body: '[2]' };
    };
    expect(await call('page.collect', await firstPage())).toMatchObject({
      stop: 'rateLimited',
      pages: 1,
      status: 429,
    });
    refusals = 0;
    expect(await call('page.collect', await firstPage({ maxWaitSec: 5 }))).toMatchObject({
      stop: 'end',
      items: 2,
    });
    const told = events.filter(({ name }) => name === 'page.progressed').map(({ payload }) => payload);
    expect(told.some((payload) => 'waitsUntilEpochSec' in (payload as object))).toBe(true);
  });

  it('keeps what came so far when it is cancelled', async () => {
    pages = (path) => {
      if (path === '/pages/3') app.dispatcher.cancel('stopped');
      return { headers: nextOf(path), body: '[1]' };
    };
    const collected = await call('page.collect', await firstPage(), 'stopped');
    expect(collected.stop).toBe('cancelled');
    expect(collected.items).toBeGreaterThanOrEqual(2);
    expect(JSON.parse(await textOf(collected.body.bodyId))).toHaveLength(collected.items);
  });

  it('refuses what is no list', async () => {
    pages = () => ({ body: '{"value":1}' });
    const answered = await reply('page.collect', await firstPage());
    expect(answered.ok ? undefined : answered.error.code).toBe('ERR_PAGE_NOT_A_LIST');
  });
});
