/** Imports through dispatch, with the real stores and a real server. */
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeEvent } from '../../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import type { AppErrorData } from '../../core/errors.ts';
import type { ImportSource } from '../../core/import/report.ts';
import type { JsonObject, JsonValue } from '../../core/json-value.ts';
import { type App, createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';

let home: string;
let app: App;
let servers: Server[];
const faults: string[] = [];

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'postern-run-import-'));
  servers = [];
  faults.length = 0;
  app = await createApp({
    host: createNodeHost('cli', home),
    version: '1.2.3',
    profilePath: path.join(home, 'profile'),
    workspacePath: path.join(home, 'workspace'),
    log: createLog((line) => faults.push(line)),
  });
});

afterEach(async () => {
  await app.close();
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  await rm(home, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

async function call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>> {
  const reply = await app.dispatcher.call('call', name, input);
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
  return reply.value as OperationOutput<N>;
}

/** Servers of tests are on this computer. */
const allowed = { allowPrivateAddresses: true };
const run = (...sources: ImportSource[]) => call('import.run', { sources, ...allowed });

async function refusalOf(
  source: ImportSource | ImportSource[],
  options: object = allowed,
): Promise<AppErrorData> {
  const reply = await app.dispatcher.call('call', 'import.run', { sources: [source].flat(), ...options });
  if (reply.ok) throw new Error('was not refused');
  return reply.error;
}

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const request = (name: string, fields: JsonObject = {}): JsonObject => ({
  name,
  request: { method: 'GET', header: [], url: '{{url}}/api/v1/users', ...fields },
  response: [],
});
const collection = (name: string, item: JsonValue[], more: JsonObject = {}): JsonObject => ({
  info: { name, schema },
  item,
  ...more,
});
const text = (value: JsonValue | string, name?: string): ImportSource => ({
  kind: 'text',
  text: typeof value === 'string' ? value : JSON.stringify(value),
  ...(name === undefined ? {} : { name }),
});

async function put(file: string, content: JsonValue | string | Uint8Array): Promise<string> {
  const target = path.join(home, 'files', file);
  await mkdir(path.dirname(target), { recursive: true });
  const isText = typeof content === 'string' || content instanceof Uint8Array;
  await writeFile(target, isText ? content : JSON.stringify(content));
  return target;
}

async function serve(answer: (message: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('import.run', () => {
  it('brings a collection, an environment and globals in one step that is taken back as one', async () => {
    const report = await run(
      text(collection('Users', [{ name: 'F', item: [request('a')] }, request('b')]), 'users.json'),
      text(
        {
          name: 'Org',
          values: [
            { key: 'url', value: 'https://h' },
            { key: 's', value: 'hush', type: 'secret' },
          ],
        },
        'org',
      ),
      text({ values: [{ key: 'g', value: '1' }], _postman_variable_scope: 'globals' }),
    );
    expect(report).toMatchObject({
      formats: [
        { source: 'users.json', format: 'postman-2.1' },
        { source: 'org', format: 'postman-environment' },
        { source: 'Pasted text', format: 'postman-globals' },
      ],
      collections: [{ name: 'Users', folders: 1, requests: 2, examples: 0, scripts: 0, variables: 0 }],
      environments: [{ name: 'Org', variables: 2 }],
      globals: 1,
      leaves: { in: 2, mapped: 2, reported: 0 },
    });
    const environment = await call('environment.read', { id: report.environments[0]!.id });
    expect(environment.variables[1]).toMatchObject({ key: 's', initialValue: '', type: 'secret' });
    const shared = await readdir(path.join(home, 'workspace'), { recursive: true, withFileTypes: true });
    for (const entry of shared.filter((each) => each.isFile())) {
      expect(await readFile(path.join(entry.parentPath, entry.name), 'utf8')).not.toContain('hush');
    }

    await call('workspace.undo', { undoId: report.undoId! });
    expect((await call('workspace.readTree', {})).nodes).toEqual([]);
    expect((await call('environment.list', {})).environments).toEqual([]);
    expect((await call('environment.read', { id: 'globals' })).variables).toEqual([]);
  });

  it('goes on after a source that cannot be read, and names it', async () => {
    const report = await run(
      text({ name: 'x', trigger_url: 'u', steps: [{ step_type: 'request' }] }, 'api.json'),
      text(collection('C', [request('a')])),
      { kind: 'path', path: path.join(home, 'nothing.json') },
      text('{"broken": ', 'broken.json'),
    );
    expect(report.collections).toHaveLength(1);
    expect(report.leaves).toEqual({ in: 2, mapped: 1, reported: 1 });
    expect(report.notes.map(({ code, severity, path: place }) => [code, severity, place])).toEqual([
      ['ERR_IMPORT_UNSUPPORTED', 'lost', 'api.json'],
      ['ERR_IMPORT_READ_FAILED', 'lost', 'nothing.json'],
      ['ERR_IMPORT_INVALID_JSON', 'lost', 'broken.json'],
    ]);
  });

  it('refuses with the reason where nothing at all could be read', async () => {
    expect(await refusalOf(text('hello'))).toMatchObject({ code: 'ERR_IMPORT_UNRECOGNISED' });
    expect(await refusalOf(text('{,}'))).toMatchObject({
      code: 'ERR_IMPORT_INVALID_JSON',
      details: { line: 1, column: 2 },
    });
    expect(await refusalOf({ kind: 'path', path: path.join(home, 'nothing') })).toMatchObject({
      code: 'ERR_IMPORT_READ_FAILED',
    });
    expect((await call('workspace.readTree', {})).nodes).toEqual([]);
  });

  it('reads files with a byte order mark, in UTF-16, and with any ending', async () => {
    const body = JSON.stringify(collection('Zoë', [request('a')]));
    const wide = Buffer.from(body, 'utf16le');
    const report = await run(
      {
        kind: 'path',
        path: await put('a.environment', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)])),
      },
      { kind: 'path', path: await put('b', Buffer.concat([Buffer.from([0xff, 0xfe]), wide])) },
      { kind: 'path', path: await put('c.bin', Buffer.from(wide).swap16()) },
    );
    expect(report.collections.map(({ name }) => name)).toEqual(['Zoë', 'Zoë 2', 'Zoë 3']);
  });

  it('reads cURL commands', async () => {
    const report = await run(text("curl -X POST 'https://h/x' -H 'A: b' -d '{}'"));
    expect(report.formats).toEqual([{ source: 'Pasted text', format: 'curl' }]);
    expect(report.leaves).toEqual({ in: 1, mapped: 1, reported: 0 });
  });

  it('offers the clean-up for Okta’s material only', async () => {
    const header = [{ key: 'Authorization', value: 'SSWS {{apikey}}' }];
    expect((await run(text(collection('Okta', [request('a', { header })])))).oktaCleanup).toBe(true);
    expect((await run(text(collection('Other', [request('a')])))).oktaCleanup).toBe(false);
  });

  it('tells its progress', async () => {
    const events: BridgeEvent[] = [];
    const stop = app.subscribe((event) => events.push(event));
    await run(
      text(
        collection(
          'C',
          Array.from({ length: 60 }, (_, index) => request(`r${index}`)),
        ),
      ),
    );
    stop();
    const progress = events.filter(({ name }) => name === 'import.progressed').map(({ payload }) => payload);
    expect(progress[0]).toMatchObject({ callId: 'call', done: 0, total: 1, label: 'Pasted text' });
    expect(progress.at(-1)).toMatchObject({ done: 61, total: 61 });
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const stop = app.subscribe(({ name, payload }) => {
      const { label } = payload as { label: string };
      if (name === 'import.progressed' && label === 'Writing files') app.dispatcher.cancel('cancelled');
    });
    const many = collection(
      'C',
      Array.from({ length: 3_000 }, (_, index) => request(`r${index}`)),
    );
    const reply = await app.dispatcher.call('cancelled', 'import.run', { sources: [text(many)] });
    stop();
    expect(reply).toMatchObject({ ok: false, error: { code: 'ERR_CALL_CANCELLED' } });
    expect((await call('workspace.readTree', {})).nodes).toEqual([]);
  });
});

describe('import of a large collection', () => {
  const large = collection('Large', [
    ...Array.from({ length: 40 }, (_, at) => ({
      name: `Folder ${at}`,
      item: Array.from({ length: 20 }, (_, inner) => ({
        ...request(`r${at}-${inner}`, { body: { mode: 'raw', raw: `${at}-${inner} `.repeat(600) } }),
        event: [{ listen: 'test', script: { exec: ['// a', `// ${inner}`] } }],
        response: inner === 0 ? [{ name: 'OK', code: 200, body: '{}' }] : [],
      })),
    })),
  ]);
  const filesOf = async (folder: string) => {
    const files: Record<string, string> = {};
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile()) files[path.relative(folder, file)] = await readFile(file, 'utf8');
    }
    return files;
  };

  it('writes from a file what it writes from its text, and the report is the same', async () => {
    const file = await put('large.json', large);
    expect((await stat(file)).size).toBeGreaterThan(2 * 1024 * 1024);
    const fromFile = await run({ kind: 'path', path: file });
    expect(fromFile.leaves).toEqual({ in: 800, mapped: 800, reported: 0 });
    const folder = path.join(home, 'workspace/postman/collections');
    const written = await filesOf(folder);
    expect(Object.keys(written).length).toBeGreaterThan(800);
    await call('workspace.undo', { undoId: fromFile.undoId ?? '' });
    const fromText = await run(text(large, 'large.json'));
    expect(await filesOf(folder)).toEqual(written);
    const { undoId: _one, collections: ours, ...rest } = fromFile;
    const { undoId: _other, collections: theirs, ...expected } = fromText;
    expect(rest).toEqual(expected);
    expect(ours.map(({ id: _id, ...counts }) => counts)).toEqual(
      theirs.map(({ id: _id, ...counts }) => counts),
    );
  });

  it('answers other calls meanwhile', async () => {
    const file = await put('large.json', large);
    const delays = monitorEventLoopDelay({ resolution: 5 });
    let isRunning = true;
    const importing = run({ kind: 'path', path: file }).finally(() => (isRunning = false));
    delays.enable();
    let answered = 0;
    while (isRunning) {
      const reply = await app.dispatcher.call(`other-${answered}`, 'settings.read', {});
      expect(reply.ok).toBe(true);
      answered += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    delays.disable();
    await importing;
    expect(answered).toBeGreaterThan(5);
    // Single long ones are the machine's, not ours.
    expect(delays.percentile(50) / 1e6).toBeLessThan(50);
  });

  it('keeps nothing of a file that is changed while it is read', async () => {
    const file = await put('large.json', large);
    const stop = app.subscribe(({ name, payload }) => {
      const { label } = payload as { label: string };
      if (name === 'import.progressed' && label === 'Writing files') appendFileSync(file, ' ');
    });
    expect((await refusalOf({ kind: 'path', path: file })).code).toBe('ERR_IMPORT_READ_FAILED');
    stop();
    expect((await call('workspace.readTree', {})).nodes).toEqual([]);
    expect(await readdir(path.join(home, 'workspace/postman/collections')).catch(() => [])).toEqual([]);
  });
});

describe('import of folders', () => {
  const v3: Record<string, string> = {
    '.postman/resources.yaml': 'workspace:\n  id: x\n',
    'postman/collections/Library/.resources/definition.yaml':
      '$kind: collection\nname: Library API\nvariables:\n  - key: bookId\n    value: "1"\n',
    'postman/collections/Library/Get.request.yaml':
      "$kind: http-request\nurl: '{{baseUrl}}/books'\nmethod: GET\n",
    'postman/collections/Library/Inner/Put.request.yaml':
      "$kind: http-request\nurl: '{{baseUrl}}/books'\nmethod: PUT\n",
    'postman/collections/Library/Stream.request.yaml': '$kind: grpc-request\nurl: x\n',
    'postman/collections/Library/Broken.request.yaml': 'url: [',
    'postman/environments/Dev.environment.yaml':
      "name: Dev\nvalues:\n  - key: baseUrl\n    value: 'http://localhost'\n    enabled: true\n    type: default\n",
    'postman/globals/workspace.globals.yaml': "name: Globals\nvalues:\n  - key: g\n    value: '1'\n",
    'README.md': '# A checkout\n',
  };
  const putAll = async (files: Record<string, JsonValue | string>, under: string) => {
    for (const [file, content] of Object.entries(files)) await put(path.join(under, file), content);
    return path.join(home, 'files', under);
  };

  it('reads a Git checkout in the v3 layout, its environments and globals', async () => {
    const folder = await putAll(v3, 'checkout');
    const report = await run({ kind: 'path', path: folder });
    expect(report.collections).toEqual([
      expect.objectContaining({ name: 'Library API', folders: 1, requests: 2, variables: 1 }),
    ]);
    expect(report.environments).toEqual([expect.objectContaining({ name: 'Dev', variables: 1 })]);
    expect(report.globals).toBe(1);
    expect(report.leaves).toEqual({ in: 4, mapped: 3, reported: 1 });
    expect(report.notes.map(({ code }) => code).toSorted()).toEqual([
      'folder.fileSkipped',
      'item.damaged',
      'item.kind',
    ]);
    const copied = path.join(home, 'workspace', 'postman', 'collections', 'Library', 'Stream.request.yaml');
    expect(await readFile(copied, 'utf8')).toBe(v3['postman/collections/Library/Stream.request.yaml']);
  });

  it('reads the folder of one collection, and a folder without .postman', async () => {
    const folder = await putAll(v3, 'one');
    const single = await run({ kind: 'path', path: path.join(folder, 'postman', 'collections', 'Library') });
    expect(single.collections).toHaveLength(1);
    await rm(path.join(folder, '.postman'), { recursive: true });
    const whole = await run({ kind: 'path', path: path.join(folder, 'postman') });
    expect([whole.collections.length, whole.environments.length, whole.globals]).toEqual([1, 1, 1]);
  });

  it('reads a folder of JSON files, whatever they are called, and says what it left out', async () => {
    const folder = await putAll(
      {
        'a.json': collection('A', [request('a')]),
        'deep/er/b.txt': collection('B', [request('b')]),
        'example.oktapreview.com.environment': {
          name: '{yourOktaDomain}',
          values: [{ key: 'url', value: '' }],
        },
        'package.json': { name: 'x', version: '1.0.0' },
        'notes.md': 'text',
        'picture.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
        'page.html': '<!doctype html><p>',
        'service.wsdl': '<definitions></definitions>',
        'empty.json': '',
        'other.json': { name: 'x', trigger_url: 'u', steps: [{ step_type: 'request' }] },
        'node_modules/x/c.json': collection('never', [request('c')]),
        '.git/d.json': collection('never', [request('d')]),
      },
      'plain',
    );
    await symlink('/etc', path.join(folder, 'link'));
    const report = await run({ kind: 'path', path: folder });
    expect(report.collections.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(report.environments.map(({ name }) => name)).toEqual(['{yourOktaDomain}']);
    expect(report.leaves).toEqual({ in: 3, mapped: 2, reported: 1 });
    expect(report.notes.map(({ code }) => code).toSorted()).toEqual([
      'ERR_IMPORT_UNSUPPORTED',
      'ERR_IMPORT_UNSUPPORTED',
      'folder.entrySkipped',
      'folder.fileSkipped',
    ]);
  });

  it('reads a Bruno folder down to the disk', async () => {
    const folder = await putAll(
      {
        'bruno.json': { version: '1', name: 'Bru API', type: 'collection' },
        'a/b.bru': 'meta {\n  name: B\n}\n\nget {\n  url: http://h\n}\n\ntests {\n  x\n}\n',
        'broken.bru': 'get {\n',
        'environments/Local.bru': 'vars {\n  url: http://h\n}\nvars:secret [\n  token\n]\n',
        'node_modules/x/c.bru': 'get {\n}\n',
      },
      'bru',
    );
    const report = await run({ kind: 'path', path: folder });
    expect(report.collections).toEqual([
      expect.objectContaining({ name: 'Bru API', folders: 1, requests: 1, scripts: 1 }),
    ]);
    expect(report.environments).toEqual([expect.objectContaining({ name: 'Local', variables: 2 })]);
    expect(report.leaves).toEqual({ in: 2, mapped: 1, reported: 1 });
    expect(report.notes.find(({ code }) => code === 'ERR_IMPORT_INVALID_BRU')?.path).toContain('broken.bru');
  });

  it('reads an OpenAPI description with the files of the folder that it refers to, and none outside', async () => {
    await put('outside.yml', 'get: { summary: Outside }\n');
    const folder = await putAll(
      {
        'api.yml':
          "openapi: 3.0.3\ninfo: { title: Split }\npaths:\n  /a: { $ref: 'paths/a.yml' }\n  /b: { $ref: '../outside.yml' }\n",
        'paths/a.yml': "post:\n  summary: Make\n  requestBody: { $ref: '../bodies.json#/a' }\n",
        'bodies.json': { a: { content: { 'application/json': { example: { x: 1 } } } } },
        'broken.yml': 'a: [',
        'README.md': '# Split',
      },
      'split',
    );
    const report = await run({ kind: 'path', path: folder });
    expect(report.collections).toEqual([expect.objectContaining({ name: 'Split', requests: 1 })]);
    expect(report.notes.map(({ code, message }) => [code, /^\d+/.exec(message)?.[0]])).toEqual([
      ['openapi.remoteReference', '1'],
      ['folder.fileSkipped', '2'],
    ]);
    const made = path.join(home, 'workspace', 'postman', 'collections', 'Split', 'Make.request.yaml');
    expect(await readFile(made, 'utf8')).toContain('"x": 1');
  });

  it('reads an OpenCollection folder', async () => {
    const folder = await putAll(
      {
        'opencollection.yml': 'opencollection: 1.0.0\ninfo:\n  name: Open API\n',
        'Get.yml': 'info:\n  name: Get\n  type: http\nhttp:\n  method: GET\n  url: http://h\n',
      },
      'open',
    );
    expect((await run({ kind: 'path', path: folder })).collections).toEqual([
      expect.objectContaining({ name: 'Open API', requests: 1 }),
    ]);
  });

  it('refuses a file of another tool by name', async () => {
    const folder = await putAll({ 'api.raml': '#%RAML 1.0\ntitle: x\n' }, 'raml');
    expect(await refusalOf({ kind: 'path', path: path.join(folder, 'api.raml') })).toMatchObject({
      code: 'ERR_IMPORT_UNSUPPORTED',
      details: { format: 'raml' },
    });
  });

  it('puts uploads of a dropped folder together again', async () => {
    const sources: ImportSource[] = [];
    for (const [file, content] of Object.entries(v3)) {
      const { uploadId } = await app.uploads.save(chunks(content));
      sources.push({ kind: 'upload', uploadId, name: path.basename(file), relativePath: `checkout/${file}` });
    }
    const report = await run(...sources);
    expect(report.collections).toEqual([expect.objectContaining({ name: 'Library API', requests: 2 })]);
    expect(report.environments).toHaveLength(1);
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('postern-import-'));
    expect(left).toEqual([]);
  });

  it.each(['../out.json', 'a/../../out.json', '/etc/out.json/..', 'a\\..\\b', 'a/\0b'])(
    'refuses the upload path %j',
    async (relativePath) => {
      const { uploadId } = await app.uploads.save(chunks(JSON.stringify(collection('C', []))));
      expect(await refusalOf({ kind: 'upload', uploadId, name: 'x', relativePath })).toMatchObject({
        code: 'ERR_IMPORT_READ_FAILED',
      });
    },
  );

  it('reads uploads that stand alone', async () => {
    const { uploadId } = await app.uploads.save(chunks(JSON.stringify(collection('C', [request('a')]))));
    const report = await run({ kind: 'upload', uploadId, name: 'c.json' });
    expect(report.formats).toEqual([{ source: 'c.json', format: 'postman-2.1' }]);
  });
});

async function* chunks(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

describe('import from an address', () => {
  const answer = JSON.stringify(collection('Remote', [request('a')]));

  it('follows redirects and sends neither cookies nor credentials', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const base = await serve((message, response) => {
      seen.push(message.headers);
      if (message.url === '/start')
        response.writeHead(302, { location: '/end.json', 'set-cookie': 'a=b' }).end();
      else response.end(answer);
    });
    const report = await run({ kind: 'url', url: `${base.replace('//', '//user:secret@')}/start` });
    expect(report.collections.map(({ name }) => name)).toEqual(['Remote']);
    expect(seen).toHaveLength(2);
    for (const headers of seen) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('cookie');
      expect(headers['user-agent']).toBe('Postern/1.2.3');
    }
  });

  it('takes an address that was pasted as text', async () => {
    const base = await serve((_message, response) => response.end(answer));
    const report = await run(text(`  ${base}/dir/my%20file.json?token=secret \n`));
    expect(report.formats).toEqual([{ source: 'my file.json', format: 'postman-2.1' }]);
  });

  it.each([
    [404, '{}', 'ERR_IMPORT_FETCH_FAILED'],
    [200, '<html>sign in</html>', 'ERR_IMPORT_UNSUPPORTED'],
    [200, '', 'ERR_IMPORT_EMPTY'],
  ])('refuses an answer %i %j', async (status, body, code) => {
    const base = await serve((_message, response) => response.writeHead(status).end(body));
    expect(await refusalOf({ kind: 'url', url: base })).toMatchObject({ code });
  });

  it('asks before it fetches from this computer, also where a name leads there', async () => {
    let asked = 0;
    const base = await serve((_message, response) => {
      asked += 1;
      response.end(answer);
    });
    for (const url of [base, base.replace('127.0.0.1', 'localhost')]) {
      expect(await refusalOf({ kind: 'url', url }, {})).toMatchObject({ code: 'ERR_IMPORT_PRIVATE_ADDRESS' });
    }
    expect(await refusalOf(text(base), {})).toMatchObject({ code: 'ERR_IMPORT_PRIVATE_ADDRESS' });
    expect(asked).toBe(0);
    expect((await run({ kind: 'url', url: base })).collections).toHaveLength(1);
    // A connection that is kept from then on does not count as leave.
    expect(await refusalOf({ kind: 'url', url: base }, {})).toMatchObject({
      code: 'ERR_IMPORT_PRIVATE_ADDRESS',
    });
    expect(asked).toBe(1);
  });

  it('asks too where a public address leads to this computer', async () => {
    const asked: string[] = [];
    const inside = await serve((message, response) => {
      asked.push(message.url ?? '');
      response.end(answer);
    });
    const reached: string[] = [];
    // Stands for everything that is not on this computer, since a test can reach nothing else.
    const outside = await serve((message, response) => {
      const url = message.url ?? '';
      reached.push(url);
      response.writeHead(302, { location: new URL(url).searchParams.get('to') ?? '' }).end();
    });
    const settings = await call('settings.read', {});
    const useProxy = (bypass: string) =>
      call('settings.save', { ...settings, proxy: { mode: 'custom', url: outside, bypass } });
    const start = (to: string) => `http://public.test/?to=${encodeURIComponent(to)}`;
    const named = inside.replace('127.0.0.1', 'localhost');
    const ways = [start(inside), start(named), start(start(named))];
    // With and without the proxy for the last of the hops.
    for (const bypass of ['127.0.0.1, localhost', '']) {
      await useProxy(bypass);
      for (const url of ways)
        expect(await refusalOf({ kind: 'url', url }, {})).toMatchObject({
          code: 'ERR_IMPORT_PRIVATE_ADDRESS',
        });
    }
    expect(asked).toEqual([]);
    expect(reached).toHaveLength(8);
    await useProxy('127.0.0.1, localhost');
    for (const url of ways) expect((await run({ kind: 'url', url })).collections).toHaveLength(1);
    expect(asked).toHaveLength(3);
  });

  it('ends a loop of redirects, and refuses other schemes', async () => {
    const base = await serve((_message, response) => response.writeHead(302, { location: '/again' }).end());
    expect(await refusalOf({ kind: 'url', url: base })).toMatchObject({ code: 'ERR_IMPORT_FETCH_FAILED' });
    for (const url of ['file:///etc/passwd', 'ftp://h/x', 'javascript:alert(1)', 'no address']) {
      expect(await refusalOf({ kind: 'url', url })).toMatchObject({ code: 'ERR_IMPORT_FETCH_FAILED' });
    }
  });

  it('does not follow a redirect to a file', async () => {
    const base = await serve((_message, response) =>
      response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
    );
    expect(await refusalOf({ kind: 'url', url: base })).toMatchObject({ code: 'ERR_IMPORT_FETCH_FAILED' });
  });

  it('says what to do where a refused connection is all there is', async () => {
    const base = await serve(() => undefined);
    const closed = servers.pop()!;
    closed.close();
    await once(closed, 'close');
    expect(await refusalOf({ kind: 'url', url: base })).toMatchObject({
      code: 'ERR_IMPORT_FETCH_FAILED',
      details: { reason: 'connectionRefused' },
    });
  });
});

describe('export', () => {
  const secretive = collection(
    'C',
    [request('a', { auth: { type: 'bearer', bearer: [{ key: 'token', value: 'canary', type: 'string' }] } })],
    {
      variable: [
        { key: 's', value: 'canary', type: 'secret' },
        { key: 'p', value: 'open' },
      ],
    },
  );
  const bodyOf = async ({ bodyId, sizeBytes }: { bodyId: string; sizeBytes: number }) =>
    JSON.parse(Buffer.from(await app.bodies.readAll(bodyId, sizeBytes)).toString()) as JsonObject;

  it('blanks secrets and says where, or keeps them where they are asked for', async () => {
    const { collections } = await run(text(secretive));
    const format = 'postman-2.1' as const;
    const blank = await call('collection.export', { id: collections[0]!.id, format });
    expect(blank.fileName).toBe('C.postman_collection.json');
    expect(blank.blanked).toEqual(['C › a › auth.bearer.token']);
    expect(JSON.stringify(await bodyOf(blank))).not.toContain('canary');
    const whole = await call('collection.export', { id: collections[0]!.id, format, includeSecrets: true });
    expect(whole.blanked).toEqual([]);
    expect(await bodyOf(whole)).toEqual(secretive);
  });

  it('writes an environment with its initial values, and with secrets where they are asked for', async () => {
    const values = [
      { key: 'url', value: 'https://h', type: 'default', enabled: true },
      { key: 's', value: 'canary', type: 'secret', enabled: true },
    ];
    const { environments } = await run(text({ name: 'Org: a/b', values }));
    const { id } = environments[0]!;
    await call('variable.set', {
      scope: { kind: 'environment', id },
      key: 'url',
      value: 'https://local-only',
    });
    const blank = await call('environment.export', { id });
    expect(blank.fileName).toBe('Org- a-b.postman_environment.json');
    expect(JSON.stringify(await bodyOf(blank))).not.toMatch(/canary|local-only/);
    const whole = await bodyOf(await call('environment.export', { id, includeSecrets: true }));
    expect(whole).toMatchObject({ name: 'Org: a/b', values, _postman_variable_scope: 'environment' });
    expect(JSON.stringify(whole)).not.toContain('local-only');
    expect(await bodyOf(await call('environment.export', { id: 'globals' }))).toMatchObject({
      _postman_variable_scope: 'globals',
    });
  });
});

describe('the Okta clean-up', () => {
  const header = [{ key: 'Authorization', value: 'SSWS {{apikey}}' }];
  const material = async (more: JsonObject = {}) => {
    const report = await run(
      text(
        collection(
          'Users',
          [
            { name: 'F', item: [request('a', { header, url: '{{url}}/api/v1/users/${userId}' })] },
            request('b', { header }),
          ],
          more,
        ),
      ),
      text({
        name: 'Org',
        values: [
          { key: 'url', value: 'https://h' },
          { key: 'apikey', value: 'k' },
        ],
      }),
    );
    const input = {
      collectionIds: [report.collections[0]!.id],
      environmentIds: [report.environments[0]!.id],
    };
    const { nodes } = await call('workspace.readTree', {});
    return { input, idOf: (name: string) => nodes.find((node) => node.name === name)!.id };
  };

  it('is shown before it is done, done in one step, and taken back as one', async () => {
    const { input, idOf } = await material();
    const before = await call('request.read', { id: idOf('a') });
    const preview = await call('import.previewCleanup', input);
    expect(preview).toMatchObject({
      authorizationRows: 2,
      addedVariables: ['clientId', 'clientSecret'],
      placeholders: 1,
    });
    expect(preview.changes[0]).toMatchObject({
      itemId: idOf('Users'),
      before: 'No authorization',
      after: 'OAuth 2.0',
    });
    expect(await call('request.read', { id: idOf('a') })).toEqual(before);

    const { undoId } = await call('import.applyCleanup', input);
    const after = await call('request.read', { id: idOf('a') });
    expect(after.request.headers).toEqual([]);
    expect(after.request.url).toBe('{{url}}/api/v1/users/{{userId}}');
    expect((await call('definition.read', { id: idOf('Users') })).definition.auth?.type).toBe('oauth2');
    const { variables } = await call('environment.read', { id: input.environmentIds[0]! });
    expect(variables.map(({ key, type }) => [key, type])).toEqual([
      ['url', 'default'],
      ['apikey', 'default'],
      ['clientId', 'default'],
      ['clientSecret', 'secret'],
    ]);
    expect(await call('import.previewCleanup', input)).toMatchObject({
      authorizationRows: 0,
      addedVariables: [],
      placeholders: 0,
    });

    await call('workspace.undo', { undoId });
    expect((await call('request.read', { id: idOf('a') })).request).toEqual(before.request);
    expect((await call('definition.read', { id: idOf('Users') })).definition.auth).toBeUndefined();
    expect((await call('environment.read', { id: input.environmentIds[0]! })).variables).toHaveLength(2);
  });

  it('keeps the token for all requests where that is chosen', async () => {
    const { input, idOf } = await material();
    const chosen = { ...input, replaceWith: 'apikey' as const };
    expect((await call('import.previewCleanup', chosen)).addedVariables).toEqual([]);
    await call('import.applyCleanup', chosen);
    const { definition } = await call('definition.read', { id: idOf('Users') });
    expect(definition.auth).toMatchObject({
      type: 'apikey',
      credentials: [{ value: 'Authorization' }, { value: 'SSWS {{apikey}}' }, { value: 'header' }],
    });
  });

  it('does not touch an authorization that a collection has already', async () => {
    const bearer = { type: 'bearer', bearer: [{ key: 'token', value: '{{t}}' }] };
    const { input, idOf } = await material({ auth: bearer });
    await call('import.applyCleanup', input);
    expect((await call('definition.read', { id: idOf('Users') })).definition.auth?.type).toBe('bearer');
    expect((await call('request.read', { id: idOf('a') })).request.auth?.type).toBe('oauth2');
  });
});
