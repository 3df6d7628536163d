import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxOrg } from './sandbox-org.ts';
import { createSandboxOrg } from './sandbox-org.ts';
import { lineOf, listOf, send } from './test-client.ts';

type Ready = { type: 'ready' } & Pick<SandboxOrg, 'url' | 'apiToken' | 'people' | 'signIn' | 'material'>;

let folder = '';
let script = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'postern-sandbox-'));
  const input = fileURLToPath(new URL('./main.ts', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      rolldownOptions: { input: { main: input }, output: { entryFileNames: '[name].mjs' } },
    },
  });
  script = path.join(folder, 'main.mjs');
});
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(...args: string[]): ChildProcess {
  const child = fork(script, args, { silent: true, execArgv: [] });
  children.push(child);
  return child;
}

const nextMessage = async (child: ChildProcess): Promise<unknown> => {
  const [message] = (await once(child, 'message')) as [unknown];
  return message;
};
const ready = async (child: ChildProcess): Promise<Ready> => (await nextMessage(child)) as Ready;
const exitCode = async (child: ChildProcess): Promise<unknown> => {
  const [code] = (await once(child, 'exit')) as [unknown];
  return code;
};
const answers = (url: string): Promise<boolean> =>
  send({ url, apiToken: '' }, 'GET', '/').then(
    () => true,
    () => false,
  );

describe('the process, forked', () => {
  it('says when it is ready, with all that its parent offers', async () => {
    const message = await ready(start());
    expect(Object.keys(message)).toEqual(['type', 'url', 'apiToken', 'people', 'signIn', 'material']);
    expect(message.type).toBe('ready');
    expect(message.people).toHaveLength(35);
    expect(message.people[0]).toEqual({
      name: 'Tony Stark',
      login: 'tony.stark@sandbox.example',
      role: 'Super Administrator',
    });
    expect(message.material.collections).toHaveLength(4);
    const apikey = message.material.environment.values.find(({ key }) => key === 'apikey');
    expect(apikey).toMatchObject({ type: 'secret', value: message.apiToken });
    expect((await send(message, 'GET', '/api/v1/users/me')).status).toBe(200);
  });

  it('resets, and says so', async () => {
    const child = start();
    const org = await ready(child);
    await send(org, 'POST', '/api/v1/groups', { body: { profile: { name: 'New' } } });
    child.send({ type: 'unheard of' });
    child.send('nonsense');
    child.send({ type: 'reset' });
    expect(await nextMessage(child)).toEqual({ type: 'reset-done' });
    expect(listOf(await send(org, 'GET', '/api/v1/groups'))).toHaveLength(6);
  });

  it('stops when it is told to', async () => {
    const child = start();
    const { url } = await ready(child);
    child.send({ type: 'stop' });
    expect(await exitCode(child)).toBe(0);
    expect(await answers(url)).toBe(false);
  });

  it('ends with its parent', async () => {
    const child = start();
    const { url } = await ready(child);
    expect(await answers(url)).toBe(true);
    child.disconnect();
    expect(await exitCode(child)).toBe(0);
    expect(await answers(url)).toBe(false);
  });

  it('ends when its parent goes before it is ready', async () => {
    const child = start();
    child.disconnect();
    expect(await exitCode(child)).toBe(0);
  });

  it('listens on the port it is given, or says that it cannot', async () => {
    const org = await createSandboxOrg();
    const { port } = new URL(org.url);
    const refused = start('--port', port);
    expect(await nextMessage(refused)).toEqual({ type: 'failed', code: 'EADDRINUSE' });
    expect(await exitCode(refused)).toBe(1);
    await org.close();
    expect((await ready(start('--port', port))).url).toBe(`http://127.0.0.1:${port}`);
  });

  it.each([['--port', 'x'], ['--port', '70000'], ['--port=-1'], ['--unknown']])(
    'refuses %s %s',
    async (...args) => {
      const child = start(...args);
      expect(await nextMessage(child)).toMatchObject({ type: 'failed' });
      expect(await exitCode(child)).toBe(1);
    },
  );
});

describe('the process, started by hand', () => {
  it('prints one line of JSON and ends on a signal', async () => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    let printed = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    while (!printed.includes('\n')) await once(child.stdout, 'data');
    const message = JSON.parse(printed) as Ready;
    expect(message.type).toBe('ready');
    const answer = await send(message, 'GET', '/api/v1/users?limit=1');
    expect(lineOf(answer, 'content-type')).toBe('application/json');
    const discovery = await fetch(`${message.url}/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({ issuer: message.url });
    expect(message.signIn.password).toMatch(/^[a-z]+-[a-z]+-\d{4}$/);
    child.kill('SIGTERM');
    expect(await exitCode(child)).toBe(0);
    expect(printed.trimEnd().split('\n')).toHaveLength(1);
    expect(complaints).toBe('');
  });
});
