import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { ListedExample } from '../../../core/workspace/example.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import type { FakeDoor } from '../../bridge/fake-door.ts';
import type { State } from '../../store/store.ts';

let door: FakeDoor;
let state: () => State;
let stored: ListedExample[];

const example = (name: string, fileName: string): ListedExample => ({
  name,
  fileName,
  response: { headers: [], body: '' },
});

beforeEach(async () => {
  vi.resetModules();
  const bridge = await import('../../bridge/bridge.ts');
  const fake = await import('../../bridge/fake-door.ts');
  bridge.replaceDoor(undefined);
  stored = [example('Found', 'a.yaml'), example('Found', 'b.yaml'), example('Empty', 'c.yaml')];
  door = fake.installFakeDoor({
    'example.list': () => ({ examples: stored }),
    'example.rename': ({ name }) => ({ fileName: `${name}.yaml` }),
    'example.delete': () => ({ undoId: 'u1' }),
    'workspace.undo': () => ({}),
  });
  const { useStore } = await import('../../store/store.ts');
  state = () => useStore.getState();
  await state().requests.loadExamples('r1');
});
afterEach(() => replaceDoor(undefined));

const openExample = (title: string) => state().tabs.open({ kind: 'example', itemId: 'r1', title });
const titles = () => state().tabs.tabs.map(({ title }) => title);
const files = () => state().requests.examples['r1']?.map(({ fileName }) => fileName);

it('renames an example, and the tabs of it and of its namesake follow', async () => {
  openExample('Found');
  openExample('Found (2)');
  await state().requests.renameExample('r1', 'a.yaml', ' Nobody ');
  expect(files()).toEqual(['Nobody.yaml', 'b.yaml', 'c.yaml']);
  expect(titles()).toEqual(['Nobody', 'Found']);
  await state().requests.renameExample('r1', 'c.yaml', 'Empty');
  await state().requests.renameExample('r1', 'c.yaml', '  ');
  expect(door.calls.filter(({ operation }) => operation === 'example.rename')).toHaveLength(1);
});

it('follows a rename that another window did, where it was read before', async () => {
  openExample('Found (2)');
  stored = [example('Other', 'a.yaml'), example('Found', 'b.yaml')];
  state().requests.followExamples(['r1', 'r9']);
  await expect.poll(files).toEqual(['a.yaml', 'b.yaml']);
  expect(titles()).toEqual(['Found']);
  expect(state().requests.examples['r9']).toBeUndefined();
});

it('deletes an example with its tab, and brings both back', async () => {
  openExample('Empty');
  openExample('Found');
  await state().requests.deleteExample('r1', 'c.yaml');
  expect(files()).toEqual(['a.yaml', 'b.yaml']);
  expect(titles()).toEqual(['Found']);
  const notice = state().notices.items.at(-1);
  notice?.action?.run();
  await expect.poll(files).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  expect(titles()).toEqual(['Found', 'Empty']);
});

it('keeps what could not be deleted', async () => {
  openExample('Empty');
  door.answers['example.delete'] = () => {
    throw new AppError('ERR_WORKSPACE_WRITE_FAILED', 'read-only');
  };
  await state().requests.deleteExample('r1', 'c.yaml');
  expect(files()).toHaveLength(3);
  expect(titles()).toEqual(['Empty']);
  expect(state().notices.items).toHaveLength(1);
});
