import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyRequest } from '../../core/http/request.ts';
import { type Settings, settingsSchema } from '../../core/settings.ts';
import { type HistoryStore, createHistoryStore } from './history-store.ts';
import { createSecretStore } from './secret-store.ts';

const dayMs = 86_400_000;
const startEpochMs = 1_700_000_000_000;

let folder: string;
let path: string;
let settings: Settings['history'];
let nowEpochMs: number;
const logged: string[] = [];
const opened: HistoryStore[] = [];
const changes: { upserted: string[]; removedIds: string[] }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-history-'));
  path = join(folder, 'workspace', 'history.log');
  settings = settingsSchema.parse({}).history;
  nowEpochMs = startEpochMs;
  logged.length = 0;
  changes.length = 0;
});
afterEach(async () => {
  // One left open would note later that its folder is gone, in the middle of another test.
  for (const store of opened.splice(0)) await store.close();
  await rm(folder, { recursive: true, force: true });
});

function open(profilePath = folder): HistoryStore {
  const store = createHistoryStore({
    path,
    secrets: createSecretStore({ profilePath, host: {}, now: () => nowEpochMs }),
    settings: () => settings,
    onChange: ({ upserted, removedIds }) =>
      changes.push({ upserted: upserted.map(({ outcome }) => outcome.kind), removedIds }),
    now: () => nowEpochMs,
    log: { error: (message) => logged.push(message), info: (message) => logged.push(message) },
  });
  opened.push(store);
  return store;
}

/** Begins the send of an address; what is given back ends it. */
function begin(store: HistoryStore, url: string, startedAtEpochMs = nowEpochMs, requestId?: string) {
  const recording = store.begin(async () => ({
    entry: { startedAtEpochMs, method: 'GET', url, ...(requestId === undefined ? {} : { requestId }) },
    start: {
      draft: { ...emptyRequest(), url },
      blanked: [],
      sent: { method: 'GET', url, headers: [], bodySizeBytes: 0 },
    },
  }));
  return {
    ...recording,
    answer: (text = 'the answer') =>
      recording.end(async () => ({
        outcome: { kind: 'response', status: 200, statusText: 'OK', sizeBytes: text.length },
        durationMs: 12,
        end: {
          exchange: {
            id: 'x',
            startedAtEpochMs,
            request: { method: 'GET', url, headers: [], bodySizeBytes: 0 },
            hops: [],
            outcome: { kind: 'failure', failure: { code: 'other', message: 'm', nextStep: 'n' } },
            timings: { totalMs: 12 },
            warnings: [],
          },
          answer: { text, isCut: false },
        },
      })),
  };
}

const send = (store: HistoryStore, url: string, startedAtEpochMs = nowEpochMs, text?: string) =>
  begin(store, url, startedAtEpochMs).answer(text);
const urls = async (store: HistoryStore) => (await store.list()).entries.map(({ url }) => url);

describe('HistoryStore', () => {
  it('keeps sends over a restart, newest first, and nothing of them in clear text', async () => {
    const store = open();
    send(store, 'https://a.test/canary', startEpochMs);
    send(store, 'https://b.test/', startEpochMs + 1);
    await store.close();
    expect((await readFile(path)).toString('latin1')).not.toMatch(/canary|a\.test|answer/);
    expect((await stat(path)).mode & 0o077).toBe(0);

    const again = open();
    const { entries } = await again.list();
    expect(entries.map(({ url, outcome, durationMs }) => [url, outcome.kind, durationMs])).toEqual([
      ['https://b.test/', 'response', 12],
      ['https://a.test/canary', 'response', 12],
    ]);
    const details = await again.read(entries[1]!.id);
    expect(details.start.draft.url).toBe('https://a.test/canary');
    expect(details.end?.answer?.text).toBe('the answer');
    await again.close();
  });

  it('says of a send without an end that its outcome is unknown, once its run is over', async () => {
    const store = open();
    begin(store, 'https://a.test/');
    await expect.poll(async () => (await store.list()).entries[0]?.outcome.kind).toBe('pending');
    // Another process, and a run after a crash, see the same file.
    const other = open();
    const [entry] = (await other.list()).entries;
    expect(entry?.outcome.kind).toBe('unknown');
    const details = await other.read(entry!.id);
    expect(details).toMatchObject({ start: { draft: { url: 'https://a.test/' } } });
    expect(details.end).toBeUndefined();
  });

  it('tells of each change, and takes back what never left', async () => {
    const store = open();
    const recording = begin(store, 'https://a.test/');
    await expect.poll(() => changes.length).toBe(1);
    recording.answer();
    await expect.poll(() => changes.length).toBe(2);
    expect(changes.map(({ upserted }) => upserted)).toEqual([['pending'], ['response']]);
    const dropped = begin(store, 'https://b.test/');
    await expect.poll(() => changes.length).toBe(3);
    dropped.drop();
    await expect.poll(() => urls(store)).toEqual(['https://a.test/']);
    begin(store, 'https://c.test/').drop();
    await store.close();
    expect(await urls(open())).toEqual(['https://a.test/']);
  });

  it('passes over a torn end, damaged lines and rubbish, and goes on after them', async () => {
    const store = open();
    for (const name of ['one', 'two', 'three']) send(store, `https://a.test/${name}`);
    await store.close();
    const bytes = await readFile(path);
    const lines = bytes.toString('latin1').split('\n');
    // The second entry's lines: one changed byte is enough.
    const damaged = lines.map((line, at) => (at >= 2 && at < 4 ? `${line.slice(0, -3)}AAA` : line));
    await writeFile(path, damaged.join('\n'), 'latin1');
    await appendFile(path, 'no line at all\nS not-an-id xx\n');
    await truncate(path, (await stat(path)).size - 1);
    const again = open();
    expect(new Set(await urls(again))).toEqual(new Set(['https://a.test/one', 'https://a.test/three']));
    send(again, 'https://a.test/four', startEpochMs + 5);
    await again.close();
    expect((await urls(open()))[0]).toBe('https://a.test/four');
  });

  it('holds no more than the settings say', async () => {
    settings = { ...settings, keepEntries: 3, keepDays: 2 };
    const store = open();
    for (let at = 0; at < 6; at += 1) send(store, `https://a.test/${at}`, startEpochMs + at * dayMs * 0.75);
    nowEpochMs = startEpochMs + 5 * 0.75 * dayMs;
    await expect
      .poll(() => urls(store))
      .toEqual(['https://a.test/5', 'https://a.test/4', 'https://a.test/3']);
    nowEpochMs += dayMs;
    expect(await urls(store)).toEqual(['https://a.test/5', 'https://a.test/4']);
    await store.close();
  });

  it('keeps the file small', async () => {
    settings = { ...settings, keepEntries: 5 };
    const store = open();
    const text = 'x'.repeat(100_000);
    for (let at = 0; at < 60; at += 1) {
      send(store, `https://a.test/${at}`, startEpochMs + at, text);
      if (at % 10 === 9) await store.list();
    }
    await store.close();
    expect((await stat(path)).size).toBeLessThan(3 * 1024 * 1024);
    const again = open();
    expect(await urls(again)).toEqual([59, 58, 57, 56, 55].map((at) => `https://a.test/${at}`));
    const [entry] = (await again.list()).entries;
    expect((await again.read(entry!.id)).end?.answer?.text).toBe(text);
  });

  it('notes nothing while it is off', async () => {
    settings = { ...settings, enabled: false };
    const store = open();
    send(store, 'https://a.test/');
    await store.close();
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('deletes one and all, can put them back, and takes them off the disk when it closes', async () => {
    const store = open();
    for (let at = 0; at < 3; at += 1) send(store, `https://a.test/${at}`, startEpochMs + at);
    const [, middle] = (await store.list()).entries;
    const one = await store.remove([middle!.id]);
    expect(one.removed).toBe(1);
    await expect(store.read(middle!.id)).rejects.toMatchObject({ code: 'ERR_HISTORY_NOT_FOUND' });
    expect(await urls(store)).toHaveLength(2);
    await one.undo();
    expect(await urls(store)).toHaveLength(3);
    const all = await store.remove();
    expect(all.removed).toBe(3);
    expect(await urls(store)).toEqual([]);
    await all.undo();
    expect((await store.read(middle!.id)).entry.url).toBe('https://a.test/1');
    await store.remove();
    await store.close();
    expect((await stat(path)).size).toBe(0);
  });

  it('reads what another process wrote', async () => {
    const [left, right] = [open(), open()];
    send(left, 'https://left.test/', startEpochMs);
    await left.list();
    send(right, 'https://right.test/', startEpochMs + 1);
    await right.list();
    send(left, 'https://left.test/2', startEpochMs + 2);
    const expected = ['https://left.test/2', 'https://right.test/', 'https://left.test/'];
    await expect.poll(() => urls(left)).toEqual(expected);
    expect(await urls(right)).toEqual(expected);
    // One of them writes the file anew.
    await left.remove([(await left.list()).entries[0]!.id]);
    await left.close();
    expect(await urls(right)).toEqual(expected.slice(1));
  });

  it('keeps a file aside that it has no key for', async () => {
    const store = open();
    send(store, 'https://a.test/');
    await store.close();
    const before = await readFile(path);
    const other = open(join(folder, 'other'));
    expect((await other.list()).entries).toEqual([]);
    expect(logged).toHaveLength(1);
    const aside = /kept as (.+)$/.exec(logged[0]!)![1]!;
    expect(await readFile(aside)).toEqual(before);
    send(other, 'https://b.test/');
    await other.close();
    expect(await urls(open(join(folder, 'other')))).toEqual(['https://b.test/']);
  });

  it('says why sends are not kept, and goes on when they can be again', async () => {
    await writeFile(join(folder, 'workspace'), 'a file where the folder should be');
    const store = open();
    send(store, 'https://a.test/');
    await expect
      .poll(async () => (await store.list().catch(() => undefined))?.problem?.code)
      .toBe('ERR_WORKSPACE_WRITE_FAILED');
    await rm(join(folder, 'workspace'));
    send(store, 'https://b.test/');
    await expect.poll(() => urls(store)).toEqual(['https://b.test/']);
    expect((await store.list()).problem).toBeUndefined();
    expect(logged).toHaveLength(1);
  });
});

describe('the last send of a saved request', () => {
  const send = (store: HistoryStore, url: string, at: number, requestId?: string) =>
    begin(store, url, startEpochMs + at, requestId).answer();
  const last = async (store: HistoryStore, requestId = 'r1') => (await store.findLast(requestId))?.url;

  it('is the newest that has an end, whatever was sent after it', async () => {
    const store = open();
    expect(await last(store)).toBeUndefined();
    send(store, 'first', 1, 'r1');
    send(store, 'second', 2, 'r1');
    send(store, 'other', 3, 'r2');
    send(store, 'unsaved', 4);
    const pending = begin(store, 'under way', startEpochMs + 5, 'r1');
    expect(await last(store)).toBe('second');
    expect(await last(store, 'r2')).toBe('other');
    pending.answer();
    expect(await last(store)).toBe('under way');
    await store.close();
    expect(await last(open())).toBe('under way');
  });

  it('is another one after that one was deleted, until it is put back', async () => {
    const store = open();
    send(store, 'first', 1, 'r1');
    send(store, 'second', 2, 'r1');
    const { entries } = await store.list();
    const { undo } = await store.remove([entries[0]?.id ?? '']);
    expect(await last(store)).toBe('first');
    await undo();
    expect(await last(store)).toBe('second');
    await store.remove();
    expect(await last(store)).toBeUndefined();
    await store.close();
    expect(await last(open())).toBeUndefined();
  });

  it('is gone with the entries that are dropped', async () => {
    const store = open();
    send(store, 'first', 1, 'r1');
    send(store, 'second', 2, 'r2');
    settings = { ...settings, keepEntries: 1 };
    expect(await last(store)).toBeUndefined();
    expect(await last(store, 'r2')).toBe('second');
  });
});
