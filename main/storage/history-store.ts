import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type AppErrorData, AppError, isAppError } from '../../core/errors.ts';
import {
  type HistoryEnd,
  type HistoryEntry,
  type HistoryStart,
  historyEndSchema,
  historyStartSchema,
} from '../../core/history/history-entry.ts';
import type { Settings } from '../../core/settings.ts';
import type { Log } from '../log.ts';
import { HistoryFile, HistoryFileReplaced, type NewLine, type Place } from './history/history-file.ts';
import { HistoryIndex } from './history/history-index.ts';
import { type Beginning, type HistoryRecording, SendNotes } from './history/send-notes.ts';
import type { SecretStore } from './secret-store.ts';
import { writeFailure } from './write-failure.ts';

/** The history of sends of one workspace, encrypted in the profile. */
export interface HistoryStore {
  begin(describe: () => Promise<Beginning>): HistoryRecording;
  /** Newest first. */
  list(): Promise<{ entries: HistoryEntry[]; problem?: AppErrorData }>;
  /** The newest send of a saved request whose end is known. */
  findLast(requestId: string): Promise<HistoryEntry | undefined>;
  /** @throws AppError ERR_HISTORY_NOT_FOUND */
  read(id: string): Promise<{ entry: HistoryEntry; start: HistoryStart; end?: HistoryEnd }>;
  /** Takes entries away, all of them without ids; the function puts them back. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
  remove(ids?: readonly string[]): Promise<{ removed: number; undo: () => Promise<void> }>;
  /** Writes what is pending, and what was deleted out of the file. */
  close(): Promise<void>;
}

export interface HistoryStoreOptions {
  path: string;
  secrets: Pick<SecretStore, 'sealAll' | 'open'>;
  settings: () => Settings['history'];
  onChange(change: { upserted: HistoryEntry[]; removedIds: string[] }): void;
  now(): number;
  log: Log;
}

/** Sends that follow each other closely share a write; one that comes alone is written at once. */
const gatherMs = 100;
/** How long after an append it is made to last a power cut. */
const syncDelayMs = 1_000;
/** A file smaller than this is not worth writing anew. */
const spareBytes = 1024 * 1024;
const closeWaitMs = 200;

/** Makes the store. The file is read at the first use, and not made before the first send. */
export function createHistoryStore(options: HistoryStoreOptions): HistoryStore {
  return new History(options);
}

class History implements HistoryStore {
  readonly #options: HistoryStoreOptions;
  readonly #file: HistoryFile;
  #index = new HistoryIndex();
  readonly #notes: SendNotes;
  #isScheduled = false;
  #flushedAtMs = -gatherMs;
  #turn: Promise<unknown> = Promise.resolve();
  #syncTimer: NodeJS.Timeout | undefined;
  #problem: AppErrorData | undefined;

  constructor(options: HistoryStoreOptions) {
    this.#options = options;
    this.#file = new HistoryFile(options.path, options.secrets);
    this.#notes = new SendNotes({
      isBegun: (id) => this.#index.entries.has(id),
      onNews: () => this.#scheduleWrite(),
      onDropped: (id) => void this.remove([id]).catch((fault: unknown) => this.#note(fault)),
      onFault: (fault) => this.#note(fault),
    });
  }

  begin(describe: () => Promise<Beginning>): HistoryRecording {
    if (!this.#options.settings().enabled) return { end: () => undefined, drop: () => undefined };
    return this.#notes.begin(describe);
  }

  list(): Promise<{ entries: HistoryEntry[]; problem?: AppErrorData }> {
    return this.#inTurn(async () => {
      await this.#flush();
      await this.#catchUp();
      this.#trim();
      const entries = this.#index.live().map(({ entry }) => this.#shown(entry));
      return this.#problem === undefined ? { entries } : { entries, problem: this.#problem };
    });
  }

  findLast(requestId: string): Promise<HistoryEntry | undefined> {
    return this.#inTurn(async () => {
      await this.#flush();
      await this.#catchUp();
      this.#trim();
      return this.#index.findLast(requestId);
    });
  }

  read(id: string): Promise<{ entry: HistoryEntry; start: HistoryStart; end?: HistoryEnd }> {
    return this.#inTurn(async () => {
      await this.#flush();
      await this.#catchUp();
      const found = this.#index.entries.get(id);
      if (found?.start === undefined || found.isRemoved) throw notFound(id);
      const start = historyStartSchema.safeParse(await this.#readPart(found.start, 'start', id));
      if (!start.success) throw notFound(id);
      const entry = this.#shown(found.entry);
      const end = found.end && historyEndSchema.safeParse(await this.#readPart(found.end, 'end', id));
      return end?.success === true
        ? { entry, start: start.data, end: end.data }
        : { entry, start: start.data };
    });
  }

  async remove(ids?: readonly string[]): Promise<{ removed: number; undo: () => Promise<void> }> {
    const gone = await this.#inTurn(async () => {
      await this.#flush();
      await this.#catchUp();
      const live = this.#index.live().map(({ entry }) => entry.id);
      const wanted = ids === undefined ? live : live.filter((id) => ids.includes(id));
      if (wanted.length > 0) await this.#mark('removed', wanted);
      return wanted;
    });
    return { removed: gone.length, undo: () => this.#inTurn(() => this.#mark('restored', gone)) };
  }

  async close(): Promise<void> {
    // Sends that are being cancelled with the app get their end.
    for (let waitedMs = 0; this.#notes.areUnderWay && waitedMs < closeWaitMs; waitedMs += 10) await delay(10);
    this.#isScheduled = true;
    await this.#inTurn(() => this.#flush());
    await this.#inTurn(async () => {
      if (this.#index.hasRemoved()) await this.#rewrite();
      else if (this.#syncTimer !== undefined) await this.#file.sync();
      clearTimeout(this.#syncTimer);
    }).catch((fault: unknown) => this.#note(fault));
  }

  #scheduleWrite(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // After the request has been handed to the socket; what comes meanwhile shares the write.
    const flush = () => {
      this.#isScheduled = false;
      this.#flushedAtMs = performance.now();
      void this.#inTurn(() => this.#flush());
    };
    const waitMs = this.#flushedAtMs + gatherMs - performance.now();
    if (waitMs > 0) setTimeout(flush, waitMs);
    else setImmediate(flush);
  }

  async #flush(): Promise<void> {
    try {
      const lines = await this.#notes.take();
      if (lines.length === 0) return;
      await this.#catchUp();
      await this.#append(lines);
      this.#problem = undefined;
      this.#syncTimer ??= setTimeout(() => {
        this.#syncTimer = undefined;
        void this.#inTurn(() => this.#file.sync()).catch((fault: unknown) => this.#note(fault));
      }, syncDelayMs).unref();
      const removedIds = this.#trim();
      const upserted = lines.flatMap(({ kind, id }) =>
        kind === 'entry' || kind === 'ended' ? (this.#entryOf(id) ?? []) : [],
      );
      this.#options.onChange({ upserted: [...new Set(upserted)], removedIds });
      if (this.#file.sizeBytes > spareBytes && this.#file.sizeBytes > this.#index.fileBytesLimit()) {
        await this.#rewrite();
      }
    } catch (fault) {
      this.#note(fault);
    }
  }

  async #append(lines: readonly NewLine[]): Promise<void> {
    const places = await this.#file.append(lines);
    for (const [at, { kind, id, entry }] of lines.entries()) {
      const place = places[at];
      if (place === undefined) continue;
      if (entry !== undefined) this.#index.put(entry, place);
      else if (kind === 'start' || kind === 'end' || kind === 'whole') this.#index.place(kind, id, place);
    }
  }

  /** Reads one part of what is told of a send; `undefined` where it is damaged. */
  async #readPart(place: Place, part: 'start' | 'end', id: string): Promise<unknown> {
    const text = await this.#file.readLine(place, id);
    if (text === undefined) return undefined;
    const value: unknown = JSON.parse(text);
    return place.kind === 'whole' ? (value as Record<string, unknown>)[part] : value;
  }

  async #mark(kind: 'removed' | 'restored', ids: readonly string[]): Promise<void> {
    try {
      await this.#file.append([{ kind, id: randomUUID(), value: JSON.stringify(ids) }]);
    } catch (fault) {
      throw writeFailure(fault, this.#file.path);
    }
    this.#index.mark(ids, kind === 'removed');
    this.#options.onChange(
      kind === 'removed'
        ? { upserted: [], removedIds: [...ids] }
        : { upserted: ids.flatMap((id) => this.#entryOf(id) ?? []), removedIds: [] },
    );
  }

  /** Reads what is new in the file: all of it at the first time, later what other processes wrote. */
  async #catchUp(): Promise<void> {
    try {
      const lines = await this.#file.readNew();
      await this.#index.take(this.#file, lines);
      const isLost = this.#index.entries.size === 0 && this.#index.unreadable > 0;
      if (!isLost) return;
      const aside = await this.#file.putAside(this.#options.now());
      this.#index.unreadable = 0;
      this.#options.log.info(`the history could not be read; it was kept as ${aside ?? 'nothing'}`);
    } catch (fault) {
      if (!(fault instanceof HistoryFileReplaced)) throw fault;
      this.#index = new HistoryIndex();
      await this.#index.take(this.#file, await this.#file.readNew());
    }
  }

  async #rewrite(): Promise<void> {
    try {
      const lines = await this.#file.rewrite(this.#index.neededLines());
      if (lines !== undefined) this.#index.relocate(lines);
    } catch (fault) {
      if (!(fault instanceof HistoryFileReplaced)) throw fault;
      this.#index = new HistoryIndex();
      await this.#catchUp();
    }
  }

  #trim(): string[] {
    return this.#index.trim(this.#options.settings(), this.#options.now());
  }

  #entryOf(id: string): HistoryEntry | undefined {
    const found = this.#index.entries.get(id);
    return found === undefined || found.isRemoved ? undefined : this.#shown(found.entry);
  }

  /** A send that began in an earlier run, or in another process, and has no end. */
  #shown(entry: HistoryEntry): HistoryEntry {
    if (entry.outcome.kind !== 'pending' || this.#notes.isUnderWay(entry.id)) return entry;
    return { ...entry, outcome: { kind: 'unknown' } };
  }

  #note(fault: unknown): void {
    const refusal = writeFailure(fault, this.#file.path);
    this.#problem = isAppError(refusal)
      ? refusal.toData()
      : { code: 'ERR_WORKSPACE_WRITE_FAILED', message: 'The last sends could not be kept in the history.' };
    this.#options.log.error('the history could not be kept', fault);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work, work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

function notFound(id: string): AppError {
  return new AppError(
    'ERR_HISTORY_NOT_FOUND',
    'That send is no longer in the history: it was deleted, or newer ones took its place.',
    { details: { id } },
  );
}
