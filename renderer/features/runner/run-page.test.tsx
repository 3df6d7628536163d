import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { HistoryDetails } from '../../../core/history/history-entry.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import { emptyRequest } from '../../../core/http/request.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

const historyId = '3f0c1f1e-6a57-4b43-9d0e-111111111111';
const nodes: TreeNode[] = [
  { id: 'c', kind: 'collection', name: 'Users' },
  ...['List', 'Create', 'Refused'].map((name, order): TreeNode => ({
    id: name.toLowerCase(),
    parentId: 'c',
    kind: 'request',
    name,
    method: 'GET',
    order: order + 1,
  })),
];
const exchange: Exchange = {
  id: 'e',
  startedAtEpochMs: 0,
  request: { method: 'GET', url: 'https://a.test/users', headers: [], bodySizeBytes: 0 },
  hops: [],
  outcome: {
    kind: 'response',
    status: 418,
    statusText: 'Teapot',
    httpVersion: '1.1',
    headers: [['X-Pot', 'short and stout']],
    body: { bodyId: 'b', sizeBytes: 9, encodedSizeBytes: 9, mediaType: 'image/png', contentEncodings: [] },
    cookies: [],
  },
  timings: { totalMs: 5 },
  warnings: [],
};
const details: HistoryDetails = {
  entry: {
    id: historyId,
    startedAtEpochMs: 0,
    method: 'GET',
    url: 'https://a.test/users',
    outcome: { kind: 'response', status: 418, statusText: 'Teapot', sizeBytes: 9 },
    durationMs: 5,
  },
  draft: emptyRequest(),
  blanked: [],
  sent: exchange.request,
  exchange,
};

let store: FreshStore;

beforeEach(async () => {
  vi.resetModules();
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(560);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  store = await freshStore({
    'workspace.readTree': () => ({ nodes }),
    'value.prepare': () => ({}),
    'request.send': ({ id }) => {
      if (id === 'refused') throw new AppError('ERR_VARIABLE_UNRESOLVED', 'A value is missing.');
      return { exchange, extracted: [], ...(id === 'list' ? { historyId } : {}) };
    },
    'history.read': () => details,
  });
  const { RunPage } = await import('./run-page.tsx');
  await store.state().tree.load();
  store.state().runner.open('c');
  render(<RunPage tabKey={store.state().tabs.activeKey ?? ''} />);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const press = (name: RegExp | string) =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    await store.settle();
  });
const run = () => act(() => store.state().runner.start('c'));
const openTabs = () => store.state().tabs.tabs.map(({ kind, itemId }) => `${kind} ${itemId}`);

it('opens a request from its row before the run, and shows its own answer after it', async () => {
  await press(/^List/);
  expect(openTabs()).toEqual(['run c', 'request list']);
  await run();
  await press(/^List/);
  const answer = within(screen.getByRole('region', { name: 'Answer to List' }));
  expect(store.door.calls.at(-1)).toEqual({ operation: 'history.read', input: { id: historyId } });
  expect(answer.getByText('418')).toBeTruthy();
  expect(answer.getByText('The body was not kept')).toBeTruthy();
  await act(async () => fireEvent.mouseDown(answer.getByRole('tab', { name: /Headers/ }), { button: 0 }));
  await act(async () => fireEvent.click(answer.getByRole('tab', { name: /Headers/ })));
  expect(answer.getByText('short and stout')).toBeTruthy();
  await press(/^List/);
  expect(screen.queryByRole('region', { name: 'Answer to List' })).toBeNull();
});

it('keeps the way to the request, in the row and beside the answer', async () => {
  await run();
  await press('Open request Create');
  expect(openTabs()).toEqual(['run c', 'request create']);
  await press(/^List/);
  await press('Open request');
  expect(openTabs()).toContain('request list');
});

it('moves a request with the keyboard, says where it is now, and keeps one status', async () => {
  await run();
  const first = screen.getByRole('button', { name: /^List/ });
  await act(async () => fireEvent.keyDown(first, { key: 'ArrowDown', altKey: true }));
  expect(screen.getByText('List is now 2 of 3').getAttribute('aria-live')).toBe('polite');
  expect(screen.getAllByRole('status')).toHaveLength(1);
  await act(async () => fireEvent.keyDown(first, { key: 'ArrowDown', altKey: true }));
  await act(async () => fireEvent.keyDown(first, { key: 'ArrowDown', altKey: true }));
  expect(store.state().runner.runs['c']?.order).toEqual(['create', 'refused', 'list']);
  await press('Order of the tree');
  expect(store.state().runner.runs['c']?.order).toBeUndefined();
});

it('says why there is no answer to show', async () => {
  await run();
  await press(/^Create/);
  expect(screen.getByText('This answer was not kept')).toBeTruthy();
  await press(/^Refused/);
  const answer = within(screen.getByRole('region', { name: 'Answer to Refused' }));
  expect(answer.getByText('ERR_VARIABLE_UNRESOLVED')).toBeTruthy();
});

it('says so where the history has let go of it', async () => {
  store.door.answers['history.read'] = () => {
    throw new AppError('ERR_HISTORY_NOT_FOUND', 'It is gone.');
  };
  await run();
  await press(/^List/);
  expect(screen.getByText('ERR_HISTORY_NOT_FOUND')).toBeTruthy();
});
