import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { build } from '../../scripts/build.mjs';
import { type App, createApp } from '../app.ts';
import { createNodeHost } from '../node-host.ts';

let root: string;
let app: App;
let counter = 0;

beforeAll(async () => {
  await build({ only: ['sandbox-org'], quiet: true });
});
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'postern-install-'));
  app = await createApp({
    host: createNodeHost('web', fileURLToPath(new URL('../../out', import.meta.url))),
    version: '0.0.0-test',
    profilePath: path.join(root, 'profile'),
    workspacePath: path.join(root, 'workspace'),
  });
});
afterEach(async () => {
  await app.close();
  await rm(root, { recursive: true, force: true });
});

async function call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>> {
  counter += 1;
  const reply = await app.dispatcher.call(`t${counter}`, name, input);
  if (!reply.ok)
    throw Object.assign(new Error(`${name}: ${reply.error.message}`), { code: reply.error.code });
  return reply.value as OperationOutput<N>;
}

const collectionNames = async () =>
  (await call('workspace.readTree', {})).nodes
    .filter(({ kind }) => kind === 'collection')
    .map(({ name }) => name);

it('needs the sandbox org to run', async () => {
  await expect(call('sandbox.install', {})).rejects.toMatchObject({ code: 'ERR_SANDBOX_NOT_RUNNING' });
});

it('brings an environment and collections with which a request is answered, and takes them back', async () => {
  const sandbox = await call('sandbox.start', {});
  const report = await call('sandbox.install', {});
  expect(report.collections.length).toBeGreaterThan(0);
  expect(report.environments).toHaveLength(1);
  expect(report.notes.filter(({ severity }) => severity === 'lost')).toEqual([]);

  const { nodes } = await call('workspace.readTree', {});
  const list = nodes.find(({ kind, name }) => kind === 'request' && name === 'List users');
  const environmentId = report.environments[0]?.id;
  const { exchange } = await call('request.send', { id: list?.id, environmentId });
  expect(exchange.outcome).toMatchObject({ kind: 'response', status: 200 });
  expect(JSON.stringify(exchange)).not.toContain(sandbox.apiToken);

  await call('workspace.undo', { undoId: report.undoId ?? '' });
  expect(await collectionNames()).toEqual([]);
  expect((await call('environment.list', {})).environments).toEqual([]);
});

it('brings nothing twice, and the environment follows the org to its next run', async () => {
  await call('sandbox.start', {});
  const first = await call('sandbox.install', {});
  const names = await collectionNames();
  await call('sandbox.stop', {});
  const next = await call('sandbox.start', {});
  const id = first.environments[0]?.id ?? '';
  const urlNow = async () =>
    (await call('environment.read', { id })).variables.find(({ key }) => key === 'url')?.currentValue;
  expect(await urlNow()).toBe(next.url);
  const second = await call('sandbox.install', {});
  expect(second.collections).toEqual([]);
  expect(second.environments).toEqual(first.environments);
  expect(await collectionNames()).toEqual(names);
  const { environments } = await call('environment.list', {});
  expect(environments).toHaveLength(1);
  expect(await urlNow()).toBe(next.url);
  const scope = { kind: 'environment' as const, id };
  expect(await call('variable.reveal', { scope, key: 'apikey' })).toEqual({ value: next.apiToken });
});
