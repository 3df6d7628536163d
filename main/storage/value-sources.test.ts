/** Commands lie in the profile, and only what the user types and saves puts them there: no file, import, backup or session. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ValueSource } from '../../core/variables/value-source.ts';
import type { Variable } from '../../core/variables/variable.ts';
import { globalsId } from '../../core/workspace/environment.ts';
import { backupFolders, listBackupFiles, readBackupFiles, writeBackup } from './backup-files.ts';
import { workspaceProfilePath } from './profile.ts';
import { type StorageFixture, createStorageFixture, listFiles } from './storage-fixture.ts';
import type { TarEntry } from './tar.ts';
import type { ImportBatch, WorkspaceStore } from './workspace-store.ts';

const source: ValueSource = { kind: 'program', command: 'op read op://x/command-4471' };
const evil: ValueSource = { kind: 'program', command: 'sh -c evil-4471' };
const key: Variable = { key: 'key', initialValue: '', enabled: true, type: 'default', source };

let fixture: StorageFixture;
let workspace: WorkspaceStore;
let id: string;
beforeEach(async () => {
  fixture = await createStorageFixture();
  ({ workspace } = fixture.open());
  ({ id } = await workspace.createEnvironment('A', [key]));
});
afterEach(() => fixture.remove());

const filePath = () => join(fixture.workspacePath, 'postman/environments/A.environment.yaml');
const sourcesOf = async (environmentId = id, store = workspace) =>
  (await store.readEnvironment(environmentId)).variables.map((row) => row.source);
async function save(change: (row: Variable) => Variable) {
  const { name, variables, revision } = await workspace.readEnvironment(id);
  return workspace.saveEnvironment(id, name, variables.map(change), revision);
}
async function reopen() {
  await workspace.close();
  ({ workspace } = fixture.open());
}

describe('where a value comes from', () => {
  it('stands in the profile and nowhere in the workspace, and makes the variable a secret', async () => {
    expect((await workspace.readEnvironment(id)).variables[0]).toMatchObject({ source, type: 'secret' });
    expect(await workspace.readVariables({ kind: 'environment', id })).toEqual([
      {
        key: 'key',
        value: '',
        secret: true,
        sourced: { source, isMasked: true, offered: '', isHere: false },
      },
    ]);
    for (const file of await listFiles(fixture.workspacePath))
      expect(await readFile(join(fixture.workspacePath, file), 'utf8'), file).not.toContain('4471');
    await reopen();
    expect(await sourcesOf()).toEqual([source]);
  });

  it('outlives a rename, a save that does not know it, and its environment’s end; null takes it away', async () => {
    await save((row) => ({ ...row, key: 'renamed' }));
    await save(({ source: _source, ...row }) => row);
    expect(await sourcesOf()).toEqual([source]);
    await workspace.undo(await workspace.deleteEnvironment(id));
    expect(await sourcesOf()).toEqual([source]);
    await save((row) => ({ ...row, source: null }));
    expect(await sourcesOf()).toEqual([undefined]);
  });

  it('takes the place of a secret that was stored, whose record goes', async () => {
    const typed = { ...key, key: 'typed', type: 'secret', source: undefined, currentValue: 'hush' };
    const other = await workspace.createEnvironment('B', [typed]);
    const records = async () => (await listFiles(join(fixture.profilePath, 'secrets'))).length;
    expect(await records()).toBe(1);
    const variables = other.variables.map((row) => ({ ...row, source }));
    await workspace.saveEnvironment(other.id, 'B', variables, other.revision);
    expect(await records()).toBe(0);
  });

  it('goes with a copy that the user makes', async () => {
    const copy = await workspace.duplicateEnvironment(id);
    expect(await sourcesOf(copy.id)).toEqual([source]);
  });

  it('merges with what another window saved meanwhile', async () => {
    const before = await workspace.readEnvironment(id);
    await save((row) => ({ ...row, source: { kind: 'ask' } }));
    const untouched = before.variables.map((row) => ({ ...row, description: 'edited' }));
    await workspace.saveEnvironment(id, 'A', untouched, before.revision);
    expect(await sourcesOf()).toEqual([{ kind: 'ask' }]);
    const changed = before.variables.map((row) => ({ ...row, description: 'edited', source: evil }));
    const { revision } = await workspace.readEnvironment(id);
    await save((row) => ({ ...row, source }));
    await workspace.saveEnvironment(id, 'A', changed, revision);
    expect(await sourcesOf()).toEqual([evil]);
  });
});

describe('no command comes from', () => {
  it.each<[string, (text: string) => string]>([
    [
      'names one',
      (text) => text.replace('key: key', "key: key\n    source: {kind: program, command: 'evil-4471'}"),
    ],
    [
      'names one in what is kept of other programs',
      (text) =>
        text.replace('key: key', 'key: key\n    x-postern: {source: {kind: program, command: evil-4471}}'),
    ],
    ['makes it no secret', (text) => text.replace('type: secret', 'type: default')],
  ])('a pulled file that %s', async (_, change) => {
    const text = await readFile(filePath(), 'utf8');
    expect(change(text)).not.toBe(text);
    await writeFile(filePath(), change(text));
    await reopen();
    expect(await workspace.readVariables({ kind: 'environment', id })).toMatchObject([
      { secret: true, sourced: { source } },
    ]);
    await save((row) => ({ ...row, description: 'edited' }));
    expect(await sourcesOf()).toEqual([source]);
  });

  it('a pulled file that gives the name to another variable', async () => {
    await writeFile(filePath(), (await readFile(filePath(), 'utf8')).replace('key: key', 'key: other'));
    await reopen();
    expect(await sourcesOf()).toEqual([undefined]);
  });

  it('a file that has only the place of one that is gone', async () => {
    await workspace.close();
    const text = await readFile(filePath(), 'utf8');
    await rm(filePath());
    await rm(join(workspaceProfilePath(fixture.profilePath, fixture.workspacePath), 'index.json'), {
      force: true,
    });
    ({ workspace } = fixture.open());
    expect(await workspace.listEnvironments()).toEqual([]);
    await workspace.close();
    await writeFile(filePath(), text);
    ({ workspace } = fixture.open());
    const [found] = await workspace.listEnvironments();
    expect(found?.id).not.toBe(id);
    expect(await sourcesOf(found?.id)).toEqual([undefined]);
  });

  it('an import, whatever it says, and what it only asks for stays', async () => {
    const rows = [
      { ...key, source: evil },
      { ...key, key: 'file', source: { kind: 'file', path: '/etc/shadow' } as const },
      { ...key, key: 'asked', source: { kind: 'ask' } as const },
    ];
    const definition = { name: 'C', description: '', variables: rows, scripts: [] };
    const batch: ImportBatch = {
      collections: [{ definition, items: [] }],
      collectionFolders: [],
      environments: [{ name: 'A', variables: rows }],
      globals: rows,
    };
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    const { environmentIds, collectionIds } = await workspace.importBatch(batch, options);
    const expected = [undefined, undefined, { kind: 'ask' }];
    expect(await sourcesOf(environmentIds[0])).toEqual(expected);
    expect(await sourcesOf(globalsId)).toEqual(expected);
    const read = await workspace.readDefinition(collectionIds[0] ?? '');
    expect(read.definition.variables.map((row) => row.source)).toEqual(expected);
    // An import of the same name changes nothing of what is there.
    expect(await sourcesOf()).toEqual([source]);
    await save((row) => row);
    expect((await readFile(valuesPath(fixture.workspacePath), 'utf8')).includes('evil')).toBe(false);
  });

  it('a backup, its own or a forged one', async () => {
    const places = { profilePath: fixture.profilePath, workspacePath: fixture.workspacePath };
    const entries: TarEntry[] = [];
    for await (const entry of readBackupFiles(await listBackupFiles(places))) entries.push(entry);
    for (const { path, bytes } of entries) expect(bytes.includes('4471'), path).toBe(false);

    const values = await readFile(valuesPath(fixture.workspacePath));
    const target = join(fixture.root, 'restored');
    const moved = join(fixture.root, 'moved.json');
    await writeFile(moved, values);
    const journal = { version: 1, moves: [{ from: moved, to: valuesPath(target) }], afterCrash: 'forward' };
    const forged = [
      ...entries.filter(({ path }) => !path.endsWith('current-values.json')),
      { path: `${backupFolders.local}current-values.json`, bytes: values },
      {
        path: `${backupFolders.local}Current-Values.json`,
        bytes: Buffer.from(values.toString().replace('"source"', '"s\\u006furce"')),
      },
      {
        path: `${backupFolders.local}journal/x.99999999.journal`,
        bytes: Buffer.from(JSON.stringify(journal)),
      },
    ];
    await writeBackup(forged, { ...places, workspacePath: target }, () => Promise.resolve(false));
    for (const file of await listFiles(workspaceProfilePath(fixture.profilePath, target))) {
      const text = await readFile(join(workspaceProfilePath(fixture.profilePath, target), file), 'utf8');
      expect(text, file).not.toContain('4471');
    }
    const { workspace: restored } = fixture.open({ path: target });
    const [found] = await restored.listEnvironments();
    expect(await sourcesOf(found?.id, restored)).toEqual([undefined]);
  });

  it('a kind that this version does not know, and nothing else is lost by it', async () => {
    await workspace.close();
    const path = valuesPath(fixture.workspacePath);
    await mkdir(join(path, '..'), { recursive: true });
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"kind":"program"', '"kind":"plugin"'));
    ({ workspace } = fixture.open());
    await workspace.setVariable({ kind: 'environment', id }, 'other', 'kept');
    expect(await sourcesOf()).toEqual([undefined, undefined]);
    expect(await workspace.readVariables({ kind: 'environment', id })).toMatchObject([{}, { value: 'kept' }]);
  });
});

function valuesPath(workspacePath: string): string {
  return join(workspaceProfilePath(fixture.profilePath, workspacePath), 'current-values.json');
}
