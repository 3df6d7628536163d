import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Variable } from '../../core/variables/variable.ts';
import { parseArguments } from './arguments.ts';
import type { Tty } from './ask-on-tty.ts';
import { runCli } from './main.ts';
import { folderOptions, withApp } from './open-cli-app.ts';

let root: string;
let server: Server;
let address: string;
const answer = JSON.stringify({ id: '00u1', name: 'Zoë' });
const large = Buffer.alloc(1_500_000, 'x');

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('x-seen', String(request.headers['x-key'] ?? ''));
    if (request.url === '/hang') return;
    if (request.url === '/missing') response.statusCode = 404;
    if (request.url === '/binary') response.end(Buffer.from([0xff, 0xfe, 0, 1]));
    else response.end(request.url === '/large' ? large : answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'postern-cli-'));
  await writeFile(path.join(root, 'users.json'), JSON.stringify(collection()));
  await writeFile(path.join(root, 'org.json'), JSON.stringify(environment));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const request = (name: string, target: string) => ({
  name,
  request: { method: 'GET', url: `{{url}}${target}`, header: [{ key: 'X-Key', value: '{{key}}' }] },
});

function collection() {
  return {
    info: { name: 'Users', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      { name: 'Admin', item: [request('List', '/users'), request('Missing', '/missing')] },
      request('Large', '/large'),
      request('Binary', '/binary'),
      request('Hang', '/hang'),
    ],
    variable: [{ key: 'key', value: 'from the collection' }],
  };
}

const environment = {
  name: 'Org',
  values: [
    { key: 'url', value: 'to be replaced', enabled: true },
    { key: 'apikey', value: 'CANARY', enabled: true, type: 'secret' },
  ],
  _postman_variable_scope: 'environment',
};

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
  /** Standard output as JSON. */
  json: () => Record<string, unknown>;
}

async function postern(
  args: string[],
  options: { input?: string; signal?: AbortSignal; tty?: Tty } = {},
): Promise<Outcome> {
  const chunks: Buffer[] = [];
  const lines: string[] = [];
  const folders = ['--workspace', 'workspace', '--profile', 'profile'];
  const isCommand = ['import', 'export', 'send', 'run'].includes(args[0] ?? '');
  const code = await runCli(isCommand ? [...args, ...folders] : args, {
    cwd: root,
    outPath: path.join(root, 'out'),
    version: '1.2.3',
    write: async (chunk) => void chunks.push(Buffer.from(chunk)),
    tell: (line) => void lines.push(line),
    readInput: async () => options.input ?? '',
    signal: options.signal ?? new AbortController().signal,
    tty: options.tty,
  });
  const stdout = Buffer.concat(chunks).toString('utf8');
  return {
    code,
    stdout,
    stderr: lines.join('\n'),
    json: () => JSON.parse(stdout) as Record<string, unknown>,
  };
}

/** What a person did in the window before: a secret that is for some hosts only, which is never in a shared file. */
async function bindSecret(
  name: string,
  hosts: string[],
  more: Partial<Variable> = { currentValue: 'CANARY' },
): Promise<void> {
  const folders = { values: folderOptions, flags: [], lists: [] };
  const terminal = {
    cwd: root,
    outPath: path.join(root, 'out'),
    version: '1.2.3',
    write: async () => undefined,
    tell: () => undefined,
    readInput: async () => '',
    signal: new AbortController().signal,
  };
  const parsed = parseArguments(['--workspace', 'workspace', '--profile', 'profile'], folders);
  await withApp(parsed, terminal, ({ call }) =>
    call('environment.create', {
      name,
      variables: [
        { key: 'url', initialValue: address, enabled: true, type: 'default' },
        { key: 'key', initialValue: '', hosts, enabled: true, type: 'secret', ...more },
      ],
    }),
  );
}

describe('postern', () => {
  it.each([[[]], [['help']], [['--help']], [['send', '--help']]])('explains itself for %j', async (args) => {
    const { code, stdout } = await postern(args);
    expect(code).toBe(0);
    for (const word of ['import', 'export', 'send', 'serve', '--workspace', '--include-secrets']) {
      expect(stdout).toContain(word);
    }
  });

  it('gives its version', async () => {
    expect(await postern(['--version'])).toMatchObject({ code: 0, stdout: '1.2.3\n' });
  });

  it.each([
    [['nonsense']],
    [['__proto__']],
    [['import']],
    [['import', '-', '-']],
    [['import', 'x', '--nonsense']],
    [['export']],
    [['export', '--collection', 'a', '--environment', 'b']],
    [['export', 'a', '--collection', 'a']],
    [['send']],
    [['send', 'a', 'b']],
    [['send', 'a', '--var', 'novalue']],
    [['send', 'a', '--var', '=x']],
    [['serve', '--port', '0']],
    [['serve', 'x']],
  ])('ends with 2 for the wrong command line %j', async (args) => {
    const { code, stdout, stderr } = await postern(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^ERR_CLI_USAGE: /);
  });

  it('gives a wrong command line as JSON too', async () => {
    const { code, json } = await postern(['send', '--json']);
    expect(code).toBe(2);
    expect(json()).toMatchObject({ error: { code: 'ERR_CLI_USAGE' } });
  });
});

describe('postern import', () => {
  it('gives its report', async () => {
    const { code, json } = await postern(['import', 'users.json', 'org.json', '--json']);
    expect(code).toBe(0);
    expect(json()).toEqual({
      collections: [{ name: 'Users', folders: 1, requests: 5, examples: 0, scripts: 0, variables: 1 }],
      environments: [{ name: 'Org', variables: 2 }],
      globals: 0,
      notes: expect.any(Array) as unknown,
    });
  });

  it('says the same in words', async () => {
    const { code, stdout } = await postern(['import', 'users.json', 'org.json']);
    expect(code).toBe(0);
    expect(stdout).toContain('Collection Users: 5 requests, 1 folder, 0 examples, 0 scripts, 1 variable');
    expect(stdout).toContain('Environment Org: 2 variables');
  });

  it('takes a folder, and standard input', async () => {
    await mkdir(path.join(root, 'material'));
    await writeFile(path.join(root, 'material', 'users.json'), JSON.stringify(collection()));
    const folder = await postern(['import', 'material', '--json']);
    expect([folder.code, folder.json()]).toMatchObject([
      0,
      { collections: [{ name: 'Users', requests: 5 }] },
    ]);
    const piped = await postern(['import', '-', '--json'], {
      input: `curl '${address}/users' -H 'X-Key: k'`,
    });
    expect([piped.code, piped.json()]).toMatchObject([0, { collections: [{ requests: 1 }] }]);
  });

  it.each([
    ['nothing.json', 'ERR_IMPORT_READ_FAILED'],
    ['other.txt', 'ERR_IMPORT_UNRECOGNISED'],
  ])('refuses %s with its code', async (file, expected) => {
    await writeFile(path.join(root, 'other.txt'), 'just words');
    const { code, json, stderr } = await postern(['import', file, '--json']);
    expect([code, json()]).toMatchObject([1, { error: { code: expected } }]);
    expect(stderr).toMatch(new RegExp(`^${expected}: `));
  });
});

describe('postern export', () => {
  beforeEach(async () => {
    expect((await postern(['import', 'users.json', 'org.json'])).code).toBe(0);
  });

  it('writes to standard output', async () => {
    const { code, json } = await postern(['export', '--collection', 'Users', '--format', 'postman-2.1']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ info: { name: 'Users' }, item: [{ name: 'Admin' }, {}, {}, {}] });
  });

  it('writes to a file, whole or not at all', async () => {
    const { code, json } = await postern([
      'export',
      '--collection',
      'Users',
      '--output',
      'out.json',
      '--json',
    ]);
    expect(code).toBe(0);
    const written = await readFile(path.join(root, 'out.json'), 'utf8');
    expect(json()).toMatchObject({
      file: path.join(root, 'out.json'),
      sizeBytes: Buffer.byteLength(written),
    });
    const failed = await postern(['export', '--collection', 'Users', '--output', 'none/out.json', '--json']);
    expect([failed.code, failed.json()]).toMatchObject([1, { error: { code: 'ERR_CLI_WRITE_FAILED' } }]);
    expect((await readdir(root)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('leaves secrets out unless asked', async () => {
    expect((await postern(['export', '--environment', 'Org'])).stdout).not.toContain('CANARY');
    expect((await postern(['export', '--environment', 'Org', '--include-secrets'])).stdout).toContain(
      'CANARY',
    );
  });

  it.each<[string[], string]>([
    [['--collection', 'Nobody'], 'ERR_WORKSPACE_ITEM_NOT_FOUND'],
    [['--collection', 'Users', '--format', 'openapi'], 'ERR_EXPORT_UNSUPPORTED_FORMAT'],
  ])('refuses %j', async (args, expected) => {
    const { code, json } = await postern(['export', ...args, '--json']);
    expect([code, json()]).toMatchObject([1, { error: { code: expected } }]);
  });
});

describe('postern send', () => {
  const send = (args: string[], options: { signal?: AbortSignal } = {}) =>
    postern(['send', ...args, '--environment', 'Org', '--var', `url=${address}`], options);

  beforeEach(async () => {
    expect((await postern(['import', 'users.json', 'org.json'])).code).toBe(0);
  });

  it('prints the exchange', async () => {
    const { code, json } = await send(['Users/Admin/List', '--json']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      request: {
        method: 'GET',
        url: `${address}/users`,
        headers: expect.arrayContaining([['X-Key', 'from the collection']]) as unknown,
      },
      status: 200,
      statusText: 'OK',
      headers: expect.arrayContaining([['content-type', 'application/json; charset=utf-8']]) as unknown,
      timings: { totalMs: expect.any(Number) as unknown },
      sizes: { requestBody: 0, body: Buffer.byteLength(answer), bodyEncoded: Buffer.byteLength(answer) },
      body: answer,
      extracted: [],
    });
  });

  it('lets --var win over every scope', async () => {
    const { json } = await send(['Users/Admin/List', '--json', '--var', 'key=mine=too']);
    expect(json()['headers']).toContainEqual(['x-seen', 'mine=too']);
  });

  it('gives the body on standard output and the rest on standard error', async () => {
    const { code, stdout, stderr } = await send(['Users/Admin/List']);
    expect([code, stdout]).toEqual([0, answer]);
    expect(stderr).toMatch(/200 OK/);
  });

  it('ends well for any status: an answer came', async () => {
    const { code, json } = await send(['Users/Admin/Missing', '--json']);
    expect([code, json()['status']]).toEqual([0, 404]);
  });

  it('writes the body to a file when asked', async () => {
    const { code, json } = await send(['Users/Large', '--output', 'body.bin', '--json']);
    expect([code, json()['bodyFile']]).toEqual([0, path.join(root, 'body.bin')]);
    expect((await readFile(path.join(root, 'body.bin'))).equals(large)).toBe(true);
  });

  it.each([
    ['Users/Large', large],
    ['Users/Binary', Buffer.from([0xff, 0xfe, 0, 1])],
  ])('puts the body of %s in a file by itself and says where', async (name, bytes) => {
    const { json } = await send([name, '--json']);
    const file = String(json()['bodyFile']);
    expect(json()).not.toHaveProperty('body');
    expect((await readFile(file)).equals(bytes)).toBe(true);
    await rm(path.dirname(file), { recursive: true });
  });

  it('ends with 1 when no answer came', async () => {
    const { code, json } = await send(
      ['Users/Admin/List', '--json', '--var', 'url=http://127.0.0.1:1'].slice(0, 2),
    );
    expect([code, json()['status']]).toEqual([0, 200]);
    const refused = await postern(['send', 'Users/Admin/List', '--json', '--var', 'url=http://127.0.0.1:1']);
    expect([refused.code, refused.json()]).toMatchObject([1, { failure: { code: 'connectionRefused' } }]);
    expect(refused.json()).not.toHaveProperty('status');
  });

  it.each<[string[], string]>([
    [['Users/Nobody'], 'ERR_WORKSPACE_ITEM_NOT_FOUND'],
    [['Users/Admin/List', '--environment', 'Nowhere'], 'ERR_WORKSPACE_ITEM_NOT_FOUND'],
  ])('refuses %j', async (args, expected) => {
    const { code, json } = await postern(['send', ...args, '--json']);
    expect([code, json()]).toMatchObject([1, { error: { code: expected } }]);
  });

  it('names a variable without a value before anything is sent', async () => {
    await writeFile(
      path.join(root, 'open.json'),
      JSON.stringify({ ...collection(), info: { ...collection().info, name: 'Open' }, variable: [] }),
    );
    await postern(['import', 'open.json']);
    const { code, json } = await postern(['send', 'Open/Admin/List', '--json', '--var', `url=${address}`]);
    expect([code, json()]).toMatchObject([1, { error: { code: 'ERR_VARIABLE_UNRESOLVED' } }]);
  });

  it('names a secret that is for other hosts, and sends it to its own', async () => {
    await bindSecret('Elsewhere', ['api.example']);
    const send = ['send', 'Users/Admin/List', '--json', '--environment'];
    const refused = await postern([...send, 'Elsewhere']);
    expect(refused.code).toBe(1);
    expect(refused.json()).toMatchObject({
      error: {
        code: 'ERR_SECRET_OTHER_HOST',
        details: { name: 'key', host: new URL(address).host, hosts: ['api.example'] },
      },
    });
    expect(refused.stderr).toMatch(/^ERR_SECRET_OTHER_HOST: .*"key" is only for api\.example/);
    expect(refused.stderr).toContain('Only for hosts');
    expect(refused.stdout + refused.stderr).not.toContain('CANARY');
    await bindSecret('Here', [new URL(address).host]);
    expect((await postern([...send, 'Here'])).json()).toMatchObject({ status: 200 });
  });

  it('asks for what is asked for when sending, takes it by --var, or says so where nobody is there', async () => {
    await bindSecret('Asked', [], { source: { kind: 'ask' } });
    const send = ['send', 'Users/Admin/List', '--environment', 'Asked', '--json'];
    const refused = await postern(send);
    expect(refused.code).toBe(1);
    expect(refused.json()).toMatchObject({
      error: { code: 'ERR_VARIABLE_NOT_GIVEN', details: { values: [{ key: 'key' }] } },
    });
    expect(refused.stderr).toContain('--var key');
    expect((await postern([...send, '--var', 'key=given'])).json()).toMatchObject({ status: 200 });
    const [input, output] = [new PassThrough(), new PassThrough()];
    output.once('data', () => input.write('CANARY\r'));
    // A run asks once, before it starts.
    const run = await postern(['run', 'Users/Admin', '--environment', 'Asked', '--json'], {
      tty: { input, output },
    });
    expect(run.json()).toMatchObject({ summary: { requests: 2 } });
    expect(run.stdout + run.stderr + String(output.read())).not.toContain('CANARY');
    expect((await postern(['run', 'Users/Admin', '--environment', 'Asked'])).stderr).toMatch(
      /^ERR_VARIABLE_NOT_GIVEN/,
    );
  });

  it('stops for Ctrl+C', async () => {
    const stop = new AbortController();
    const running = send(['Users/Hang', '--json'], { signal: stop.signal });
    setTimeout(() => stop.abort(), 500);
    expect((await running).code).toBe(1);
  });
});
