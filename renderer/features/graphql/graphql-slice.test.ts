import { beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { KeptSchema } from '../../../core/graphql/kept-schema.ts';
import type { FakeDoor } from '../../bridge/fake-door.ts';
import type { FreshStore } from '../../store/fresh-store.ts';

let store: FreshStore;
let door: FakeDoor;
const kept = (at: number, id = 'a'.repeat(32)): KeptSchema => ({
  id,
  keptAtEpochMs: at,
  sizeBytes: 10,
  format: 'introspection',
});
const tabOf = (key: string) => store.state().graphql.tabs[key];

beforeEach(async () => {
  vi.resetModules();
  const { freshStore } = await import('../../store/fresh-store.ts');
  store = await freshStore({
    'graphql.findSchema': () => ({ id: kept(1).id, schema: kept(1) }),
    'graphql.getSchema': () => kept(2),
    'graphql.forgetSchema': () => ({}),
  });
  door = store.door;
});

const operations = () =>
  door.calls.map(({ operation }) => operation).filter((name) => name.startsWith('graphql.'));

it('asks no server by itself: opening and finding only look for what is kept', async () => {
  const key = store.state().requests.openNew();
  expect(operations()).toEqual([]);
  await store.state().graphql.find(key);
  expect(operations()).toEqual(['graphql.findSchema']);
  expect(tabOf(key)?.schema).toEqual(kept(1));
});

it('shows a schema in every tab of its address', async () => {
  const [first, second] = [store.state().requests.openNew(), store.state().requests.openNew()];
  await Promise.all([store.state().graphql.find(first), store.state().graphql.find(second)]);
  door.answers['graphql.findSchema'] = () => ({ id: kept(2).id, schema: kept(2) });
  const getting = store.state().graphql.get(first);
  expect(tabOf(first)?.underWay?.label).toBe('Getting the schema');
  await getting;
  expect([tabOf(first)?.schema, tabOf(second)?.schema]).toEqual([kept(2), kept(2)]);
  expect(tabOf(first)?.underWay).toBeUndefined();
  await store.state().graphql.forgetSchema(second);
  expect([tabOf(first)?.schema, tabOf(second)?.schema]).toEqual([undefined, undefined]);
});

it('says why a schema did not come, until another one is asked for or the address is another', async () => {
  const key = store.state().requests.openNew();
  await store.state().graphql.find(key);
  door.answers['graphql.getSchema'] = () => {
    throw new AppError('ERR_GRAPHQL_UNAUTHORISED', 'no');
  };
  await store.state().graphql.get(key);
  expect(tabOf(key)).toMatchObject({ problem: { code: 'ERR_GRAPHQL_UNAUTHORISED' }, schema: kept(1) });
  await store.state().graphql.find(key);
  expect(tabOf(key)?.problem?.code).toBe('ERR_GRAPHQL_UNAUTHORISED');
  door.answers['graphql.findSchema'] = () => ({ id: 'b'.repeat(32) });
  await store.state().graphql.find(key);
  expect(tabOf(key)).toMatchObject({ problem: undefined, schema: undefined });
});

it('says nothing of what was cancelled, and takes the newest of two', async () => {
  const key = store.state().requests.openNew();
  await store.state().graphql.find(key);
  const answers: (() => void)[] = [];
  door.answers['graphql.getSchema'] = () =>
    new Promise((_resolve, reject) =>
      answers.push(() => reject(new AppError('ERR_CALL_CANCELLED', 'stopped'))),
    );
  const first = store.state().graphql.get(key);
  const second = store.state().graphql.get(key);
  const { callId } = tabOf(key)?.underWay ?? { callId: '' };
  store.state().graphql.hearProgress({ callId, phase: 'receiving', receivedBytes: 7, bodyBytes: 7 });
  answers[0]?.();
  await first;
  expect(tabOf(key)?.underWay?.receivedBytes).toBe(7);
  store.state().graphql.cancel(key);
  answers[1]?.();
  await second;
  expect(tabOf(key)).toMatchObject({ underWay: undefined, problem: undefined });
});

it('keeps an answer to the newest question only, and nothing of a closed tab', async () => {
  const key = store.state().requests.openNew();
  const answers: ((id: string) => void)[] = [];
  door.answers['graphql.findSchema'] = () => new Promise((resolve) => answers.push((id) => resolve({ id })));
  const asked = [store.state().graphql.find(key), store.state().graphql.find(key)];
  answers[1]?.('b'.repeat(32));
  answers[0]?.('a'.repeat(32));
  await Promise.all(asked);
  expect(tabOf(key)?.id).toBe('b'.repeat(32));
  store.state().graphql.forget(key);
  expect(tabOf(key)).toBeUndefined();
});

it('tells that a kept schema cannot be read', async () => {
  door.answers['graphql.openSchema'] = () => {
    throw new AppError('ERR_GRAPHQL_SCHEMA_NOT_FOUND', 'gone');
  };
  await store.state().graphql.read(kept(1));
  expect(Object.values(store.state().graphql.readings)).toMatchObject([
    { status: 'failed', problem: { code: 'ERR_GRAPHQL_SCHEMA_NOT_FOUND' } },
  ]);
});
