import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { type App, createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';
import { listFiles } from '../storage/storage-fixture.ts';

let root: string;
let app: App;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'postern-names-'));
  await writeFile(path.join(root, 'kept'), 'kept');
  app = await open('profile');
});
afterEach(async () => {
  await app.close();
  await rm(root, { recursive: true, force: true });
});

function open(profile: string): Promise<App> {
  return createApp({
    host: createNodeHost('cli', root),
    version: '0.0.0-test',
    profilePath: path.join(root, profile),
    workspacePath: path.join(root, 'a', 'b', 'workspace'),
    log: createLog(() => undefined),
  });
}

async function call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>> {
  const reply = await app.dispatcher.call(`n${Math.random()}`, name, input);
  if (!reply.ok) throw Object.assign(new Error(reply.error.code), reply.error);
  return reply.value as OperationOutput<N>;
}

/** Names that lead out of a folder where somebody takes them for a path, in the spellings that filters miss. */
function hostileNames(): string[] {
  const ups = [
    '..',
    '%2e%2e',
    '..%00',
    '%c0%ae%c0%ae',
    '．．',
    '....',
    '..;',
    '\u2024\u2024',
    '..\u200b',
    '.%2e',
  ];
  const slashes = ['/', '\\', '%2f', '%5c', '%252f', '//', '/./', '\u2215', '\uff0f', '/\\'];
  const targets = [
    'kept',
    'etc/passwd',
    'profile/secret.key',
    '.git/hooks/post-checkout',
    'Windows\\win.ini',
  ];
  const climbing = ups.flatMap((up) =>
    slashes.flatMap((slash) => targets.map((target) => `${`${up}${slash}`.repeat(3)}${target}`)),
  );
  const reserved = [
    'CON',
    'prn',
    'AUX.txt',
    'NUL',
    'COM1',
    'LPT9.yaml',
    'CLOCK$',
    'desktop.ini',
    '.git',
    '.resources',
  ];
  const odd = [
    '.',
    '..',
    '...',
    '~',
    '~/x',
    '/',
    '\\',
    '\\\\host\\share',
    'C:\\x',
    'file:///etc/passwd',
    '-rf',
    '$(id)',
    '`id`',
  ];
  const marks = ['\0', '\n', '\r', '\t', ':', '*', '?', '"', '<', '>', '|', '\u202e', ' ', '.'];
  const marked = marks.flatMap((mark) => [`a${mark}`, `${mark}a`, `a${mark}b`, `../${mark}kept`]);
  return [...climbing, ...reserved, ...odd, ...marked, 'x'.repeat(300), `${'../'.repeat(100)}kept`];
}

it('that lead elsewhere make files in the workspace only, and are all kept as they are', async () => {
  const names = hostileNames();
  expect(names.length).toBeGreaterThan(580);
  const request = { method: 'GET', header: [], url: 'https://a.test/' };
  const half = names.length / 2;
  const item = names.map((name, at) =>
    at < half
      ? { name, request, response: [{ name, originalRequest: request, code: 200, header: [], body: '' }] }
      : { name, item: [{ name, request, response: [] }] },
  );
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  const sources = names
    .slice(0, 60)
    .map((name) => ({ name, values: [{ key: 'a', value: 'b' }], _postman_variable_scope: 'environment' }));
  await call('import.run', {
    sources: [{ info: { name: '../../../kept', schema }, item }, ...sources].map((each) => ({
      kind: 'text',
      text: JSON.stringify(each),
    })),
  });

  expect((await readdir(root)).toSorted()).toEqual(['a', 'kept', 'profile']);
  expect(await readdir(path.join(root, 'a'))).toEqual(['b']);
  expect(await readdir(path.join(root, 'a', 'b'))).toEqual(['workspace']);
  expect(await readFile(path.join(root, 'kept'), 'utf8')).toBe('kept');
  const files = await listFiles(path.join(root, 'a', 'b', 'workspace'));
  for (const file of files) {
    const parts = file.split('/');
    expect(
      parts.filter(
        (part) =>
          part === '..' || /[\\:*?"<>|\0-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part),
      ),
      file,
    ).toEqual([]);
  }
  // From the files alone, as somebody reads them who pulled the folder.
  await app.close();
  app = await open('another profile');
  const { nodes } = await call('workspace.readTree', {});
  const kept = new Set(nodes.map((node) => node.name));
  expect(names.filter((name) => !kept.has(name))).toEqual([]);
  const { environments } = await call('environment.list', {});
  expect(environments).toHaveLength(60);
});
