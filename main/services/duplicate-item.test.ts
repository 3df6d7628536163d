import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { type App, createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';

let folder: string;
let app: App;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-copies-'));
  app = await createApp({
    host: createNodeHost('web', folder),
    version: '0.0.0',
    profilePath: join(folder, 'profile'),
    workspacePath: join(folder, 'workspace'),
    log: createLog(() => undefined),
  });
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

let calls = 0;
async function call<N extends OperationName>(
  operation: N,
  input: OperationInput<N>,
): Promise<OperationOutput<N>> {
  const reply = await app.dispatcher.call(`copy-${(calls += 1)}`, operation, input);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value as OperationOutput<N>;
}

async function copyOf(id: string, into: { parentId: string; beforeId?: string }) {
  const [node] = (await call('items.duplicate', { ids: [id], into })).nodes;
  if (node === undefined) throw new Error('no copy');
  return node;
}

async function makeTree() {
  const make = async (kind: 'collection' | 'folder' | 'request', name: string, parentId?: string) =>
    (await call('item.create', { kind, name, ...(parentId === undefined ? {} : { parentId }) })).node.id;
  const [users, groups] = [await make('collection', 'Users'), await make('collection', 'Groups')];
  const folderId = await make('folder', 'Basics', users);
  const request = { ...emptyRequest(), url: 'https://a.test/users' };
  const { node } = await call('item.create', { kind: 'request', name: 'List', parentId: folderId, request });
  const first = await make('request', 'First', groups);
  return { users, groups, folderId, listId: node.id, first };
}
const childrenOf = async (parentId: string) =>
  (await call('workspace.readTree', {})).nodes
    .filter((node) => node.parentId === parentId)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ name }) => name);

it('puts a copy where it is wanted, under its own name where that is free', async () => {
  const { groups, folderId, listId, first } = await makeTree();
  const node = await copyOf(listId, { parentId: groups, beforeId: first });
  expect(node).toMatchObject({ name: 'List', parentId: groups });
  expect((await call('request.read', { id: node.id })).request.url).toBe('https://a.test/users');
  await copyOf(listId, { parentId: groups });
  expect(await childrenOf(groups)).toEqual(['List', 'First', 'List copy']);
  expect(await childrenOf(folderId)).toEqual(['List']);
});

it('copies a folder with what is inside', async () => {
  const { users, groups, folderId } = await makeTree();
  const node = await copyOf(folderId, { parentId: groups });
  expect(node.name).toBe('Basics');
  expect(await childrenOf(node.id)).toEqual(['List']);
  expect(await childrenOf(users)).toEqual(['Basics']);
});

it('leaves no copy behind where it cannot go', async () => {
  const { groups, folderId, first, listId } = await makeTree();
  await expect(copyOf(listId, { parentId: first })).rejects.toThrow('ERR_WORKSPACE_');
  expect(await childrenOf(folderId)).toEqual(['List']);
  expect(await childrenOf(groups)).toEqual(['First']);
});
