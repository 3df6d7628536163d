import { createHash } from 'node:crypto';
import {
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventPayload } from '../../core/contract.ts';
import { isAppError } from '../../core/errors.ts';
import type { TreeNode } from '../../core/workspace/tree-node.ts';
import {
  createStorageFixture,
  importInto,
  listFiles,
  sampleCollection,
  sampleRequest,
  type StorageFixture,
} from './storage-fixture.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** Hundreds of synced writes take their time on a busy disk. */
const slow = { timeout: 120_000 };

let fixture: StorageFixture;
beforeEach(async () => {
  fixture = await createStorageFixture();
});
afterEach(() => fixture.remove());

const code = (name: string) => expect.objectContaining({ code: name });
const collections = () => join(fixture.workspacePath, 'postman/collections');

async function node(workspace: WorkspaceStore, name: string): Promise<TreeNode> {
  const found = (await workspace.readTree()).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

async function copyOf(workspace: WorkspaceStore, id: string): Promise<TreeNode> {
  const [copy] = (await workspace.duplicateItems([id])).nodes;
  if (copy === undefined) throw new Error(`no copy of ${id}`);
  return copy;
}

async function names(workspace: WorkspaceStore, parentId?: string): Promise<string[]> {
  return (await workspace.readTree()).filter((each) => each.parentId === parentId).map((each) => each.name);
}

/** A fingerprint of all files of the workspace with their content. */
async function snapshot(): Promise<Record<string, string>> {
  const entries = (await listFiles(fixture.workspacePath)).map(async (file) => {
    const bytes = await readFile(join(fixture.workspacePath, file));
    return [file, createHash('sha1').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function treeChanges(): EventPayload<'workspace.treeChanged'>[] {
  return fixture.events
    .filter((event) => event.name === 'workspace.treeChanged')
    .map((event) => event.payload as EventPayload<'workspace.treeChanged'>);
}

describe('items', slow, () => {
  it('are created where there was nothing, and read back by another start', async () => {
    const first = fixture.open().workspace;
    expect(await first.readTree()).toStrictEqual([]);
    expect(await listFiles(fixture.workspacePath)).toStrictEqual([]);
    const collection = await first.createItem({ kind: 'collection', name: 'Okta / Users' });
    const folder = await first.createItem({ kind: 'folder', parentId: collection.id, name: 'Life: cycle' });
    const request = sampleRequest(1, { description: 'é\r\n x ' });
    const created = await first.createItem({
      kind: 'request',
      parentId: folder.id,
      name: 'Get a user',
      request,
    });
    const second = await first.createItem({ kind: 'request', parentId: folder.id, name: 'New Request' });
    expect([created.order, second.order]).toStrictEqual([1_000, 2_000]);
    expect(await listFiles(fixture.workspacePath)).toStrictEqual([
      'postman/collections/Okta - Users/.resources/definition.yaml',
      'postman/collections/Okta - Users/Life- cycle/.resources/definition.yaml',
      'postman/collections/Okta - Users/Life- cycle/Get a user.request.yaml',
      'postman/collections/Okta - Users/Life- cycle/New Request.request.yaml',
    ]);
    const tree = await first.readTree();
    await first.close();

    const again = fixture.open().workspace;
    expect(await again.readTree()).toStrictEqual(tree);
    expect((await again.readRequest(created.id)).request).toStrictEqual(request);
    expect(await again.findByPath('Okta / Users/Life: cycle/Get a user')).toBe(created.id);
    expect(await again.findByPath('okta / users/life: cycle/get a user')).toBe(created.id);
    expect(await again.findByPath('Okta / Users/nothing')).toBeUndefined();
    expect((await again.readAncestors(created.id)).map((each) => each.definition.name)).toStrictEqual([
      'Life: cycle',
      'Okta / Users',
    ]);
  });

  it('are known again without the index, by new ids', async () => {
    const first = fixture.open().workspace;
    await importInto(first, { collections: [sampleCollection('C', 20, 5)] });
    const tree = (await first.readTree()).map((each) => each.name);
    await first.close();
    await rm(join(fixture.profilePath, 'workspaces'), { recursive: true });
    expect((await fixture.open().workspace.readTree()).map((each) => each.name)).toStrictEqual(tree);
  });

  it('refuse places they cannot stand in', async () => {
    const { workspace } = fixture.open();
    const { id } = await workspace.createItem({ kind: 'collection', name: 'C' });
    const folder = await workspace.createItem({ kind: 'folder', parentId: id, name: 'F' });
    const inner = await workspace.createItem({ kind: 'folder', parentId: folder.id, name: 'G' });
    const request = await workspace.createItem({ kind: 'request', parentId: inner.id, name: 'R' });
    await expect(workspace.moveItems([folder.id], inner.id, undefined)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_INVALID_MOVE'),
    );
    await expect(workspace.moveItems([folder.id], folder.id, undefined)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_INVALID_MOVE'),
    );
    await expect(workspace.moveItems([request.id], undefined, undefined)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_INVALID_MOVE'),
    );
    await expect(workspace.moveItems([id], inner.id, undefined)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_INVALID_MOVE'),
    );
    await expect(workspace.moveItems([request.id], request.id, undefined)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_UNSUPPORTED_KIND'),
    );
    await expect(workspace.moveItems([request.id], id, request.id + 'x')).rejects.toStrictEqual(
      code('ERR_WORKSPACE_INVALID_MOVE'),
    );
    await expect(workspace.createItem({ kind: 'request', name: 'R' })).rejects.toStrictEqual(
      code('ERR_WORKSPACE_INVALID_MOVE'),
    );
    await expect(workspace.createItem({ kind: 'collection', parentId: id, name: 'R' })).rejects.toStrictEqual(
      code('ERR_WORKSPACE_INVALID_MOVE'),
    );
    await expect(
      workspace.createItem({ kind: 'folder', parentId: 'nowhere', name: 'R' }),
    ).rejects.toStrictEqual(code('ERR_WORKSPACE_ITEM_NOT_FOUND'));
    await expect(workspace.readRequest('nowhere')).rejects.toStrictEqual(
      code('ERR_WORKSPACE_ITEM_NOT_FOUND'),
    );
    await expect(workspace.readRequest(id)).rejects.toStrictEqual(code('ERR_WORKSPACE_UNSUPPORTED_KIND'));
    await expect(workspace.readDefinition(request.id)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_UNSUPPORTED_KIND'),
    );
  });

  it('100 names that collide are all there after a reload', async () => {
    const { workspace } = fixture.open();
    const { id } = await workspace.createItem({ kind: 'collection', name: 'C' });
    const colliding = [
      'a',
      'A',
      'a.',
      'a ',
      ' a',
      'a/b',
      'a\\b',
      'a:b',
      'a*b',
      'a?b',
      'a"b',
      'a<b',
      'a>b',
      'a|b',
      'A/B',
      'é',
      'e\u0301',
      'É',
      'E\u0301',
      'CON',
      'con',
      'Con.',
      'NUL',
      'nul.txt',
      'COM1',
      'LPT9',
      'AUX',
      '.',
      '..',
      '...',
      '.git',
      '.resources',
      '',
      ' ',
      '\u0000',
      '\n',
      '\t',
      'x'.repeat(300),
      'X'.repeat(300),
      'é'.repeat(200),
      '😀'.repeat(100),
      '../../../etc/passwd',
      'straße',
      'STRASSE',
      'ﬁ',
      'fi',
      'İ',
      'i̇',
      'ı',
      'I',
    ];
    const all = [...colliding, ...colliding];
    expect(all).toHaveLength(100);
    for (const name of all) {
      await workspace.createItem({
        kind: 'request',
        parentId: id,
        name,
        request: sampleRequest(1, { description: name }),
      });
      await workspace.createItem({ kind: 'folder', parentId: id, name });
    }
    await workspace.close();
    await rm(join(fixture.profilePath, 'workspaces'), { recursive: true });

    const again = fixture.open().workspace;
    const tree = (await again.readTree()).filter((each) => each.parentId !== undefined);
    for (const kind of ['request', 'folder']) {
      expect(
        tree
          .filter((each) => each.kind === kind)
          .map((each) => each.name)
          .toSorted(),
      ).toStrictEqual(all.toSorted());
    }
    for (const each of tree.filter((item) => item.kind === 'request')) {
      expect((await again.readRequest(each.id)).request.description).toBe(each.name);
    }
    // Also where the file system folds case and Unicode forms, and nothing left the folder.
    const onDisk = await readdir(join(collections(), 'C'));
    const folded = new Set(onDisk.map((name) => name.normalize('NFC').toUpperCase().toLowerCase()));
    expect(folded.size).toBe(onDisk.length);
    expect(await readdir(collections())).toStrictEqual(['C']);
    for (const name of onDisk) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(230);
  });
});

describe('renaming and moving', slow, () => {
  it('renames files with what belongs to them, and keeps ids and content', async () => {
    const { workspace } = fixture.open();
    const tree = sampleCollection('C', 2);
    const example = { name: 'ok', response: { statusCode: 200, headers: [], body: '{}', language: 'json' } };
    if (tree.items[0]?.kind === 'request') tree.items[0].examples.push(example);
    await importInto(workspace, { collections: [tree] });
    const { id } = await node(workspace, 'Request 0');
    const before = (await workspace.readRequest(id)).request;
    const renamed = await workspace.renameItem(id, 'Users: all');
    expect(renamed).toMatchObject({ id, name: 'Users: all', exampleCount: 1 });
    expect(await listFiles(collections())).toStrictEqual([
      'C/.resources/Users- all.resources/examples/ok.example.yaml',
      'C/.resources/definition.yaml',
      'C/Request 1.request.yaml',
      'C/Users- all.request.yaml',
    ]);
    const text = await readFile(join(collections(), 'C/Users- all.request.yaml'), 'utf8');
    expect(text).toContain("name: 'Users: all'");
    expect(text).toContain('examples: ./.resources/Users- all.resources/examples');
    expect(await workspace.readRequest(id)).toMatchObject({ name: 'Users: all', request: before });
    expect(await workspace.readExamples(id)).toStrictEqual([{ ...example, fileName: 'ok.example.yaml' }]);
    await workspace.renameItem(id, 'Plain');
    expect(await readFile(join(collections(), 'C/Plain.request.yaml'), 'utf8')).not.toContain('name:');
    // Only the case changes.
    await workspace.renameItem(id, 'PLAIN');
    expect(await readdir(join(collections(), 'C'))).toContain('PLAIN.request.yaml');
    // A name that is taken gets another file and keeps its own spelling.
    await workspace.renameItem(id, 'Request 1');
    expect((await node(workspace, 'Request 1')).id).toBeDefined();
    expect(await names(workspace, renamed.parentId)).toStrictEqual(['Request 1', 'Request 1']);
  });

  it('renames collections and folders with all inside', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 6, 3)] });
    const collection = await node(workspace, 'C');
    const ids = (await workspace.readTree()).map((each) => each.id);
    await workspace.renameItem(collection.id, 'D/E');
    expect(await readdir(collections())).toStrictEqual(['D-E']);
    expect((await workspace.readTree()).map((each) => each.id)).toStrictEqual(ids);
    await workspace.close();
    const again = fixture.open().workspace;
    expect((await again.readTree()).map((each) => each.id)).toStrictEqual(ids);
    expect((await again.readTree())[0]?.name).toBe('D/E');
  });

  it('moves between folders, taking a free name, and touches one file', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 6, 3)] });
    const { id } = await node(workspace, 'Request 0');
    const target = await node(workspace, 'Folder 1');
    const before = await snapshot();
    const [first, second] = (await workspace.readTree()).filter((each) => each.parentId === target.id);
    const [moved] = (await workspace.moveItems([id], target.id, second?.id)).nodes;
    expect(moved).toMatchObject({ id, parentId: target.id, order: 1_500 });
    expect(await names(workspace, target.id)).toStrictEqual([
      first?.name,
      'Request 0',
      second?.name,
      'Request 5',
    ]);
    const after = await snapshot();
    const same = Object.keys(before).filter((file) => before[file] === after[file]);
    expect(same).toHaveLength(Object.keys(before).length - 1);

    // The same name is there already: the file gets another stem, the item keeps its name.
    const twin = await workspace.createItem({ kind: 'request', parentId: target.id, name: 'Request 1' });
    const home = await node(workspace, 'Folder 0');
    await workspace.moveItems([twin.id], home.id, undefined);
    expect(await names(workspace, home.id)).toStrictEqual(['Request 1', 'Request 2', 'Request 1']);
    expect(await readdir(join(collections(), 'C/Folder 0'))).toContain('Request 1 2.request.yaml');
  });

  it('numbers siblings afresh when there is no room, and puts the first first', async () => {
    const { workspace } = fixture.open();
    const { id: parentId } = await workspace.createItem({ kind: 'collection', name: 'C' });
    for (const name of ['a', 'b', 'c']) await workspace.createItem({ kind: 'request', parentId, name });
    for (let round = 0; round < 60; round += 1) {
      const order = await names(workspace, parentId);
      const last = await node(workspace, order[2] ?? '');
      const first = await node(workspace, order[0] ?? '');
      const second = await node(workspace, order[1] ?? '');
      await workspace.moveItems([last.id], parentId, round % 2 === 0 ? second.id : first.id);
      const expected = round % 2 === 0 ? [order[0], order[2], order[1]] : [order[2], order[0], order[1]];
      expect(await names(workspace, parentId)).toStrictEqual(expected);
    }
    const shown = await names(workspace, parentId);
    await workspace.close();
    expect(await names(fixture.open().workspace, parentId)).toStrictEqual(shown);
  });

  it('duplicates with examples, local values and secrets, next to the original', async () => {
    const { workspace } = fixture.open();
    const tree = sampleCollection('C', 4, 2);
    tree.definition.variables.push({ key: 'token', initialValue: 'hush', enabled: true, type: 'secret' });
    if (tree.items[0]?.kind === 'folder' && tree.items[0].items[0]?.kind === 'request') {
      tree.items[0].items[0].examples.push({
        name: 'ok',
        response: { headers: [], body: 'x', language: 'text' },
      });
    }
    await importInto(workspace, { collections: [tree] });
    const original = await node(workspace, 'Request 0');
    const copy = await copyOf(workspace, original.id);
    expect(await names(workspace, original.parentId)).toStrictEqual([
      'Request 0',
      'Request 0 copy',
      'Request 1',
    ]);
    expect((await workspace.readRequest(copy.id)).request).toStrictEqual(
      (await workspace.readRequest(original.id)).request,
    );
    expect(await workspace.readExamples(copy.id)).toHaveLength(1);

    const collection = await node(workspace, 'C');
    const whole = await copyOf(workspace, collection.id);
    expect(whole.name).toBe('C copy');
    expect(await names(workspace)).toStrictEqual(['C', 'C copy']);
    const ids = (await workspace.readTree()).map((each) => each.id);
    expect(new Set(ids).size).toBe(ids.length);
    const [own] = (await workspace.readDefinition(collection.id)).definition.variables;
    const [theirs] = (await workspace.readDefinition(whole.id)).definition.variables;
    expect(own?.secretId).toBeDefined();
    expect(theirs?.secretId).not.toBe(own?.secretId);
    expect(await workspace.revealVariable({ kind: 'collection', id: whole.id }, 'token')).toBe('hush');
  });
});

describe('deleting', slow, () => {
  it('takes a folder of 1,000 requests away and brings it back byte for byte', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 1_100, 1_000)] });
    const before = await snapshot();
    const tree = await workspace.readTree();
    const folder = await node(workspace, 'Folder 0');
    const undoId = await workspace.deleteItems([folder.id]);
    expect(await workspace.readTree()).toHaveLength(tree.length - 1_001);
    expect(treeChanges().at(-1)?.removedIds).toHaveLength(1_001);
    await expect(stat(join(collections(), 'C/Folder 0'))).rejects.toThrow();
    await workspace.undo(undoId);
    expect(await snapshot()).toStrictEqual(before);
    expect(await workspace.readTree()).toStrictEqual(tree);
    await expect(workspace.undo(undoId)).rejects.toStrictEqual(code('ERR_WORKSPACE_UNDO_EXPIRED'));
  });

  it('brings a request back with examples, also under another name when its place is taken', async () => {
    const { workspace } = fixture.open();
    const tree = sampleCollection('C', 2);
    if (tree.items[0]?.kind === 'request')
      tree.items[0].examples.push({ name: 'ok', response: { headers: [], body: 'x' } });
    await importInto(workspace, { collections: [tree] });
    const before = await snapshot();
    const { id, parentId } = await node(workspace, 'Request 0');
    await workspace.undo(await workspace.deleteItems([id]));
    expect(await snapshot()).toStrictEqual(before);
    expect((await node(workspace, 'Request 0')).id).toBe(id);

    const undoId = await workspace.deleteItems([id]);
    expect(await listFiles(collections())).toStrictEqual([
      'C/.resources/definition.yaml',
      'C/Request 1.request.yaml',
    ]);
    await workspace.createItem({ kind: 'request', parentId, name: 'Request 0' });
    await workspace.undo(undoId);
    expect(await readdir(join(collections(), 'C'))).toContain('Request 0 2.request.yaml');
    const back = (await workspace.readTree()).find((each) => each.exampleCount === 1);
    expect(await workspace.readExamples(back?.id ?? '')).toHaveLength(1);
  });

  it('says when the folder around is gone, and works after that is back', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 6, 3)] });
    const before = await snapshot();
    const inner = await workspace.deleteItems([(await node(workspace, 'Request 0')).id]);
    const outer = await workspace.deleteItems([(await node(workspace, 'Folder 0')).id]);
    await expect(workspace.undo(inner)).rejects.toStrictEqual(code('ERR_WORKSPACE_UNDO_EXPIRED'));
    await workspace.undo(outer);
    await workspace.undo(inner);
    expect(await snapshot()).toStrictEqual(before);
  });

  it('is all or nothing when it was cut short at any point', async () => {
    const first = fixture.open().workspace;
    const tree = sampleCollection('C', 1);
    if (tree.items[0]?.kind === 'request')
      tree.items[0].examples.push({ name: 'ok', response: { headers: [], body: 'x' } });
    await importInto(first, { collections: [tree] });
    await first.close();
    const whole = await snapshot();
    const [workspaceProfile = ''] = (await readdir(join(fixture.profilePath, 'workspaces'))).map((name) =>
      join(fixture.profilePath, 'workspaces', name),
    );
    const moves = ['C/Request 0.request.yaml', 'C/.resources/Request 0.resources'].map((path, at) => ({
      from: join(collections(), path),
      to: join(workspaceProfile, 'trash/cut', String(at), path.split('/').at(-1) ?? ''),
    }));
    for (let done = 0; done <= moves.length; done += 1) {
      // What a process that was killed leaves: the journal, and some of the moves.
      await mkdir(join(workspaceProfile, 'journal'), { recursive: true });
      const journal = join(
        workspaceProfile,
        'journal',
        `.postern-999999999-abcdef-0123456789abcde${done}.journal`,
      );
      await writeFile(journal, JSON.stringify({ version: 1, moves, afterCrash: 'back' }));
      for (const { from, to } of moves.slice(0, done)) {
        await mkdir(join(to, '..'), { recursive: true });
        await rename(from, to);
      }
      const again = fixture.open().workspace;
      expect(await names(again, (await again.readTree())[0]?.id)).toStrictEqual(['Request 0']);
      await again.close();
      expect(await snapshot()).toStrictEqual(whole);
      await expect(stat(journal)).rejects.toThrow();
    }
  });
});

describe('edits from outside', () => {
  const path = () => join(collections(), 'C/Request 0.request.yaml');

  it('are never overwritten silently, in 200 interleavings', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 1)] });
    const { id } = await node(workspace, 'Request 0');
    let conflicts = 0;
    for (let round = 0; round < 200; round += 1) {
      const { revision } = await workspace.readRequest(id);
      const theirs = `$kind: http-request\nurl: theirs-${round}\nmethod: GET\n`;
      const mine = sampleRequest(round);
      let isWritten = round % 3 !== 0;
      if (isWritten) await writeFile(path(), theirs);
      const save = workspace.saveRequest(id, mine, revision).then(
        () => 'saved',
        (fault: unknown) => (isAppError(fault) ? fault.code : String(fault)),
      );
      // At some moment of the save.
      if (round % 3 === 0 && round % 2 === 0) {
        await delay(round % 4);
        await writeFile(path(), theirs);
        isWritten = true;
      }
      const outcome = await save;
      const now = await readFile(path(), 'utf8');
      if (outcome === 'ERR_WORKSPACE_CONFLICT') {
        conflicts += 1;
        expect(now).toBe(theirs);
        await workspace.saveRequest(id, mine, revision, true);
        expect((await workspace.readRequest(id)).request).toStrictEqual(mine);
      } else {
        expect(outcome).toBe('saved');
        // Theirs came after the save: then it stands. Otherwise it was never written.
        expect(now === theirs || !isWritten || round % 3 === 0).toBe(true);
      }
    }
    expect(conflicts).toBeGreaterThanOrEqual(133);
  }, 60_000);

  it('show up by themselves, with the ids of what changed, and ids survive renames', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 4, 2)] });
    const before = await workspace.readTree();
    await workspace.findByPath('C');
    fixture.events.length = 0;
    const folder = join(collections(), 'C/Folder 0');
    const old = await readFile(join(folder, 'Request 0.request.yaml'), 'utf8');
    await writeFile(join(folder, 'Request 0.request.yaml'), old.replace('method: POST', 'method: PUT'));
    const { id } = await node(workspace, 'Request 0');
    await vi.waitFor(
      () => expect(treeChanges().flatMap((each) => each.externallyChangedIds)).toContain(id),
      5_000,
    );
    expect((await node(workspace, 'Request 0')).method).toBe('PUT');

    fixture.events.length = 0;
    await rename(folder, join(collections(), 'C/Renamed'));
    await rename(
      join(collections(), 'C/Renamed/Request 1.request.yaml'),
      join(collections(), 'C/Renamed/Other.request.yaml'),
    );
    await mkdir(join(collections(), 'C/New'));
    await writeFile(join(collections(), 'C/New/Fresh.request.yaml'), '$kind: http-request\nurl: x\n');
    await vi.waitFor(async () => expect(await names(workspace)).toHaveLength(1), 5_000);
    await vi.waitFor(
      async () => expect((await workspace.readTree()).map((each) => each.name)).toContain('Fresh'),
      5_000,
    );
    await vi.waitFor(
      async () => expect((await workspace.readTree()).map((each) => each.name)).toContain('Other'),
      5_000,
    );
    const after = await workspace.readTree();
    expect(after.map((each) => each.id).toSorted()).toStrictEqual(
      expect.arrayContaining(before.map((each) => each.id).toSorted()),
    );

    fixture.events.length = 0;
    await rm(join(collections(), 'C/New'), { recursive: true });
    await vi.waitFor(() => expect(treeChanges().flatMap((each) => each.removedIds)).toHaveLength(2), 5_000);
  }, 30_000);

  it('show up in a workspace whose folder somebody else makes', async () => {
    const path = join(fixture.root, 'cloned');
    const { workspace } = fixture.open({ path });
    expect(await workspace.readTree()).toEqual([]);
    await mkdir(join(path, 'postman/collections/Cloned'), { recursive: true });
    await writeFile(
      join(path, 'postman/collections/Cloned/Get.request.yaml'),
      '$kind: http-request\nurl: x\n',
    );
    await vi.waitFor(
      () =>
        expect(treeChanges().flatMap((each) => each.upserted.map(({ name }) => name))).toEqual(
          expect.arrayContaining(['Cloned', 'Get']),
        ),
      8_000,
    );
  }, 20_000);

  it('are not confused with our own', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 2)] });
    const { id } = await node(workspace, 'Request 0');
    const { revision } = await workspace.readRequest(id);
    await workspace.saveRequest(id, sampleRequest(5), revision);
    await workspace.renameItem(id, 'Renamed');
    await workspace.createItem({ kind: 'folder', parentId: (await node(workspace, 'C')).id, name: 'F' });
    await delay(400);
    expect(treeChanges().flatMap((each) => each.externallyChangedIds)).toStrictEqual([]);
    expect(treeChanges().flatMap((each) => each.removedIds)).toStrictEqual([]);
  });

  it('made while Postern was closed are found at the next start', async () => {
    const first = fixture.open().workspace;
    await importInto(first, { collections: [sampleCollection('C', 6, 3)] });
    const ids = new Map((await first.readTree()).map((each) => [each.name, each.id]));
    await first.close();
    const folder = join(collections(), 'C/Folder 0');
    await writeFile(join(folder, 'Request 0.request.yaml'), '$kind: http-request\nurl: x\nmethod: HEAD\n');
    await rename(
      join(folder, 'Request 1.request.yaml'),
      join(collections(), 'C/Folder 1/Moved.request.yaml'),
    );
    await rm(join(folder, 'Request 2.request.yaml'));
    const again = fixture.open().workspace;
    const tree = await again.readTree();
    expect(tree.find((each) => each.name === 'Request 0')).toMatchObject({
      id: ids.get('Request 0'),
      method: 'HEAD',
    });
    expect(tree.find((each) => each.name === 'Moved')?.id).toBe(ids.get('Request 1'));
    expect(tree.find((each) => each.name === 'Request 2')).toBeUndefined();
  });

  it('that change nothing but times change nothing', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 2)] });
    await workspace.findByPath('C');
    fixture.events.length = 0;
    await utimes(path(), new Date(), new Date(1_000));
    await delay(400);
    expect(treeChanges()).toStrictEqual([]);
  });
});

describe('odd folders', () => {
  it('keeps what it cannot read and what it does not know, and shows both', async () => {
    await mkdir(join(collections(), 'C'), { recursive: true });
    const files: Record<string, string | Buffer> = {
      'Good.request.yaml': '$kind: http-request\nurl: x\nmethod: GET\n',
      'Short.request.yml': 'url: x\n',
      'Grpc.request.yaml': '$kind: grpc-request\nname: My RPC\nurl: x\n',
      'Empty.request.yaml': '',
      'Torn.request.yaml': '$kind: http-request\nurl: "x',
      'Late.request.yaml': '$kind: http-request\nurl: x\nbody:\n  content: [\n',
      'Latin.request.yaml': Buffer.from('$kind: http-request\nurl: x\ndescription: "\xe9"\n', 'latin1'),
      'notes.txt': 'x',
    };
    for (const [name, content] of Object.entries(files))
      await writeFile(join(collections(), 'C', name), content);
    const { workspace } = fixture.open();
    const tree = new Map((await workspace.readTree()).map((each) => [each.name, each]));
    expect([...tree.values()].map((each) => [each.name, each.kind])).toStrictEqual([
      ['C', 'collection'],
      ['Empty', 'damaged'],
      ['Good', 'request'],
      ['Late', 'request'],
      ['Latin', 'request'],
      ['My RPC', 'unsupported'],
      ['Short', 'request'],
      ['Torn', 'request'],
    ]);
    const request = sampleRequest(1);
    for (const name of ['Torn', 'Empty', 'Late']) {
      const { id } = tree.get(name) ?? { id: '' };
      await expect(workspace.readRequest(id)).rejects.toStrictEqual(code('ERR_WORKSPACE_UNREADABLE'));
      await expect(workspace.saveRequest(id, request, 'guess')).rejects.toStrictEqual(
        code('ERR_WORKSPACE_CONFLICT'),
      );
    }
    expect((await node(workspace, 'Late')).kind).toBe('damaged');
    const latin = tree.get('Latin')?.id ?? '';
    await expect(workspace.saveRequest(latin, request, 'x', true)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_UNREADABLE'),
    );
    const rpc = tree.get('My RPC')?.id ?? '';
    await expect(workspace.saveRequest(rpc, request, 'x', true)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_UNSUPPORTED_KIND'),
    );
    for (const [name, content] of Object.entries(files)) {
      expect((await readFile(join(collections(), 'C', name))).equals(Buffer.from(content as string))).toBe(
        true,
      );
    }
    // It can be renamed, moved and deleted all the same, as it is.
    const renamed = await workspace.renameItem(tree.get('Torn')?.id ?? '', 'Broken');
    expect(renamed).toMatchObject({ kind: 'damaged', name: 'Broken' });
    expect(await readFile(join(collections(), 'C/Broken.request.yaml'), 'utf8')).toBe(
      files['Torn.request.yaml'],
    );
    await workspace.undo(await workspace.deleteItems([rpc]));
    expect(await readFile(join(collections(), 'C/Grpc.request.yaml'), 'utf8')).toBe(
      files['Grpc.request.yaml'],
    );
  });

  it('lists an environment that it cannot read, with the reason', async () => {
    const folder = join(fixture.workspacePath, 'postman/environments');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'Torn.environment.yaml'), 'name: [\n');
    const { workspace } = fixture.open();
    const [torn] = await workspace.listEnvironments();
    expect(torn).toMatchObject({ name: 'Torn', variableCount: 0 });
    // Words, not a code of the parser.
    expect(torn?.damage).toMatch(/^[A-Z][a-z]+ .*[^\n]$/);
    await expect(workspace.readEnvironment(torn?.id ?? '')).rejects.toStrictEqual(
      code('ERR_WORKSPACE_UNREADABLE'),
    );
  });

  it('opens 500 damaged workspaces and profiles, with everything else in place', async () => {
    const first = fixture.open().workspace;
    await importInto(first, {
      collections: [sampleCollection('C', 3)],
      environments: [{ name: 'E', variables: [] }],
    });
    await first.setVariable({ kind: 'globals' }, 'g', 'v');
    await first.close();
    const workspaceFiles = (await listFiles(fixture.workspacePath)).map((file) =>
      join(fixture.workspacePath, file),
    );
    const profileFiles = (await listFiles(fixture.profilePath)).map((file) =>
      join(fixture.profilePath, file),
    );
    const files = [...workspaceFiles, ...profileFiles];
    const originals = new Map(
      await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)),
    );
    let random = 3;
    const next = (bound: number) => {
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
      return random % bound;
    };
    for (let round = 0; round < 500; round += 1) {
      const file = files[round % files.length] ?? '';
      const bytes = Buffer.from(originals.get(file) ?? '');
      const at = next(bytes.length);
      const damaged =
        round % 2 === 0 ? bytes.subarray(0, at) : bytes.fill((bytes[at] ?? 0) ^ (1 + next(255)), at, at + 1);
      await writeFile(file, damaged);
      const { workspace } = fixture.open();
      const tree = await workspace.readTree();
      const open = await Promise.allSettled(
        tree.filter((each) => each.kind === 'request').map((each) => workspace.readRequest(each.id)),
      );
      // At most the damaged one does not open.
      expect(
        open.filter((each) => each.status === 'rejected').length +
          tree.filter((each) => each.kind === 'damaged').length,
      ).toBeLessThanOrEqual(1);
      expect(tree.filter((each) => each.kind !== 'collection')).toHaveLength(3);
      expect(await workspace.listEnvironments()).toHaveLength(1);
      await workspace.close();
      if (workspaceFiles.includes(file)) expect((await readFile(file)).equals(damaged)).toBe(true);
      for (const path of [file, ...profileFiles]) await writeFile(path, originals.get(path) ?? '');
    }
  }, 240_000);

  it('follows a linked workspace, writes through links inside, and ignores links that lead outside', async () => {
    const outside = join(fixture.root, 'outside');
    await mkdir(join(collections(), 'C'), { recursive: true });
    await mkdir(outside);
    const text = '$kind: http-request\nurl: x\nmethod: GET\n';
    await writeFile(join(outside, 'secret.request.yaml'), text);
    await writeFile(join(fixture.workspacePath, 'shared.yaml'), text);
    await symlink(join(outside, 'secret.request.yaml'), join(collections(), 'C/Stray.request.yaml'));
    await symlink(outside, join(collections(), 'C/Folder'));
    await symlink(collections(), join(collections(), 'C/Loop'));
    await symlink(join(fixture.workspacePath, 'shared.yaml'), join(collections(), 'C/Inside.request.yaml'));
    await symlink(fixture.workspacePath, join(fixture.root, 'link'));
    const { workspace } = fixture.open({ path: join(fixture.root, 'link') });
    expect((await workspace.readTree()).map((each) => [each.name, each.kind])).toStrictEqual([
      ['C', 'collection'],
      ['Inside', 'request'],
      ['Stray', 'damaged'],
    ]);
    const { id } = await node(workspace, 'Inside');
    const { revision } = await workspace.readRequest(id);
    await workspace.saveRequest(id, sampleRequest(3), revision);
    expect(await realpath(join(collections(), 'C/Inside.request.yaml'))).toBe(
      await realpath(join(fixture.workspacePath, 'shared.yaml')),
    );
    expect(await readFile(join(fixture.workspacePath, 'shared.yaml'), 'utf8')).toContain('users/3');
    const stray = (await node(workspace, 'Stray')).id;
    await expect(workspace.saveRequest(stray, sampleRequest(3), 'x', true)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_UNSUPPORTED_KIND'),
    );
    await workspace.renameItem(stray, 'Still stray');
    expect(await readFile(join(outside, 'secret.request.yaml'), 'utf8')).toBe(text);
  });

  it('says within a second that the folder is gone or is a file, and loses nothing', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 2)] });
    const { id } = await node(workspace, 'Request 0');
    const { revision } = await workspace.readRequest(id);
    await rename(fixture.workspacePath, `${fixture.workspacePath}.away`);
    const started = performance.now();
    await expect(workspace.saveRequest(id, sampleRequest(1), revision)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_NOT_FOUND'),
    );
    await expect(workspace.createItem({ kind: 'collection', name: 'X' })).rejects.toStrictEqual(
      code('ERR_WORKSPACE_NOT_FOUND'),
    );
    expect(performance.now() - started).toBeLessThan(1_000);
    await delay(300);
    expect(treeChanges().flatMap((each) => each.removedIds)).toStrictEqual([]);
    await rename(`${fixture.workspacePath}.away`, fixture.workspacePath);
    await workspace.saveRequest(id, sampleRequest(1), revision);

    await writeFile(join(fixture.root, 'file'), 'x');
    const wrong = fixture.open({ path: join(fixture.root, 'file') }).workspace;
    await expect(wrong.readTree()).rejects.toStrictEqual(code('ERR_WORKSPACE_UNREADABLE'));
  });
});
