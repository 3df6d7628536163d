import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventPayload } from '../../core/contract.ts';
import { emptyRequest } from '../../core/http/request.ts';
import type { CollectionTree } from '../../core/workspace/collection.ts';
import { globalsId } from '../../core/workspace/environment.ts';
import { realFileSystem } from './file-system.ts';
import {
  createStorageFixture,
  importInto,
  listFiles,
  sampleCollection,
  sampleRequest,
  type StorageFixture,
} from './storage-fixture.ts';

let fixture: StorageFixture;
beforeEach(async () => {
  fixture = await createStorageFixture();
});
afterEach(() => fixture.remove());

const code = (name: string) => expect.objectContaining({ code: name });
const variable = (key: string, initialValue: string, type = 'default') => ({
  key,
  initialValue,
  enabled: true,
  type,
});
const collections = () => join(fixture.workspacePath, 'postman/collections');
const never = new AbortController().signal;

const rich: CollectionTree = {
  definition: {
    name: 'Users (Okta API)',
    description: 'a\nb',
    variables: [variable('c', '1'), variable('hidden', 'hush', 'secret')],
    auth: { type: 'bearer', credentials: [{ key: 'token', value: '{{t}}', type: 'string' }] },
    scripts: [{ type: 'beforeRequest', code: 'x', language: 'text/javascript' }],
    extension: { info: { schema: 's' } },
  },
  items: [
    {
      kind: 'request',
      name: 'Get/one',
      request: sampleRequest(1, { description: 'd', extension: { id: 'r' } }),
      examples: [
        {
          name: 'ok',
          request: sampleRequest(2),
          response: { statusCode: 200, headers: [{ key: 'A', value: 'b' }], body: '{}', language: 'json' },
        },
        { name: 'ok', response: { headers: [], body: '' }, extension: { id: 'e' } },
      ],
    },
    {
      kind: 'folder',
      definition: { name: 'Empty', variables: [], scripts: [] },
      items: [],
    },
    {
      kind: 'folder',
      definition: { name: 'Deep', variables: [], scripts: [], auth: { type: 'noauth', credentials: [] } },
      items: [
        {
          kind: 'folder',
          definition: { name: 'Deeper', variables: [], scripts: [] },
          items: [{ kind: 'request', name: '', request: emptyRequest(), examples: [] }],
        },
      ],
    },
  ],
};

describe('importBatch', () => {
  it('writes a collection that reads back the same, with secrets apart', async () => {
    const { workspace } = fixture.open();
    const progress: [number, number][] = [];
    const result = await workspace.importBatch(
      {
        collections: [rich],
        collectionFolders: [],
        environments: [
          {
            name: 'dev',
            variables: [variable('url', 'https://a.test'), variable('apikey', 'SSWS-77aa', 'secret')],
          },
        ],
        globals: [variable('g', '1')],
      },
      { signal: never, onProgress: (done, total) => progress.push([done, total]) },
    );
    expect(progress.at(-1)).toStrictEqual([progress.length, progress.length]);
    const [id = ''] = result.collectionIds;
    const expected = structuredClone(rich);
    expected.definition.variables[1] = variable('hidden', '', 'secret');
    const check = async (store: typeof workspace) => {
      const read = await store.readCollection(id);
      for (const each of read.definition.variables) delete each.secretId;
      expect(JSON.parse(JSON.stringify(read))).toStrictEqual(JSON.parse(JSON.stringify(expected)));
      expect(await store.revealVariable({ kind: 'collection', id }, 'hidden')).toBe('hush');
      expect(
        await store.readVariables({ kind: 'environment', id: result.environmentIds[0] ?? '' }),
      ).toStrictEqual([
        { key: 'url', value: 'https://a.test', secret: false },
        { key: 'apikey', value: 'SSWS-77aa', secret: true },
      ]);
    };
    await check(workspace);
    for (const file of await listFiles(fixture.workspacePath)) {
      expect(await readFile(join(fixture.workspacePath, file), 'utf8')).not.toMatch(/hush|SSWS-77aa/);
    }
    expect(await readdir(collections())).toStrictEqual(['Users (Okta API)']);
    await workspace.close();
    await check(fixture.open().workspace);
  });

  it('gives a second collection and environment of one name another one', async () => {
    const { workspace } = fixture.open();
    const batch = {
      collections: [sampleCollection('C', 1), sampleCollection('C', 1)],
      environments: [{ name: 'E', variables: [] }],
    };
    await importInto(workspace, batch);
    await importInto(workspace, batch);
    const tree = await workspace.readTree();
    expect(tree.filter((each) => each.kind === 'collection').map((each) => each.name)).toStrictEqual([
      'C',
      'C 2',
      'C 3',
      'C 4',
    ]);
    expect((await workspace.listEnvironments()).map((each) => each.name)).toStrictEqual(['E', 'E 2']);
    expect((await readdir(collections())).toSorted()).toStrictEqual(['C', 'C 2', 'C 3', 'C 4']);
  });

  it('copies folders of the same layout byte for byte', async () => {
    const { workspace } = fixture.open();
    const source = join(fixture.root, 'checkout/My API');
    await mkdir(join(source, 'Folder/.resources'), { recursive: true });
    await mkdir(join(source, '.resources'), { recursive: true });
    await writeFile(
      join(source, '.resources/definition.yaml'),
      '# note\n$kind: collection\nname:   My API\n',
    );
    await writeFile(join(source, 'Folder/A.request.yaml'), '$kind: http-request\r\nurl: x\r\n');
    await writeFile(join(source, 'Folder/Stream.request.yaml'), '$kind: websocket-request\nurl: x\n');
    const result = await importInto(workspace, {
      collectionFolders: [source],
      collections: [sampleCollection('C', 1)],
    });
    expect(result.collectionIds).toHaveLength(2);
    expect((await workspace.readTree()).map((each) => each.name).toSorted()).toStrictEqual([
      'A',
      'C',
      'Folder',
      'My API',
      'Request 0',
      'Stream',
    ]);
    for (const file of await listFiles(source)) {
      expect(
        (await readFile(join(collections(), 'My API', file))).equals(await readFile(join(source, file))),
      ).toBe(true);
    }
    await expect(
      importInto(workspace, { collectionFolders: [join(fixture.root, 'nowhere')] }),
    ).rejects.toStrictEqual(code('ERR_IMPORT_READ_FAILED'));
  });

  it('is taken back whole, also what was changed since, and can be brought back by nobody but the user', async () => {
    const { workspace, secrets } = fixture.open();
    await importInto(workspace, {
      collections: [sampleCollection('Old', 1)],
      globals: [variable('g', 'old'), variable('kept', 'k')],
    });
    const before = await listFiles(fixture.workspacePath);
    const globals = await readFile(
      join(fixture.workspacePath, 'postman/globals/workspace.globals.yaml'),
      'utf8',
    );
    const { undoId, collectionIds, environmentIds } = await importInto(workspace, {
      collections: [rich],
      environments: [{ name: 'E', variables: [variable('s', 'hush', 'secret')] }],
      globals: [variable('g', 'new'), variable('more', 'm')],
    });
    expect(
      (await workspace.readEnvironment(globalsId)).variables.map((each) => each.initialValue),
    ).toStrictEqual(['new', 'k', 'm']);
    const request = (await workspace.readTree()).find((each) => each.name === 'Get/one');
    const { revision } = await workspace.readRequest(request?.id ?? '');
    await workspace.saveRequest(request?.id ?? '', sampleRequest(99), revision);
    await workspace.undo(undoId);
    expect(await listFiles(fixture.workspacePath)).toStrictEqual(before);
    expect(
      await readFile(join(fixture.workspacePath, 'postman/globals/workspace.globals.yaml'), 'utf8'),
    ).toBe(globals);
    for (const id of [...collectionIds, ...environmentIds]) {
      await expect(workspace.readDefinition(id)).rejects.toStrictEqual(code('ERR_WORKSPACE_ITEM_NOT_FOUND'));
    }
    expect((await workspace.readTree()).map((each) => each.name)).toStrictEqual(['Old', 'Request 0']);
    // Secrets stay until the trash is emptied.
    expect(await secrets.list()).toHaveLength(2);
  });

  it('leaves nothing when it is cancelled or fails, at any point', async () => {
    const { workspace, secrets } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('Old', 1)] });
    const before = await listFiles(fixture.workspacePath);
    const tree = await workspace.readTree();
    const batch = {
      collections: [sampleCollection('New', 30, 7), rich],
      collectionFolders: [],
      environments: [{ name: 'E', variables: [variable('s', 'hush', 'secret')] }],
      globals: [],
    };
    for (const at of [0, 1, 5, 17, 40]) {
      const controller = new AbortController();
      const run = workspace.importBatch(batch, {
        signal: controller.signal,
        onProgress: (done) => {
          if (done >= at) controller.abort();
        },
      });
      if (at === 0) controller.abort();
      await expect(run).rejects.toStrictEqual(code('ERR_CALL_CANCELLED'));
      expect(await listFiles(fixture.workspacePath)).toStrictEqual(before);
    }
    // Something stands where a moved collection would go.
    let isBlocked = false;
    const failing = fixture.open({
      fileSystem: {
        ...realFileSystem,
        open: (path, flags, mode) => {
          if (isBlocked && path.includes('workspace.globals'))
            throw Object.assign(new Error('full'), { code: 'ENOSPC' });
          if (isBlocked && path.endsWith('postman/globals'))
            throw Object.assign(new Error('full'), { code: 'ENOSPC' });
          return realFileSystem.open(path, flags, mode);
        },
      },
    }).workspace;
    await failing.readTree();
    isBlocked = true;
    await expect(
      failing.importBatch(
        { ...batch, globals: [variable('g', '1')] },
        { signal: never, onProgress: () => undefined },
      ),
    ).rejects.toStrictEqual(
      expect.objectContaining({
        code: 'ERR_WORKSPACE_WRITE_FAILED',
        details: expect.objectContaining({ cause: 'ENOSPC' }) as unknown,
      }),
    );
    isBlocked = false;
    expect((await failing.readTree()).map((each) => each.name)).toStrictEqual(tree.map((each) => each.name));
    expect((await listFiles(fixture.workspacePath)).filter((file) => !before.includes(file))).toStrictEqual(
      [],
    );
    expect((await secrets.list()).length).toBeLessThanOrEqual(2);
  });

  it('of 2,000 requests does not block for long, and neither does opening them', async () => {
    const { workspace } = fixture.open();
    await workspace.readTree();
    const tree = sampleCollection('Big', 2_000, 50);
    const delays = monitorEventLoopDelay({ resolution: 5 });
    delays.enable();
    await importInto(workspace, { collections: [tree] });
    await workspace.close();
    await rm(join(fixture.profilePath, 'workspaces'), { recursive: true });
    const again = fixture.open().workspace;
    expect(await again.readTree()).toHaveLength(2_041);
    await again.findByPath('Big');
    delays.disable();
    // The median tells; single long ones are the machine's, not ours.
    expect(delays.percentile(50) / 1e6).toBeLessThan(50);
  });
});

describe('a workspace of many items, opened again', () => {
  const reopen = async (change: (files: string[]) => Promise<void>) => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('Big', 1_100, 50)] });
    const before = await workspace.readTree();
    await workspace.close();
    const files = await listFiles(fixture.workspacePath);
    await change(
      files.filter((file) => file.endsWith('.request.yaml')).map((file) => join(fixture.workspacePath, file)),
    );
    fixture.events.length = 0;
    const again = fixture.open().workspace;
    expect(await again.readTree()).toStrictEqual(before);
    await again.findByPath('Big');
    const changes = fixture.events.flatMap(({ name, payload }) =>
      name === 'workspace.treeChanged' ? [payload as EventPayload<'workspace.treeChanged'>] : [],
    );
    return { before, after: await again.readTree(), changes };
  };

  it('shows what it was at once, and then what changed meanwhile', async () => {
    let paths: string[] = [];
    const { before, after, changes } = await reopen(async (files) => {
      paths = files;
      const [edited = '', gone = ''] = files;
      await writeFile(edited, (await readFile(edited, 'utf8')).replace(/^method: \w+$/m, 'method: PURGE'));
      await rm(gone);
      await writeFile(
        join(dirname(gone), 'Added.request.yaml'),
        '$kind: http-request\nurl: x\nmethod: PUT\n',
      );
    });
    expect(paths.length).toBe(1_100);
    const ids = new Set(after.map(({ id }) => id));
    const removed = before.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
    expect(removed).toHaveLength(1);
    expect(after).toHaveLength(before.length);
    expect(changes.flatMap(({ removedIds }) => removedIds)).toStrictEqual(removed);
    const upserted = changes.flatMap((each) => each.upserted.map(({ method }) => method));
    expect(upserted).toEqual(expect.arrayContaining(['PURGE', 'PUT']));
    expect(after.filter(({ method }) => method === 'PURGE' || method === 'PUT').length).toBeGreaterThan(1);
  });

  it('is read anew where the second half of the index is damaged, and the windows hear of it', async () => {
    const { before, after, changes } = await reopen(async () => {
      const folder = join(fixture.profilePath, 'workspaces');
      const [key = ''] = await readdir(folder);
      const path = join(folder, key, 'index.json');
      await writeFile(path, (await readFile(path, 'utf8')).slice(0, -10));
    });
    expect(after.map(({ name }) => name)).toStrictEqual(before.map(({ name }) => name));
    const [change] = changes;
    expect(change?.removedIds).toStrictEqual(before.map(({ id }) => id));
    expect(change?.upserted).toStrictEqual(after);
  });
});

describe('editTogether', () => {
  it('is one step to take back, and takes itself back when an edit fails', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, {
      collections: [sampleCollection('C', 3)],
      environments: [{ name: 'E', variables: [variable('a', '1')] }],
    });
    const before = new Map<string, string>();
    for (const file of await listFiles(fixture.workspacePath))
      before.set(file, await readFile(join(fixture.workspacePath, file), 'utf8'));
    const unchanged = async () => {
      const files = await listFiles(fixture.workspacePath);
      expect(files).toStrictEqual([...before.keys()]);
      for (const file of files)
        expect(await readFile(join(fixture.workspacePath, file), 'utf8')).toBe(before.get(file));
    };
    const requests = (await workspace.readTree()).filter((each) => each.kind === 'request');
    const [environment] = await workspace.listEnvironments();
    const edits = async () => {
      for (const { id } of requests) {
        const { revision } = await workspace.readRequest(id);
        const once = await workspace.saveRequest(id, sampleRequest(50), revision);
        await workspace.saveRequest(id, sampleRequest(51), once);
      }
      const read = await workspace.readEnvironment(environment?.id ?? '');
      await workspace.saveEnvironment(
        read.id,
        'E renamed',
        [...read.variables, { ...variable('b', '2'), currentValue: 'local' }],
        read.revision,
      );
    };
    const undoId = await workspace.editTogether(edits);
    expect((await workspace.readRequest(requests[0]?.id ?? '')).request).toStrictEqual(sampleRequest(51));
    await workspace.undo(undoId);
    await unchanged();
    expect(await workspace.readVariables({ kind: 'environment', id: environment?.id ?? '' })).toStrictEqual([
      { key: 'a', value: '1', secret: false },
    ]);
    expect((await workspace.listEnvironments())[0]?.name).toBe('E');

    const stop = new Error('stop');
    await expect(
      workspace.editTogether(async () => {
        await edits();
        throw stop;
      }),
    ).rejects.toBe(stop);
    await unchanged();

    // What was changed since is not overwritten, and nothing else is touched then.
    const second = await workspace.editTogether(edits);
    const path = join(collections(), 'C/Request 1.request.yaml');
    const theirs = `${await readFile(path, 'utf8')}# theirs\n`;
    await writeFile(path, theirs);
    await expect(workspace.undo(second)).rejects.toStrictEqual(code('ERR_WORKSPACE_CONFLICT'));
    expect(await readFile(path, 'utf8')).toBe(theirs);
    expect((await workspace.readRequest(requests[0]?.id ?? '')).request).toStrictEqual(sampleRequest(51));
  });
});

describe('a folder kept by Git', () => {
  it('shows the other branch, and the same items with the same ids after going back', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 6, 3)] });
    await workspace.findByPath('C');
    const tree = await workspace.readTree();
    const folder = join(collections(), 'C/Folder 1');
    await cp(folder, join(fixture.root, 'kept'), { recursive: true });
    await rm(folder, { recursive: true });
    await expect.poll(() => workspace.readTree(), { timeout: 5_000 }).toHaveLength(tree.length - 4);
    await cp(join(fixture.root, 'kept'), folder, { recursive: true });
    await expect.poll(() => workspace.readTree(), { timeout: 5_000 }).toStrictEqual(tree);
    expect((await stat(folder)).isDirectory()).toBe(true);
  });
});
