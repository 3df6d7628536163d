import { beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import type { FakeDoor } from '../../bridge/fake-door.ts';
import type { State } from '../../store/store.ts';
import { freshRun, shownResults } from './runner-slice.ts';

let door: FakeDoor;
let state: () => State;

const nodes: TreeNode[] = [
  { id: 'c', kind: 'collection', name: 'Users' },
  ...['a', 'b', 'd'].map((id, order): TreeNode => ({
    id,
    parentId: 'c',
    kind: 'request',
    name: id,
    method: 'GET',
    order,
  })),
];
const answered: Exchange = {
  id: 'e',
  startedAtEpochMs: 0,
  request: { method: 'GET', url: 'https://a.test/', headers: [], bodySizeBytes: 0 },
  hops: [],
  outcome: {
    kind: 'response',
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [],
    body: { bodyId: 'b', sizeBytes: 2, encodedSizeBytes: 2, mediaType: '', contentEncodings: [] },
    cookies: [],
  },
  timings: { totalMs: 5 },
  warnings: [],
};

beforeEach(async () => {
  vi.resetModules();
  const bridge = await import('../../bridge/bridge.ts');
  const fake = await import('../../bridge/fake-door.ts');
  bridge.replaceDoor(undefined);
  door = fake.installFakeDoor({
    'workspace.readTree': () => ({ nodes }),
    'value.prepare': () => ({}),
    'request.send': () => ({ exchange: answered, extracted: [] }),
  });
  const { useStore } = await import('../../store/store.ts');
  state = () => useStore.getState();
  await state().tree.load();
});

const sent = () =>
  door.calls
    .filter(({ operation }) => operation === 'request.send')
    .map(({ input }) => (input as { id: string }).id);
const verdicts = () =>
  Object.entries(state().runner.runs['c']?.rounds.at(-1) ?? {}).map(([id, { verdict }]) => [id, verdict]);

it('sends what is chosen, one after the other, and takes a refusal for a result', async () => {
  let atOnce = 0;
  door.answers['request.send'] = async ({ id }) => {
    atOnce += 1;
    expect(atOnce).toBe(1);
    await Promise.resolve();
    atOnce -= 1;
    if (id === 'b') throw new AppError('ERR_VARIABLE_UNRESOLVED', 'no');
    return { exchange: answered, extracted: [] };
  };
  state().runner.leaveOut('c', ['a']);
  await state().runner.start('c');
  expect(sent()).toEqual(['b', 'd']);
  expect(verdicts()).toEqual([
    ['b', 'failed'],
    ['d', 'passed'],
  ]);
  expect(state().runner.runs['c']).toMatchObject({ status: 'done', planned: 2, current: undefined });
});

it('ends at the first failure where it is told to', async () => {
  door.answers['request.send'] = () => {
    throw new AppError('ERR_VARIABLE_UNRESOLVED', 'no');
  };
  state().runner.setStopsAtFailure('c', true);
  await state().runner.start('c');
  expect(sent()).toEqual(['a']);
  expect(state().runner.runs['c']?.status).toBe('stopped');
});

it('stops in the middle, is not started twice, and starts anew', async () => {
  let answer: () => void = () => undefined;
  door.answers['request.send'] = () =>
    new Promise((resolve) => (answer = () => resolve({ exchange: answered, extracted: [] })));
  const running = state().runner.start('c');
  await expect.poll(sent).toEqual(['a']);
  await state().runner.start('c');
  state().runner.stop('c');
  answer();
  await running;
  expect(sent()).toEqual(['a']);
  expect(state().runner.runs['c']?.status).toBe('stopped');
  door.answers['request.send'] = () => ({ exchange: answered, extracted: [] });
  await state().runner.start('c');
  expect(verdicts()).toHaveLength(3);
});

it('goes round for each row of a data file, and shows the round that was chosen', async () => {
  const rounds: unknown[] = [];
  door.answers['request.send'] = ({ id, round }) => {
    rounds.push([id, round?.index, round?.count, round?.data?.['name']]);
    if (round?.index === 1) throw new AppError('ERR_VARIABLE_UNRESOLVED', 'no');
    return { exchange: answered, extracted: [] };
  };
  state().runner.leaveOut('c', ['a', 'b']);
  await state().runner.setData('c', { name: 'people.csv', text: 'name\nAnn\nBob\n' });
  await state().runner.start('c');
  expect(rounds).toEqual([
    ['d', 0, 2, 'Ann'],
    ['d', 1, 2, 'Bob'],
  ]);
  expect(state().runner.runs['c']?.planned).toBe(2);
  const shown = () => shownResults(state().runner.runs['c'] ?? freshRun)['d']?.verdict;
  expect(shown()).toBe('failed');
  state().runner.showRound('c', 0);
  expect(shown()).toBe('passed');
});

it('goes where scripts send it, and says so where that leads nowhere', async () => {
  const next: Record<string, string | null> = { a: 'd', d: 'gone' };
  door.answers['request.send'] = ({ id }) => ({
    exchange: answered,
    extracted: [],
    scripts: { runs: [], tests: [], lines: [], variables: [], next: next[id ?? ''] ?? null },
  });
  await state().runner.start('c');
  expect(sent()).toEqual(['a', 'd']);
  expect(verdicts()).toEqual([
    ['a', 'passed'],
    ['d', 'failed'],
  ]);
});

it('says what is wrong with a data file and keeps the one before; without one it goes round by number', async () => {
  await state().runner.setData('c', { name: 'a.csv', text: 'name\nAnn' });
  await state().runner.setData('c', { name: 'b.csv', text: 'name\nAnn,Bob' });
  expect(state().runner.runs['c']?.data?.name).toBe('a.csv');
  expect(state().notices.items.at(-1)?.code).toBe('ERR_RUN_DATA_INVALID');
  await state().runner.setData('c', undefined);
  state().runner.setRepeats('c', 2.5);
  state().runner.setRepeats('c', 2);
  state().runner.leaveOut('c', ['a', 'b']);
  await state().runner.start('c');
  expect(sent()).toEqual(['d', 'd']);
  state().runner.setRepeats('c', 1e9);
  expect(state().runner.runs['c']?.repeats).toBe(1_000);
});

it('waits between requests, not before the first, and no longer once it is stopped', async () => {
  vi.useFakeTimers();
  try {
    state().runner.setDelay('c', 5_000);
    state().runner.setDelay('c', Number.NaN);
    state().runner.leaveOut('c', ['d']);
    const running = state().runner.start('c');
    await vi.advanceTimersByTimeAsync(4_999);
    expect(sent()).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(2);
    expect(sent()).toEqual(['a', 'b']);
    await running;
    state().runner.setRepeats('c', 2);
    const again = state().runner.start('c');
    await vi.advanceTimersByTimeAsync(1);
    state().runner.stop('c');
    await again;
    expect(sent()).toEqual(['a', 'b', 'a']);
    expect(state().runner.runs['c']?.status).toBe('stopped');
  } finally {
    vi.useRealTimers();
  }
});

it('sends in the order that was chosen for the run, and in that of the tree again', async () => {
  state().runner.setOrder('c', ['d', 'a', 'b']);
  await state().runner.start('c');
  expect(sent()).toEqual(['d', 'a', 'b']);
  state().runner.setOrder('c', undefined);
  await state().runner.start('c');
  expect(sent().slice(3)).toEqual(['a', 'b', 'd']);
});

it('gets what its requests need before the first is sent, and sends none where that was refused', async () => {
  door.answers['value.prepare'] = () => {
    expect(sent()).toEqual([]);
    return {};
  };
  state().runner.leaveOut('c', ['d']);
  await state().runner.start('c');
  expect(door.calls.find(({ operation }) => operation === 'value.prepare')?.input).toMatchObject({
    ids: ['a', 'b'],
  });
  expect(sent()).toEqual(['a', 'b']);
  door.answers['value.prepare'] = () => {
    throw new AppError('ERR_VARIABLE_NOT_GIVEN', 'no');
  };
  await state().runner.start('c');
  expect(sent()).toEqual(['a', 'b']);
  expect(state().runner.runs['c']?.status).toBe('stopped');
});
