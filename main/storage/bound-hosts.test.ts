/** The hosts of a secret lie beside its handle, in the profile: what happens to the shared file does not unbind it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Variable } from '../../core/variables/variable.ts';
import { type StorageFixture, createStorageFixture, listFiles } from './storage-fixture.ts';
import type { WorkspaceStore } from './workspace-store.ts';

const hosts = ['bound-4471.example'];
const key: Variable = {
  key: 'key',
  initialValue: '',
  currentValue: 'hush',
  enabled: true,
  type: 'secret',
  hosts: [' HTTPS://Bound-4471.example/x '],
};

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
const inForce = (environmentId = id) => workspace.readVariables({ kind: 'environment', id: environmentId });
async function save(change: (row: Variable) => Variable) {
  const { name, variables, revision } = await workspace.readEnvironment(id);
  return workspace.saveEnvironment(id, name, variables.map(change), revision);
}
async function pull(change: (text: string) => string) {
  const text = await readFile(filePath(), 'utf8');
  expect(change(text)).not.toBe(text);
  await writeFile(filePath(), change(text));
  await workspace.close();
  ({ workspace } = fixture.open());
}

describe('the hosts of a secret', () => {
  it('are kept as they are compared, in the profile and nowhere in the workspace', async () => {
    expect(await inForce()).toEqual([{ key: 'key', value: 'hush', secret: true, hosts }]);
    for (const file of await listFiles(fixture.workspacePath)) {
      expect(await readFile(join(fixture.workspacePath, file), 'utf8'), file).not.toMatch(/bound-4471/i);
    }
  });

  it('outlive a rename, a new value, a save that does not know them, and a set from elsewhere', async () => {
    await save((row) => ({ ...row, key: 'renamed' }));
    await save(({ hosts: _hosts, ...row }) => ({ ...row, currentValue: 'new' }));
    await workspace.setVariable({ kind: 'environment', id }, 'renamed', 'newer');
    expect(await inForce()).toEqual([{ key: 'renamed', value: 'newer', secret: true, hosts }]);
    await save((row) => ({ ...row, currentValue: null }));
    expect((await workspace.readEnvironment(id)).variables[0]).toMatchObject({ hosts });
  });

  it('go with a copy and come back with what was deleted', async () => {
    const copy = await workspace.duplicateEnvironment(id);
    expect(await inForce(copy.id)).toMatchObject([{ value: 'hush', hosts }]);
    await workspace.undo(await workspace.deleteEnvironment(id));
    expect(await inForce()).toMatchObject([{ value: 'hush', hosts }]);
  });

  it('go with the copy of a collection', async () => {
    const collection = await workspace.createItem({ kind: 'collection', name: 'C' });
    const { definition, revision } = await workspace.readDefinition(collection.id);
    await workspace.saveDefinition(collection.id, { ...definition, variables: [key] }, revision);
    const [copy] = (await workspace.duplicateItems([collection.id])).nodes;
    const read = await workspace.readVariables({ kind: 'collection', id: copy?.id ?? '' });
    expect(read).toMatchObject([{ value: 'hush', hosts }]);
  });

  it('are gone where they are taken away, or the variable is no secret any more', async () => {
    await save((row) => ({ ...row, hosts: [] }));
    expect(await inForce()).toEqual([{ key: 'key', value: 'hush', secret: true }]);
    await save((row) => ({ ...row, hosts }));
    await save(({ secretId: _secretId, ...row }) => ({ ...row, type: 'default' }));
    await save((row) => ({ ...row, type: 'secret', currentValue: 'x' }));
    expect((await inForce())[0]?.hosts).toBeUndefined();
  });

  it.each<[string, (text: string) => string]>([
    [
      'lists hosts of its own',
      (text) => text.replace('type: secret', "type: secret\n    hosts: ['evil.example']"),
    ],
    ['has an empty list', (text) => text.replace('type: secret', 'type: secret\n    hosts: []')],
    ['has a second row before it', (text) => text.replace(/( {2}- key: key[^]*)/, '$1$1')],
  ])('stay where a pulled file %s', async (_, change) => {
    await pull(change);
    const rows = await inForce();
    const withValue = rows.filter(({ value }) => value === 'hush');
    expect(withValue).toEqual([{ key: 'key', value: 'hush', secret: true, hosts }]);
    await save((row) => ({ ...row, description: 'edited' }));
    expect((await inForce()).filter(({ value }) => value === 'hush')).toEqual(withValue);
  });

  it.each<[string, (text: string) => string]>([
    ['makes it no secret', (text) => text.replace('type: secret', 'type: default')],
    ['gives it another name', (text) => text.replace('key: key', 'key: other')],
  ])('do not leave the value behind where a pulled file %s', async (_, change) => {
    await pull(change);
    expect((await inForce()).map(({ value }) => value)).toEqual(['']);
  });

  it('merge with what another window bound meanwhile', async () => {
    const before = await workspace.readEnvironment(id);
    await save((row) => ({ ...row, hosts: [...hosts, 'second.example'] }));
    const stale = before.variables.map((row) => ({ ...row, description: 'typed meanwhile' }));
    await workspace.saveEnvironment(id, 'A', stale, before.revision).catch(() => undefined);
    expect((await inForce())[0]?.hosts).toEqual([...hosts, 'second.example']);
  });

  it('refuse a line that is no host', async () => {
    await expect(save((row) => ({ ...row, hosts: ['no host'] }))).rejects.toMatchObject({
      code: 'ERR_SECRET_HOST_INVALID',
    });
    expect((await inForce())[0]?.hosts).toEqual(hosts);
  });
});
