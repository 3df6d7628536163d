import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Variable } from '../../core/variables/variable.ts';
import { hearsInOrder } from './folder-ear.ts';
import {
  createStorageFixture,
  importInto,
  type OpenedStores,
  sampleCollection,
  type StorageFixture,
} from './storage-fixture.ts';

let fixture: StorageFixture;
let stores: OpenedStores;
let loads: number;

beforeEach(async () => {
  fixture = await createStorageFixture();
  stores = fixture.open();
  loads = 0;
  await importInto(stores.workspace, {
    collections: [sampleCollection('Users', 2)],
    environments: [{ name: 'dev', variables: [variable('url', 'https://one.test')] }],
  });
});
afterEach(() => fixture.remove());

const variable = (key: string, initialValue: string, more: Partial<Variable> = {}): Variable => ({
  key,
  initialValue,
  enabled: true,
  type: 'default',
  ...more,
});
const environmentPath = () => join(fixture.workspacePath, 'postman/environments/dev.environment.yaml');

/** Reads the environment by way of what is kept. */
async function keptValues(): Promise<string[]> {
  const { workspace } = stores;
  const [environment] = await workspace.listEnvironments();
  if (environment === undefined) return [];
  const variables = await workspace.keep('test', () => {
    loads += 1;
    return workspace.readVariables({ kind: 'environment', id: environment.id });
  });
  return variables.map(({ value }) => value);
}

/** Waits until reads are kept, which takes the watcher a moment after each change. */
async function settled(): Promise<void> {
  if (!hearsInOrder) return;
  await expect
    .poll(async () => {
      loads = 0;
      await keptValues();
      await keptValues();
      return loads;
    })
    .toBeLessThan(2);
  loads = 0;
}

describe('what was read', () => {
  it.runIf(hearsInOrder)('is kept while nothing changes, for a second', async () => {
    await settled();
    for (let time = 0; time < 100; time += 1) expect(await keptValues()).toEqual(['https://one.test']);
    expect(loads).toBeLessThan(3);
    await expect.poll(() => keptValues().then(() => loads), { timeout: 3_000 }).toBeGreaterThan(1);
  });

  it('is read again after an edit of ours, from the next word on', async () => {
    await settled();
    const { workspace } = stores;
    const [dev] = await workspace.listEnvironments();
    const scope = { kind: 'environment', id: dev?.id ?? '' } as const;
    for (let time = 0; time < 20; time += 1) {
      await workspace.setVariable(scope, 'url', `https://${time}.test`);
      expect(await keptValues()).toEqual([`https://${time}.test`]);
    }
  });

  it.each(['in place', 'by rename'])('is read again after another program wrote the file %s', async (how) => {
    await settled();
    for (let time = 0; time < 5; time += 1) {
      const text = `name: dev\nvalues:\n  - key: url\n    value: https://${time}.test\n    enabled: true\n`;
      const path = environmentPath();
      const written = how === 'in place' ? path : join(fixture.root, 'edited.yaml');
      await writeFile(written, text);
      if (written !== path) await rename(written, path);
      // A person, or another process, is never in the same turn.
      await setImmediate();
      expect(await keptValues()).toEqual([`https://${time}.test`]);
      await settled();
    }
  });

  it('is read again after a secret changed, also in another process', async () => {
    const { workspace } = stores;
    const [dev] = await workspace.listEnvironments();
    const { name, revision } = await workspace.readEnvironment(dev?.id ?? '');
    const secret = variable('key', '', { type: 'secret', currentValue: 'first-secret' });
    const saved = await workspace.saveEnvironment(dev?.id ?? '', name, [secret], revision);
    expect(await keptValues()).toEqual(['first-secret']);
    await settled();
    const other = fixture.open();
    await other.secrets.write(saved.variables[0]?.secretId ?? '', 'second-secret');
    await setImmediate();
    expect(await keptValues()).toEqual(['second-secret']);
  });

  it('is read again after another process set a current value', async () => {
    await settled();
    const other = fixture.open();
    const [dev] = await other.workspace.listEnvironments();
    await other.workspace.setVariable(
      { kind: 'environment', id: dev?.id ?? '' },
      'url',
      'https://other.test',
    );
    await setImmediate();
    expect(await keptValues()).toEqual(['https://other.test']);
  });

  it('is not kept where it failed', async () => {
    await settled();
    const fail = () => stores.workspace.keep('fails', () => Promise.reject(new Error('once')));
    await expect(fail()).rejects.toThrow('once');
    expect(await stores.workspace.keep('fails', () => Promise.resolve('now'))).toBe('now');
  });
});
