import { describe, expect, it } from 'vitest';
import { findEntries } from './find-entries.ts';
import type { HistoryEntry } from './history-entry.ts';

const entry = (id: string, more: Partial<HistoryEntry>): HistoryEntry => ({
  id,
  startedAtEpochMs: 0,
  method: 'GET',
  url: 'https://a.test/users',
  outcome: { kind: 'response', status: 200, statusText: 'OK', sizeBytes: 1 },
  ...more,
});
const entries = [
  entry('a', {}),
  entry('b', {
    method: 'POST',
    outcome: { kind: 'response', status: 403, statusText: 'Forbidden', sizeBytes: 1 },
  }),
  entry('c', { url: 'https://b.test/groups', outcome: { kind: 'failure', code: 'connectionRefused' } }),
  entry('d', { outcome: { kind: 'unknown' }, environmentId: 'dev', requestId: 'r1' }),
  entry('e', {
    outcome: { kind: 'response', status: 206, statusText: 'Partial', sizeBytes: 1, isIncomplete: true },
  }),
];
const find = (filter: Partial<Parameters<typeof findEntries>[1]>) =>
  findEntries(entries, { text: '', ...filter }, (id) => (id === 'r1' ? 'List people' : undefined)).map(
    ({ id }) => id,
  );

describe('findEntries', () => {
  it.each([
    [{}, 'abcde'],
    [{ text: 'USERS post' }, 'b'],
    [{ text: '403' }, 'b'],
    [{ text: 'refused' }, 'c'],
    [{ text: 'people' }, 'd'],
    [{ method: 'POST' }, 'b'],
    [{ status: '2' }, 'ae'],
    [{ text: 'not complete' }, 'e'],
    [{ status: 'failed' }, 'cd'],
    [{ environmentId: 'dev' }, 'd'],
    [{ requestId: 'r1', text: 'unknown' }, 'd'],
    [{ text: 'nothing' }, ''],
  ])('takes %j', (filter, ids) => {
    expect(find(filter).join('')).toBe(ids);
  });
});
