import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Variable } from '../../core/variables/variable.ts';
import { globalsId } from '../../core/workspace/environment.ts';
import {
  createStorageFixture,
  importInto,
  listFiles,
  sampleCollection,
  type StorageFixture,
} from './storage-fixture.ts';

let fixture: StorageFixture;
beforeEach(async () => {
  fixture = await createStorageFixture();
});
afterEach(() => fixture.remove());

const code = (name: string) => expect.objectContaining({ code: name });
const variable = (key: string, more: Partial<Variable> = {}): Variable => ({
  key,
  initialValue: '',
  enabled: true,
  type: 'default',
  ...more,
});
const environmentFile = (name: string) =>
  join(fixture.workspacePath, 'postman/environments', `${name}.environment.yaml`);

async function expectNowhere(folder: string, canary: string): Promise<void> {
  for (const file of await listFiles(folder)) {
    const bytes = await readFile(join(folder, file));
    for (const form of ['utf8', 'base64', 'base64url', 'hex'] as const) {
      expect(bytes.includes(Buffer.from(canary).toString(form)), file).toBe(false);
    }
  }
}

describe('environments', () => {
  it('keep the shared part in the workspace, current values in the profile, secrets encrypted', async () => {
    const { workspace } = fixture.open();
    const created = await workspace.createEnvironment('dev.okta.com', [
      variable('url', {
        initialValue: 'https://shared.test',
        currentValue: 'https://LOCAL-7731.test',
        description: 'org',
      }),
      variable('apikey', { type: 'secret', currentValue: 'SECRET-99ab1c' }),
      variable('off', { initialValue: 'x', enabled: false }),
    ]);
    expect(created.variables).toStrictEqual([
      variable('url', {
        initialValue: 'https://shared.test',
        currentValue: 'https://LOCAL-7731.test',
        description: 'org',
      }),
      variable('apikey', {
        type: 'secret',
        secretId: expect.stringMatching(/^workspace\/[0-9a-f]+\/variable\//) as string,
      }),
      variable('off', { initialValue: 'x', enabled: false }),
    ]);
    await expectNowhere(fixture.root, 'SECRET-99ab1c');
    await expectNowhere(fixture.workspacePath, 'LOCAL-7731');
    expect(await readFile(environmentFile('dev.okta.com'), 'utf8')).toBe(
      [
        'name: dev.okta.com',
        'values:',
        '  - key: url',
        "    value: 'https://shared.test'",
        '    enabled: true',
        '    type: default',
        '    description: org',
        '  - key: apikey',
        "    value: ''",
        '    enabled: true',
        '    type: secret',
        "  - key: 'off'",
        '    value: x',
        '    enabled: false',
        '    type: default',
        '',
      ].join('\n'),
    );
    const scope = { kind: 'environment', id: created.id } as const;
    expect(await workspace.readVariables(scope)).toStrictEqual([
      { key: 'url', value: 'https://LOCAL-7731.test', secret: false },
      { key: 'apikey', value: 'SECRET-99ab1c', secret: true },
    ]);
    expect(await workspace.revealVariable(scope, 'apikey')).toBe('SECRET-99ab1c');
    await expect(workspace.revealVariable(scope, 'nothing')).rejects.toStrictEqual(
      code('ERR_SECRET_NOT_FOUND'),
    );
    for (const file of await listFiles(fixture.profilePath)) {
      expect((await stat(join(fixture.profilePath, file))).mode & 0o077, file).toBe(0);
    }
    await workspace.close();
    expect(await fixture.open().workspace.readEnvironment(created.id)).toStrictEqual(created);
  });

  it('keep values and secrets over renames of variables and environments, by us and by others', async () => {
    const { workspace } = fixture.open();
    const created = await workspace.createEnvironment('A', [
      variable('one', { currentValue: '1' }),
      variable('two', { type: 'secret', currentValue: 'hush' }),
    ]);
    const renamed = created.variables.map((each) => ({ ...each, key: `${each.key}-renamed` }));
    const saved = await workspace.saveEnvironment(created.id, 'B: new', renamed, created.revision);
    expect(await readdir(join(fixture.workspacePath, 'postman/environments'))).toStrictEqual([
      'B- new.environment.yaml',
    ]);
    expect(saved.variables[1]?.secretId).toBe(created.variables[1]?.secretId);
    const scope = { kind: 'environment', id: created.id } as const;
    const values = [
      { key: 'one-renamed', value: '1', secret: false },
      { key: 'two-renamed', value: 'hush', secret: true },
    ];
    expect(await workspace.readVariables(scope)).toStrictEqual(values);
    fixture.events.length = 0;
    await rename(environmentFile('B- new'), environmentFile('C'));
    await vi.waitFor(
      () => expect(fixture.events.map((each) => each.name)).toContain('environment.changed'),
      5_000,
    );
    expect(await workspace.listEnvironments()).toStrictEqual([
      { id: created.id, name: 'B: new', variableCount: 2 },
    ]);
    expect(await workspace.readVariables(scope)).toStrictEqual(values);
    await workspace.close();
    // Even without the index: what is local is found by the file's place.
    const again = fixture.open().workspace;
    await again.setVariable(scope, 'one-renamed', '2');
    await again.close();
    const [folder = ''] = await readdir(join(fixture.profilePath, 'workspaces'));
    await rm(join(fixture.profilePath, 'workspaces', folder, 'index.json'));
    const last = fixture.open().workspace;
    const [summary] = await last.listEnvironments();
    expect(summary?.id).not.toBe(created.id);
    expect(await last.readVariables({ kind: 'environment', id: summary?.id ?? '' })).toStrictEqual([
      { key: 'one-renamed', value: '2', secret: false },
      { key: 'two-renamed', value: 'hush', secret: true },
    ]);
  });

  it('change kinds as people expect', async () => {
    const { workspace, secrets } = fixture.open();
    const created = await workspace.createEnvironment('A', [
      variable('k', { initialValue: 'shared', currentValue: 'local' }),
    ]);
    const scope = { kind: 'environment', id: created.id } as const;
    const asSecret = await workspace.saveEnvironment(
      created.id,
      'A',
      [variable('k', { initialValue: 'shared', type: 'secret' })],
      created.revision,
    );
    expect(await workspace.revealVariable(scope, 'k')).toBe('local');
    expect(await secrets.list()).toHaveLength(1);
    const plain = await workspace.saveEnvironment(
      created.id,
      'A',
      asSecret.variables.map((each) => ({ ...each, type: 'default' })),
      asSecret.revision,
    );
    expect(plain.variables).toStrictEqual([variable('k', { initialValue: 'shared' })]);
    expect(await secrets.list()).toStrictEqual([]);
    const again = await workspace.saveEnvironment(
      created.id,
      'A',
      [variable('k', { type: 'secret', currentValue: 'x' })],
      plain.revision,
    );
    const gone = await workspace.saveEnvironment(
      created.id,
      'A',
      again.variables.map((each) => ({ ...each, currentValue: null })),
      again.revision,
    );
    expect(gone.variables[0]?.secretId).toBeUndefined();
    expect(await secrets.list()).toStrictEqual([]);
  });

  it('are refused when somebody else wrote the file, and keep what the format does not name', async () => {
    const { workspace } = fixture.open();
    const created = await workspace.createEnvironment('A', [variable('k')]);
    const text = `# mine\ncolor: 120\n${await readFile(environmentFile('A'), 'utf8')}`;
    await writeFile(environmentFile('A'), text);
    const next = [variable('k', { initialValue: 'v' })];
    await expect(workspace.saveEnvironment(created.id, 'A', next, created.revision)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_CONFLICT'),
    );
    expect(await readFile(environmentFile('A'), 'utf8')).toBe(text);
    await workspace.saveEnvironment(created.id, 'A', next, created.revision, true);
    expect(await readFile(environmentFile('A'), 'utf8')).toBe(text.replace("value: ''", "value: 'v'"));
  });

  it('are duplicated with secrets of their own, and deleted with a way back', async () => {
    const { workspace, secrets } = fixture.open();
    const created = await workspace.createEnvironment('A', [
      variable('one', { currentValue: '1' }),
      variable('two', { type: 'secret', currentValue: 'hush' }),
    ]);
    const copy = await workspace.duplicateEnvironment(created.id);
    expect(copy.name).toBe('A copy');
    expect((await workspace.duplicateEnvironment(created.id)).name).toBe('A copy 2');
    expect(copy.variables[1]?.secretId).not.toBe(created.variables[1]?.secretId);
    const file = await readFile(environmentFile('A'));
    const undoId = await workspace.deleteEnvironment(created.id);
    await expect(workspace.readEnvironment(created.id)).rejects.toStrictEqual(
      code('ERR_WORKSPACE_ITEM_NOT_FOUND'),
    );
    await expect(workspace.readVariables({ kind: 'environment', id: created.id })).rejects.toStrictEqual(
      code('ERR_VARIABLE_SCOPE_NOT_FOUND'),
    );
    // A new one of the same name has nothing of the old.
    const fresh = await workspace.createEnvironment('A', [variable('two', { type: 'secret' })]);
    expect(fresh.variables[0]?.secretId).toBeUndefined();
    await workspace.undo(await workspace.deleteEnvironment(fresh.id));
    await workspace.deleteEnvironment(fresh.id);
    await workspace.undo(undoId);
    expect(await workspace.readEnvironment(created.id)).toStrictEqual(created);
    expect((await readFile(environmentFile('A'))).equals(file)).toBe(true);
    expect(await workspace.revealVariable({ kind: 'environment', id: created.id }, 'two')).toBe('hush');
    expect(await secrets.list()).toHaveLength(3);
  });
});

describe('globals and collection variables', () => {
  it('come into being with the first value', async () => {
    const { workspace } = fixture.open();
    expect(await workspace.readEnvironment(globalsId)).toStrictEqual({
      id: globalsId,
      name: 'Globals',
      variables: [],
      revision: 'absent',
    });
    await workspace.setVariable({ kind: 'globals' }, 'g', '1');
    expect(await workspace.readVariables({ kind: 'globals' })).toStrictEqual([
      { key: 'g', value: '1', secret: false },
    ]);
    const read = await workspace.readEnvironment(globalsId);
    expect(read.variables).toStrictEqual([variable('g', { currentValue: '1' })]);
    await workspace.saveEnvironment(
      globalsId,
      'ignored',
      [...read.variables, variable('h', { initialValue: '2' })],
      read.revision,
    );
    expect(
      await readFile(join(fixture.workspacePath, 'postman/globals/workspace.globals.yaml'), 'utf8'),
    ).toMatch(/^name: Globals\n/);
    await workspace.close();
    expect(await fixture.open().workspace.readVariables({ kind: 'globals' })).toStrictEqual([
      { key: 'g', value: '1', secret: false },
      { key: 'h', value: '2', secret: false },
    ]);
  });

  it('of a collection go along with it', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 2, 1)] });
    const tree = await workspace.readTree();
    const collection = tree[0]?.id ?? '';
    const folder = tree.find((each) => each.kind === 'folder')?.id ?? '';
    const before = await workspace.readDefinition(folder);
    const variables = [
      variable('f', { initialValue: 'shared', currentValue: 'local' }),
      variable('s', { type: 'secret', currentValue: 'hush' }),
    ];
    await workspace.saveDefinition(folder, { ...before.definition, variables }, before.revision);
    await workspace.setVariable({ kind: 'collection', id: collection }, 'c', 'v');
    await workspace.renameItem(collection, 'Renamed');
    await workspace.renameItem(folder, 'Renamed too');
    const scope = { kind: 'collection', id: folder } as const;
    const values = [
      { key: 'f', value: 'local', secret: false },
      { key: 's', value: 'hush', secret: true },
    ];
    expect(await workspace.readVariables(scope)).toStrictEqual(values);
    const undoId = await workspace.deleteItems([collection]);
    await expect(workspace.readVariables(scope)).rejects.toStrictEqual(code('ERR_VARIABLE_SCOPE_NOT_FOUND'));
    await workspace.undo(undoId);
    expect(await workspace.readVariables(scope)).toStrictEqual(values);
    expect(await workspace.readVariables({ kind: 'collection', id: collection })).toStrictEqual([
      { key: 'c', value: 'v', secret: false },
    ]);
    const file = await readFile(
      join(fixture.workspacePath, 'postman/collections/Renamed/Renamed too/.resources/definition.yaml'),
      'utf8',
    );
    expect(file).not.toMatch(/local|hush/);
  });
});

describe('setVariable', () => {
  it('sets the row that counts, adds a new one, and does not touch the shared file for a current value', async () => {
    const { workspace } = fixture.open();
    const created = await workspace.createEnvironment('A', [
      variable('twice', { initialValue: 'first' }),
      variable('twice', { initialValue: 'second' }),
      variable('off', { enabled: false }),
      variable('s', { type: 'secret' }),
    ]);
    const scope = { kind: 'environment', id: created.id } as const;
    const file = await stat(environmentFile('A'));
    await workspace.setVariable(scope, 'twice', 'set');
    await workspace.setVariable(scope, 's', 'hush');
    expect((await stat(environmentFile('A'))).ino).toBe(file.ino);
    await workspace.setVariable(scope, 'off', 'on');
    await workspace.setVariable(scope, 'new', '__proto__');
    expect(await workspace.readVariables(scope)).toStrictEqual([
      { key: 'twice', value: 'first', secret: false },
      { key: 'twice', value: 'set', secret: false },
      { key: 'off', value: 'on', secret: false },
      { key: 's', value: 'hush', secret: true },
      { key: 'new', value: '__proto__', secret: false },
    ]);
    await expect(
      workspace.setVariable({ kind: 'environment', id: 'nowhere' }, 'a', 'b'),
    ).rejects.toStrictEqual(code('ERR_VARIABLE_SCOPE_NOT_FOUND'));
    expect(
      fixture.events.filter((each) => each.name === 'environment.changed').length,
    ).toBeGreaterThanOrEqual(5);
  });

  it('loses nothing when two processes write at once', async () => {
    const one = fixture.open().workspace;
    const { id } = await one.createEnvironment('A', []);
    await one.findByPath('nothing');
    // Two stores share nothing but the disk, as two processes do.
    const two = fixture.open().workspace;
    const [twin] = await two.listEnvironments();
    const stores = [
      { store: one, scope: { kind: 'environment', id } as const },
      { store: two, scope: { kind: 'environment', id: twin?.id ?? '' } as const },
    ];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, at) => {
        const { store, scope } = stores[at % 2] ?? { store: one, scope: { kind: 'globals' } as const };
        return store.setVariable(scope, `k${at}`, `v${at}`);
      }),
    );
    const failed = outcomes.filter((each) => each.status === 'rejected').map((each) => String(each.reason));
    expect(failed).toStrictEqual([]);
    for (const { store, scope } of stores) {
      const keys = (await store.readVariables(scope)).map((each) => `${each.key}=${each.value}`);
      expect(keys.toSorted()).toStrictEqual(
        Array.from({ length: 60 }, (_, at) => `k${at}=v${at}`).toSorted(),
      );
    }
  }, 60_000);
});

describe('a save that started before a value was set', () => {
  it('keeps the value, and the edit', async () => {
    const { workspace } = fixture.open();
    const created = await workspace.createEnvironment('A', [
      variable('userId', { currentValue: 'old' }),
      variable('other', { currentValue: 'old' }),
      variable('none'),
      variable('s', { type: 'secret', currentValue: 'hush' }),
    ]);
    const scope = { kind: 'environment', id: created.id } as const;
    await workspace.setVariable(scope, 'userId', 'set');
    await workspace.setVariable(scope, 'none', 'set too');
    await workspace.setVariable(scope, 's', 'set as well');
    const read = await workspace.readEnvironment(created.id);
    expect(read.revision).not.toBe(created.revision);
    // The editor still has what it read at first, with one value edited.
    const edited = created.variables.map((each) =>
      each.key === 'other' ? { ...each, currentValue: 'mine' } : each,
    );
    const saved = await workspace.saveEnvironment(created.id, 'A', edited, created.revision);
    expect(saved.variables.map((each) => each.currentValue)).toStrictEqual([
      'set',
      'mine',
      'set too',
      undefined,
    ]);
    expect(await workspace.revealVariable(scope, 's')).toBe('set as well');
    // To keep one's own, one says so.
    const own = await workspace.saveEnvironment(created.id, 'A', edited, created.revision, true);
    expect(own.variables.map((each) => each.currentValue)).toStrictEqual([
      'old',
      'mine',
      undefined,
      undefined,
    ]);
    await expect(
      workspace.saveEnvironment(created.id, 'A', edited, `${own.revision.split('.')[0]}.unknown`),
    ).rejects.toStrictEqual(code('ERR_WORKSPACE_CONFLICT'));
  });

  it('of a collection does so as well, and windows are told', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, { collections: [sampleCollection('C', 1)] });
    const id = (await workspace.readTree())[0]?.id ?? '';
    const before = await workspace.readDefinition(id);
    const scope = { kind: 'collection', id } as const;
    const first = await workspace.saveDefinition(
      id,
      { ...before.definition, variables: [variable('a', { currentValue: '1' })] },
      before.revision,
    );
    const opened = await workspace.readDefinition(id);
    expect(opened.revision).toBe(first);
    fixture.events.length = 0;
    await workspace.setVariable(scope, 'a', '2');
    expect(fixture.events.map((each) => each.name).toSorted()).toStrictEqual([
      'environment.changed',
      'workspace.treeChanged',
    ]);
    await workspace.saveDefinition(id, { ...opened.definition, description: 'edited' }, opened.revision);
    expect((await workspace.readDefinition(id)).definition).toMatchObject({
      description: 'edited',
      variables: [{ key: 'a', currentValue: '2' }],
    });
  });
});

describe('a secret that cannot be read', () => {
  it('is named, and kept', async () => {
    const flip = (bytes: Uint8Array) => Promise.resolve(bytes.map((byte) => byte ^ 1));
    const first = fixture.open({ host: { keyWrap: { wrap: flip, unwrap: flip } } });
    const created = await first.workspace.createEnvironment('A', [
      variable('k', { type: 'secret', currentValue: 'hush' }),
      variable('p', { initialValue: 'x' }),
    ]);
    await first.workspace.close();
    const { workspace } = fixture.open();
    const scope = { kind: 'environment', id: created.id } as const;
    const read = await workspace.readEnvironment(created.id);
    expect(read.variables[0]?.secretId).toBeDefined();
    await expect(workspace.readVariables(scope)).rejects.toStrictEqual(code('ERR_SECRET_UNREADABLE'));
    await expect(workspace.revealVariable(scope, 'k')).rejects.toStrictEqual(code('ERR_SECRET_UNREADABLE'));
    // Saving something else keeps it.
    await workspace.saveEnvironment(created.id, 'A', [...read.variables, variable('new')], read.revision);
    await expect(workspace.setVariable(scope, 'k', 'lost')).rejects.toStrictEqual(
      code('ERR_SECRET_UNREADABLE'),
    );
    await workspace.close();
    const again = fixture.open({ host: { keyWrap: { wrap: flip, unwrap: flip } } }).workspace;
    expect(await again.revealVariable(scope, 'k')).toBe('hush');
  });
});
