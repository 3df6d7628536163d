import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileSystem, realFileSystem } from './file-system.ts';
import {
  createStorageFixture,
  importInto,
  listFiles,
  sampleCollection,
  type StorageFixture,
} from './storage-fixture.ts';
import type { WorkspaceStore } from './workspace-store.ts';

let fixture: StorageFixture;
beforeEach(async () => {
  fixture = await createStorageFixture();
});
afterEach(() => fixture.remove());

const code = (name: string) => expect.objectContaining({ code: name });

async function files(): Promise<Record<string, string>> {
  const list = await listFiles(fixture.workspacePath);
  const texts = list.map(async (file) => [file, await readFile(join(fixture.workspacePath, file), 'utf8')]);
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
}

/** Two folders of three requests each: 0 to 2, and 3 to 5. */
async function openSample(options: Parameters<StorageFixture['open']>[0] = {}) {
  const { workspace } = fixture.open(options);
  await importInto(workspace, { collections: [sampleCollection('C', 6, 3)] });
  const ids = new Map((await workspace.readTree()).map(({ name, id }) => [name, id]));
  const id = (name: string) => ids.get(name) ?? '';
  return { workspace, id };
}
async function namesIn(workspace: WorkspaceStore, parentId: string): Promise<string[]> {
  return (await workspace.readTree()).filter((node) => node.parentId === parentId).map(({ name }) => name);
}

describe('deleting several', () => {
  it('is one step back, byte for byte, with a child going with its folder', async () => {
    const { workspace, id } = await openSample();
    const [before, tree] = [await files(), await workspace.readTree()];
    const undoId = await workspace.deleteItems([id('Request 5'), id('Request 1'), id('Folder 0')]);
    expect((await workspace.readTree()).map(({ name }) => name)).toEqual([
      'C',
      'Folder 1',
      'Request 3',
      'Request 4',
    ]);
    await workspace.undo(undoId);
    expect(await files()).toEqual(before);
    expect(await workspace.readTree()).toEqual(tree);
    await expect(workspace.undo(undoId)).rejects.toEqual(code('ERR_WORKSPACE_UNDO_EXPIRED'));
  });

  it('refuses whole when one is not there', async () => {
    const { workspace, id } = await openSample();
    const before = await files();
    await expect(workspace.deleteItems([id('Request 0'), 'gone'])).rejects.toEqual(
      code('ERR_WORKSPACE_ITEM_NOT_FOUND'),
    );
    expect(await files()).toEqual(before);
  });
});

describe('moving several', () => {
  it('keeps their order, stands before what stays, and goes back as one step', async () => {
    const { workspace, id } = await openSample();
    const places = async () => (await workspace.readTree()).map(({ id: each, parentId }) => [each, parentId]);
    const before = await places();
    const target = id('Folder 1');
    const moved = [id('Request 2'), id('Request 4'), id('Request 0')];
    const { nodes, undoId } = await workspace.moveItems(moved, target, id('Request 4'));
    expect(nodes.map(({ name }) => name)).toEqual(['Request 0', 'Request 2', 'Request 4']);
    expect(await namesIn(workspace, target)).toEqual([
      'Request 3',
      'Request 0',
      'Request 2',
      'Request 4',
      'Request 5',
    ]);
    await workspace.undo(undoId);
    expect(await places()).toEqual(before);
  });

  it('refuses whole where one of them cannot stand there', async () => {
    const { workspace, id } = await openSample();
    const before = await files();
    const move = workspace.moveItems([id('Request 0'), id('Folder 1')], id('Folder 1'), undefined);
    await expect(move).rejects.toEqual(code('ERR_WORKSPACE_INVALID_MOVE'));
    expect(await files()).toEqual(before);
  });

  it('puts back those that went when the disk refuses one half-way', async () => {
    let refused = '';
    const fileSystem: FileSystem = {
      open: (path, flags, mode) => realFileSystem.open(path, flags, mode),
      readFile: (path) => realFileSystem.readFile(path),
      rename: (from, to) =>
        refused !== '' && to.includes(refused)
          ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          : realFileSystem.rename(from, to),
      unlink: (path) => realFileSystem.unlink(path),
      realpath: (path) => realFileSystem.realpath(path),
      stat: (path) => realFileSystem.stat(path),
      mkdir: (path, options) => realFileSystem.mkdir(path, options),
    };
    const { workspace, id } = await openSample({ fileSystem });
    const before = await workspace.readTree();
    refused = 'Request 1';
    const move = workspace.moveItems([id('Request 0'), id('Request 1')], id('Folder 1'), undefined);
    await expect(move).rejects.toEqual(code('ERR_WORKSPACE_WRITE_FAILED'));
    refused = '';
    expect((await workspace.readTree()).map(({ id: each }) => each)).toEqual(before.map((node) => node.id));
  });
});

describe('copying several', () => {
  it('puts them into another place in their order, and takes all copies back', async () => {
    const { workspace, id } = await openSample();
    const before = await files();
    const target = id('Folder 1');
    const { nodes, undoId } = await workspace.duplicateItems([id('Request 2'), id('Request 0')], {
      parentId: target,
      beforeId: id('Request 3'),
    });
    expect(nodes.map(({ name }) => name)).toEqual(['Request 0', 'Request 2']);
    expect(await namesIn(workspace, target)).toEqual([
      'Request 0',
      'Request 2',
      'Request 3',
      'Request 4',
      'Request 5',
    ]);
    await workspace.undo(undoId);
    expect(Object.keys(await files())).toEqual(Object.keys(before));
  });
});
