import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryDetails, HistoryEntry } from '../../../core/history/history-entry.ts';
import { emptyRequest } from '../../../core/http/request.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';
import { nameDay, rowsByDay } from './history-rows.ts';

const id = (at: number) => `00000000-0000-4000-8000-00000000000${at}`;
const entry = (at: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: id(at),
  startedAtEpochMs: at,
  method: 'GET',
  url: 'https://a.test/users',
  outcome: { kind: 'response', status: 200, statusText: 'OK', sizeBytes: 1 },
  ...more,
});
const details = (of: HistoryEntry, more: Partial<HistoryDetails> = {}): HistoryDetails => ({
  entry: of,
  draft: { ...emptyRequest(), url: '{{url}}/users' },
  blanked: [],
  sent: { method: 'GET', url: of.url, headers: [], bodySizeBytes: 0 },
  ...more,
});

let store: FreshStore;
let kept: HistoryDetails;

beforeEach(async () => {
  vi.resetModules();
  kept = details(entry(1));
  store = await freshStore({
    'history.list': () => ({ entries: [entry(2), entry(1)] }),
    'history.read': () => kept,
    'history.delete': () => ({ undoId: 'u1' }),
    'workspace.undo': () => ({}),
  });
});
afterEach(() => replaceDoor(undefined));

const history = () => store.state().history;
const sent = () => store.door.calls.filter(({ operation }) => operation === 'request.send');

describe('the list', () => {
  it('follows what is sent and deleted, newest first', async () => {
    await history().load();
    history().take({ upserted: [entry(3, { outcome: { kind: 'pending' } })], removedIds: [id(1)] });
    expect(history().entries.map((one) => one.id)).toEqual([id(3), id(2)]);
    history().take({ upserted: [entry(3)], removedIds: [] });
    expect(history().entries[0]?.outcome.kind).toBe('response');
    expect(history().entries).toHaveLength(2);
  });

  it('reads nothing before it is looked at', () => {
    history().take({ upserted: [entry(3)], removedIds: [] });
    expect(history().entries).toEqual([]);
    expect(store.door.calls).toEqual([]);
  });

  it('says why it cannot be read', async () => {
    delete store.door.answers['history.list'];
    await history().load();
    expect(history()).toMatchObject({ status: 'failed', error: { code: 'ERR_CALL_UNKNOWN_OPERATION' } });
  });
});

describe('Open as request', () => {
  it('gives the draft with its variables, in a tab of its own', async () => {
    await history().openAsRequest(id(1));
    const [tab] = store.state().tabs.tabs;
    expect(tab).toMatchObject({ kind: 'request', title: 'GET /users' });
    expect(store.state().requests.editors[tab!.key]?.draft.url).toBe('{{url}}/users');
    expect(sent()).toEqual([]);
  });
});

describe('Resend', () => {
  it('sends the draft', async () => {
    await history().openAsRequest(id(1), { send: true });
    expect(sent()).toMatchObject([{ input: { request: { url: '{{url}}/users' } } }]);
  });

  it.each<[string, Partial<HistoryDetails>]>([
    ['where a secret was left out', { blanked: ['Headers: X-Api-Key'] }],
    [
      'where another environment is in use',
      { entry: entry(1, { environmentId: 'dev', environmentName: 'Dev' }) },
    ],
  ])('opens only, %s', async (_where, more) => {
    kept = details(entry(1), more);
    await history().openAsRequest(id(1), { send: true });
    expect(store.state().tabs.tabs).toHaveLength(1);
    expect(sent()).toEqual([]);
    expect(store.state().notices.items.at(-1)).toMatchObject({ kind: 'warning' });
  });
});

describe('Delete', () => {
  it('closes the tab of the send and can be undone', async () => {
    history().openEntry(entry(1));
    await history().delete(id(1));
    expect(store.state().tabs.tabs).toEqual([]);
    store.state().notices.items.at(-1)?.action?.run();
    await store.settle();
    expect(store.door.calls.at(-1)).toEqual({ operation: 'workspace.undo', input: { undoId: 'u1' } });
  });
});

describe('rowsByDay', () => {
  const noon = (day: number) => new Date(2026, 10, day, 12).getTime();

  it('puts each day under its head', () => {
    const rows = rowsByDay(
      [
        entry(1, { startedAtEpochMs: noon(27) }),
        entry(2, { startedAtEpochMs: noon(27) - 1 }),
        entry(3, { startedAtEpochMs: noon(26) }),
      ],
      noon(27),
    );
    expect(rows.map((row) => (row.kind === 'day' ? row.label : row.entry.id))).toEqual([
      'Today',
      id(1),
      id(2),
      'Yesterday',
      id(3),
    ]);
  });

  it('names older days by their date, and older years with the year', () => {
    expect(nameDay(noon(20), noon(27))).toBe('Friday, November 20');
    expect(nameDay(new Date(2025, 0, 2).getTime(), noon(27))).toBe('January 2, 2025');
  });
});

describe('the last answer of a request', () => {
  const exchange = (sizeBytes: number): HistoryDetails['exchange'] => ({
    id: 'x',
    startedAtEpochMs: 1,
    request: { method: 'GET', url: 'https://a.test/users', headers: [], bodySizeBytes: 0 },
    hops: [],
    outcome: {
      kind: 'response',
      status: 204,
      statusText: 'No Content',
      httpVersion: '1.1',
      headers: [],
      body: { bodyId: 'gone', sizeBytes, encodedSizeBytes: sizeBytes, mediaType: '', contentEncodings: [] },
      cookies: [],
    },
    timings: { totalMs: 1 },
    warnings: [],
  });

  it('stands in the tab of the request, marked as one of before, until the next send', async () => {
    const tabKey = store.state().requests.openNew();
    kept = details(entry(7), { exchange: exchange(0) });
    await history().showInTab(tabKey, entry(7));
    expect(store.state().responses.views[tabKey]).toMatchObject({
      status: 'done',
      kept: { sentAtEpochMs: 7, isCut: false },
    });
    await store.state().responses.send(tabKey);
    expect(store.state().responses.views[tabKey]).toMatchObject({ status: 'refused' });
  });

  it('never takes the place of an answer that came meanwhile', async () => {
    const tabKey = store.state().requests.openNew();
    await store.state().responses.send(tabKey);
    const before = store.state().responses.views[tabKey];
    kept = details(entry(7), { exchange: exchange(0) });
    await history().showInTab(tabKey, entry(7));
    expect(store.state().responses.views[tabKey]).toBe(before);
  });

  it('opens as a send of its own where nothing is kept of the body', async () => {
    const tabKey = store.state().requests.openNew();
    kept = details(entry(7), { exchange: exchange(10) });
    await history().showInTab(tabKey, entry(7));
    expect(store.state().responses.views[tabKey]).toBeUndefined();
    expect(store.state().tabs.tabs.at(-1)).toMatchObject({ kind: 'history', itemId: id(7) });
  });
});
