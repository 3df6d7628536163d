import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeEvent, Reply } from '../../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { type Request, emptyRequest } from '../../core/http/request.ts';
import { type App, createApp } from '../app.ts';
import { type RawServer, respond, startRawServer } from '../http/testing/raw-server.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';

let folder: string;
let app: App;
let server: RawServer;
const events: BridgeEvent[] = [];
const logged: string[] = [];
/** What the server answers with. */
let answer: { headers: string[]; body: string };

beforeAll(async () => {
  server = await startRawServer((socket, head) => {
    if (head.startsWith('GET /wait')) return;
    if (head.startsWith('GET /moved')) respond(socket, '302 Found', ['Location: /end?token=s3cret-canary']);
    else respond(socket, '200 OK', answer.headers, answer.body);
  });
});
afterAll(() => server.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-send-'));
  answer = { headers: ['Content-Type: application/json'], body: '{"id":"00u1"}' };
  app = await createApp({
    host: createNodeHost('web', folder),
    version: '1.2.3',
    profilePath: join(folder, 'profile'),
    workspacePath: join(folder, 'workspace'),
    log: createLog((line) => logged.push(line)),
    now: () => 1_700_000_000_000,
  });
  events.length = 0;
  logged.length = 0;
  server.heads.length = 0;
  app.subscribe((event) => events.push(event));
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
  expect(logged).toEqual([]);
});

let calls = 0;
function reply(operation: OperationName, input: unknown, callId = `call-${(calls += 1)}`): Promise<Reply> {
  return app.dispatcher.call(callId, operation, input);
}

async function call<N extends OperationName>(
  operation: N,
  input: OperationInput<N>,
): Promise<OperationOutput<N>> {
  const answered = await reply(operation, input);
  if (!answered.ok) throw new Error(`${answered.error.code}: ${answered.error.message}`);
  return answered.value as OperationOutput<N>;
}

const request = (more: Partial<Request>): Request => ({ ...emptyRequest(), url: `${server.url}/`, ...more });

/** A collection with a folder and a request in it, with variables and authorization on the way. */
async function createTree(stored: Request) {
  const { node: collection } = await call('item.create', { kind: 'collection', name: 'Users' });
  const { node: inner } = await call('item.create', {
    kind: 'folder',
    name: 'Inner',
    parentId: collection.id,
  });
  const { node: item } = await call('item.create', {
    kind: 'request',
    name: 'Get',
    parentId: inner.id,
    request: stored,
  });
  return { collection, inner, item };
}

async function define(
  id: string,
  variables: Record<string, string>,
  auth?: OperationInput<'definition.save'>['definition']['auth'],
) {
  const { definition, revision } = await call('definition.read', { id });
  await call('definition.save', {
    id,
    revision,
    definition: {
      ...definition,
      ...(auth === undefined ? {} : { auth }),
      variables: Object.entries(variables).map(([key, value]) => ({
        key,
        initialValue: value,
        enabled: true,
        type: 'default',
      })),
    },
  });
}

const environment = (variables: Record<string, string>, secrets: string[] = []) =>
  call('environment.create', {
    name: 'Dev',
    variables: Object.entries(variables).map(([key, value]) => ({
      key,
      initialValue: '',
      currentValue: value,
      enabled: true,
      type: secrets.includes(key) ? 'secret' : 'default',
    })),
  });

describe('request.send', () => {
  it('sends what was changed since the last time, and generated values anew', async () => {
    const { collection, inner, item } = await createTree(
      request({ url: '{{url}}/{{place}}/{{local}}', headers: [{ key: 'X-Id', value: '{{id}}' }] }),
    );
    await define(
      collection.id,
      { url: server.url, place: 'one', token: 'tok-1', id: 'plain' },
      { type: 'bearer', credentials: [{ key: 'token', value: '{{token}}' }] },
    );
    const send = async (local: string) => {
      await call('request.send', { id: item.id, variables: { local } });
      return server.heads.at(-1) ?? '';
    };
    for (let time = 0; time < 3; time += 1)
      expect(await send('a')).toMatch(/^GET \/one\/a [^]*Bearer tok-1\r/);
    expect(await send('b')).toMatch(/^GET \/one\/b /);
    await define(inner.id, { place: 'two' });
    expect(await send('b')).toMatch(/^GET \/two\/b [^]*Bearer tok-1\r/);
    await define(collection.id, { url: server.url, place: 'one', token: 'tok-2', id: '{{$guid}}' });
    const [first, second] = [await send('b'), await send('b')];
    expect(first).toMatch(/Bearer tok-2\r/);
    expect(/X-Id: (\S+)/.exec(first)?.[1]).not.toBe(/X-Id: (\S+)/.exec(second)?.[1]);
  });

  it('sends a stored request with inherited variables and authorization', async () => {
    const { collection, inner, item } = await createTree(
      request({ url: '{{url}}/{{place}}/:id', pathVariables: [{ key: 'id', value: '{{who}}' }] }),
    );
    await define(
      collection.id,
      { url: server.url, place: 'collection', who: 'collection', token: 'tok' },
      {
        type: 'bearer',
        credentials: [{ key: 'token', value: '{{token}}' }],
      },
    );
    await define(inner.id, { place: 'folder', who: 'folder' });
    const { id: environmentId } = await environment({ who: 'environment' });

    const { exchange, extracted } = await call('request.send', { id: item.id, environmentId });
    expect(server.heads.at(-1)).toMatch(/^GET \/folder\/environment HTTP\/1\.1\r\n/);
    expect(server.heads.at(-1)).toMatch(/\r\nAuthorization: Bearer tok\r\n/);
    expect(server.heads.at(-1)).toMatch(/\r\nUser-Agent: Postern\/1\.2\.3\r\n/);
    expect(server.heads.at(-1)).not.toMatch(/^(origin|referer):/im);
    expect(exchange).toMatchObject({
      requestId: item.id,
      startedAtEpochMs: 1_700_000_000_000,
      outcome: { kind: 'response', status: 200, body: { mediaType: 'application/json', sizeBytes: 13 } },
    });
    expect(extracted).toEqual([]);

    await call('request.send', { id: item.id, variables: { who: 'local', place: 'x' } });
    expect(server.heads.at(-1)).toMatch(/^GET \/x\/local /);
  });

  it('sends a draft instead of what is stored, and one that was never stored', async () => {
    const { inner, item } = await createTree(request({ url: `${server.url}/stored` }));
    await define(inner.id, { v: 'folder' });
    const draft = request({ url: `${server.url}/draft/{{v}}` });
    await call('request.send', { id: item.id, request: draft });
    await call('request.send', { parentId: inner.id, request: draft });
    expect(server.heads.map((head) => head.split(' ')[1])).toEqual(['/draft/folder', '/draft/folder']);
    expect(await reply('request.send', { request: draft })).toMatchObject({
      ok: false,
      error: { code: 'ERR_VARIABLE_UNRESOLVED' },
    });
    expect(await reply('request.send', {})).toMatchObject({
      ok: false,
      error: { code: 'ERR_CALL_INVALID_INPUT' },
    });
    expect(await reply('request.send', { id: 'gone' })).toMatchObject({
      ok: false,
      error: { code: 'ERR_WORKSPACE_ITEM_NOT_FOUND' },
    });
  });

  it('sends nothing at all while a name is open', async () => {
    const connections = server.received.length;
    for (const url of [
      '{{gone}}',
      `${server.url}/{{gone}}`,
      `${server.url}/{gone}`,
      `${server.url}/?q=\${gone}`,
      `${server.url}/:gone`,
    ]) {
      expect(await reply('request.send', { request: request({ url }) })).toMatchObject({
        ok: false,
        error: {
          code: 'ERR_VARIABLE_UNRESOLVED',
          details: { names: [expect.objectContaining({ name: 'gone' })] },
        },
      });
    }
    expect(server.received.length).toBe(connections);
    expect(events).toEqual([]);
  });

  it('gives back no secret, wherever one was used', async () => {
    const secret = 's3cret-canary';
    const { id: environmentId } = await environment({ secret, user: 'tony' }, ['secret']);
    answer.headers.push(`X-Plain: 1`);
    const sent = request({
      method: 'GET',
      url: `${server.url}/moved?token={{secret}}&user={{user}}`,
      headers: [
        { key: 'Authorization', value: 'SSWS {{secret}}' },
        { key: 'X-Custom', value: 'a {{secret}} b' },
        { key: 'Cookie', value: 'sid={{secret}}' },
      ],
      auth: {
        type: 'apikey',
        credentials: [
          { key: 'key', value: 'X-Key' },
          { key: 'value', value: 'typed-canary' },
        ],
      },
    });
    const { exchange } = await call('request.send', { request: sent, environmentId });
    expect(server.heads[0]).toContain('Authorization: SSWS s3cret-canary');
    expect(server.heads[0]).toContain('X-Key: typed-canary');
    expect(JSON.stringify(exchange)).not.toContain('canary');
    expect(exchange.request.headers).toContainEqual(['Authorization', 'SSWS ••••••••']);
    expect(exchange.hops[0]?.request.url).toBe(`${server.url}/moved?token=••••••••&user=tony`);
    expect(exchange.hops[0]?.location).toBe('/end?token=••••••••');
    expect(JSON.stringify(events)).not.toContain('canary');
  });

  it('keeps what rules take from the answer, token by token', async () => {
    answer = {
      headers: ['Content-Type: application/json', 'X-Request-Id: abc'],
      body: '[{"id":12345678901234567890,"profile":{"login":"tony"},"price":1.0,"none":null}]',
    };
    const rule = (variable: string, target: 'environment' | 'globals' | 'collection', expression: string) =>
      ({ variable, target, source: 'body', expression }) as const;
    const { collection, item } = await createTree(
      request({
        extractions: [
          rule('userId', 'environment', '$[0].id'),
          rule('login', 'globals', "$[?@.price == 1].profile['login']"),
          rule('price', 'collection', '$[0].price'),
          rule('gone', 'globals', '$[1].id'),
          rule('none', 'globals', '$[0].none'),
          { variable: 'requestId', target: 'globals', source: 'header', expression: 'x-request-id' },
          { ...rule('off', 'globals', '$[0].id'), disabled: true },
        ],
      }),
    );
    const { id: environmentId } = await environment({ url: server.url });
    const { extracted } = await call('request.send', { id: item.id, environmentId });
    expect(extracted.map(({ variable, outcome }) => [variable, outcome])).toEqual([
      ['userId', 'set'],
      ['login', 'set'],
      ['price', 'set'],
      ['gone', 'missing'],
      ['none', 'missing'],
      ['requestId', 'set'],
    ]);
    expect(events.map(({ name }) => name)).toContain('environment.changed');

    // The next request uses them.
    const next = request({ url: `${server.url}/{{userId}}/{{login}}/{{price}}/{{requestId}}` });
    await call('request.send', { request: next, parentId: collection.id, environmentId });
    expect(server.heads.at(-1)).toMatch(/^GET \/12345678901234567890\/tony\/1\.0\/abc /);
  });

  it('says so where a rule has nowhere to write', async () => {
    const draft = request({
      extractions: [
        { variable: 'a', target: 'environment', source: 'body', expression: '$.id' },
        { variable: 'b', target: 'collection', source: 'body', expression: '$.id' },
      ],
    });
    const { extracted } = await call('request.send', { request: draft });
    expect(extracted.map(({ outcome }) => outcome)).toEqual(['noTarget', 'noTarget']);
  });

  it('makes the checks of the request, and shows no secret in what they say', async () => {
    answer = { headers: ['Content-Type: application/json'], body: '{"status":"STAGED","echo":"canary-key"}' };
    const draft = request({
      headers: [{ key: 'X-Key', value: '{{key}}' }],
      checks: [
        { source: 'status', expression: '', operator: 'equals', expected: '200' },
        { source: 'body', expression: '$.status', operator: 'equals', expected: '{{wanted}}' },
        { source: 'body', expression: '$.echo', operator: 'equals', expected: 'x' },
        { source: 'status', expression: '', operator: 'equals', expected: '1', disabled: true },
        { source: 'body', expression: '', operator: 'exists', expected: '' },
      ],
    });
    const variables = { wanted: 'ACTIVE', url: server.url };
    const { node } = await call('item.create', { kind: 'collection', name: 'Checked' });
    const { id: environmentId } = await call('environment.create', {
      name: 'Keys',
      variables: [
        { key: 'key', initialValue: '', currentValue: 'canary-key', enabled: true, type: 'secret' },
      ],
    });
    const sent = await call('request.send', { request: draft, parentId: node.id, environmentId, variables });
    expect(sent.checks).toEqual([
      { name: 'Status is 200', passed: true },
      { name: '$.status is {{wanted}}', passed: false, message: 'It is STAGED.' },
      { name: '$.echo is x', passed: false, message: 'It is ••••••••.' },
    ]);
    expect((await call('request.send', { request: request({}) })).checks).toBeUndefined();
  });

  it('takes values of XML answers by XPath', async () => {
    answer = {
      headers: ['Content-Type: application/xml'],
      body: '<users xmlns="urn:u"><user id="00u1"/></users>',
    };
    const draft = request({
      extractions: [
        { variable: 'userId', target: 'globals', source: 'xml', expression: '//user/@id' },
        { variable: 'gone', target: 'globals', source: 'xml', expression: '//group/@id' },
      ],
    });
    const { extracted } = await call('request.send', { request: draft });
    expect(extracted.map(({ outcome }) => outcome)).toEqual(['set', 'missing']);
    await call('request.send', { request: request({ url: `${server.url}/{{userId}}` }) });
    expect(server.heads.at(-1)).toMatch(/^GET \/00u1 /);
  });

  it('finds nothing in a body that is no JSON, and goes on', async () => {
    answer.body = '<html>';
    const draft = request({
      extractions: [{ variable: 'a', target: 'globals', source: 'body', expression: '$.id' }],
    });
    const { extracted, exchange } = await call('request.send', { request: draft });
    expect(extracted).toMatchObject([{ outcome: 'missing' }]);
    expect(exchange.outcome).toMatchObject({ kind: 'response', status: 200 });
  });

  it('generates values, also those that need word lists', async () => {
    await call('request.send', {
      request: request({ url: `${server.url}/{{$timestamp}}/{{$guid}}?e={{$randomEmail}}` }),
    });
    const [path = '', query = ''] = (server.heads.at(-1)?.split(' ')[1] ?? '').split('?');
    expect(path).toMatch(
      /^\/1700000000\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(query).toMatch(/^e=[^@]+@[^@]+\.[a-z]+$/);
  });

  it('sends files of the workspace by their relative path', async () => {
    await mkdir(join(folder, 'workspace'), { recursive: true });
    await writeFile(join(folder, 'workspace', 'body.txt'), 'from the workspace');
    const { exchange } = await call('request.send', {
      request: request({ method: 'POST', body: { type: 'file', path: 'body.txt' } }),
    });
    expect(exchange.request.bodySizeBytes).toBe(18);
    expect(server.received.at(-1)).toContain('from the workspace');
    expect(server.heads.at(-1)).toMatch(/content-type: text\/plain/i);
    expect(
      await reply('request.send', {
        request: request({ method: 'POST', body: { type: 'file', path: 'gone.txt' } }),
      }),
    ).toMatchObject({ ok: false, error: { code: 'ERR_REQUEST_BODY_FILE_UNREADABLE' } });
  });

  it('sends no file from outside the workspace before it is allowed, however it is named', async () => {
    const secret = join(folder, 'private.txt');
    await mkdir(join(folder, 'workspace'), { recursive: true });
    await writeFile(secret, 'private-canary');
    await symlink(secret, join(folder, 'workspace', 'link.txt'));
    const bodies: Request['body'][] = [
      ...[secret, '../private.txt', 'link.txt', '/etc/hostname', '../gone.txt'].map((path) => ({
        type: 'file' as const,
        path,
      })),
      { type: 'formdata', rows: [{ key: 'f', value: '', type: 'file', src: ['../private.txt'] }] },
    ];
    for (const body of bodies) {
      expect(await reply('request.send', { request: request({ method: 'POST', body }) })).toMatchObject({
        ok: false,
        error: { code: 'ERR_REQUEST_BODY_FILE_NOT_ALLOWED' },
      });
    }
    expect(server.heads).toEqual([]);
    await call('file.allow', { paths: [secret] });
    await call('request.send', {
      request: request({ method: 'POST', body: { type: 'file', path: secret } }),
    });
    expect(server.received.at(-1)).toContain('private-canary');
    await call('security.forgetConsents', {});
    expect(
      await reply('request.send', {
        request: request({ method: 'POST', body: { type: 'file', path: secret } }),
      }),
    ).toMatchObject({ ok: false });
  });

  it('tells how far it is, and stops within 200 ms when cancelled', async () => {
    const sent = reply('request.send', { request: request({ url: `${server.url}/wait` }) }, 'waiting');
    await expect
      .poll(() => events.map(({ payload }) => payload))
      .toContainEqual(expect.objectContaining({ callId: 'waiting', phase: 'waiting', receivedBytes: 0 }));
    const cancelledAt = performance.now();
    app.dispatcher.cancel('waiting');
    expect(await sent).toMatchObject({
      ok: true,
      value: { exchange: { outcome: { kind: 'failure', failure: { code: 'cancelled' } } } },
    });
    expect(performance.now() - cancelledAt).toBeLessThan(200);
  });

  it('follows the wishes of the request before the settings', async () => {
    const moved = request({ url: `${server.url}/moved`, settings: { followRedirects: false } });
    expect((await call('request.send', { request: moved })).exchange.outcome).toMatchObject({ status: 302 });
    const late = request({ url: `${server.url}/wait`, settings: { timeoutMs: 100 } });
    expect((await call('request.send', { request: late })).exchange.outcome).toMatchObject({
      failure: { code: 'timeout' },
    });
  });
});
