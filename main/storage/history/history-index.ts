import { type HistoryEntry, historyEntrySchema } from '../../../core/history/history-entry.ts';
import type { Settings } from '../../../core/settings.ts';
import type { HistoryFile, Place } from './history-file.ts';
import type { HistoryLine, LineKind } from './history-line.ts';

/** An entry, and where what belongs to it stands in the file. */
export interface IndexedEntry {
  entry: HistoryEntry;
  isRemoved: boolean;
  /** Of the entry itself: as it was when it began, and with its outcome. */
  own: Place[];
  start?: Place;
  end?: Place;
  sizeBytes: number;
}

/** A line of an entry and where it stands. */
export type EntryLine = Place & { id: string };

/** Most bytes of the file that live entries take; the oldest go first. */
const maxBytes = 32 * 1024 * 1024;
const dayMs = 86_400_000;

/** What the file holds, by entry, oldest first. */
export class HistoryIndex {
  readonly entries = new Map<string, IndexedEntry>();
  /** Entries of saved requests, by the request. */
  readonly #byRequest = new Map<string, Set<IndexedEntry>>();
  /** Lines that could not be decrypted. */
  unreadable = 0;
  #liveBytes = 0;
  #removedCount = 0;

  /** Takes in lines of the file. Gives the entries that are new or changed. */
  async take(file: HistoryFile, lines: readonly HistoryLine[]): Promise<HistoryEntry[]> {
    const changed = new Map<string, HistoryEntry>();
    for (const line of lines) {
      if (isLarge(line.kind)) {
        this.place(line.kind, line.id, line);
        continue;
      }
      const text = await file.open(line);
      if (text === undefined) this.unreadable += 1;
      else if (line.kind === 'removed' || line.kind === 'restored') {
        this.mark(JSON.parse(text) as string[], line.kind === 'removed');
      } else {
        const entry = parseEntry(text);
        if (entry?.id !== line.id) continue;
        this.put(entry, line);
        changed.set(entry.id, entry);
      }
    }
    return [...changed.values()];
  }

  put(entry: HistoryEntry, { kind, start, length }: Place): void {
    const place: Place = { kind, start, length };
    const known = this.entries.get(entry.id);
    if (known === undefined) {
      const added: IndexedEntry = { entry, isRemoved: false, own: [place], sizeBytes: length };
      this.entries.set(entry.id, added);
      this.#noteRequest(added);
      this.#liveBytes += length;
    } else {
      known.entry = entry;
      known.own.push(place);
      this.#grow(known, length);
    }
  }

  /** Notes where the larger part of an entry stands. */
  place(kind: LargeKind, id: string, { start, length }: Pick<Place, 'start' | 'length'>): void {
    const known = this.entries.get(id);
    if (known === undefined) return;
    const place: Place = { kind, start, length };
    if (kind !== 'end') known.start = place;
    if (kind !== 'start') known.end = place;
    this.#grow(known, length);
  }

  /** The lines that live entries need, in the order of the file. */
  neededLines(): EntryLine[] {
    const lines: EntryLine[] = [];
    for (const [id, { own, start, end, isRemoved }] of this.entries) {
      if (isRemoved) continue;
      // What is said of the end tells the beginning too.
      const last = own.at(-1);
      for (const place of [last, start, end === start ? undefined : end]) {
        if (place !== undefined) lines.push({ id, ...place });
      }
    }
    return lines.toSorted((left, right) => left.start - right.start);
  }

  /** Takes in where {@link neededLines} stand after the file was written anew with nothing else. */
  relocate(lines: readonly EntryLine[]): void {
    for (const [id, known] of this.entries) {
      if (known.isRemoved) this.#drop(id, known);
      known.sizeBytes = 0;
      known.own = [];
    }
    this.#removedCount = 0;
    this.#liveBytes = 0;
    for (const line of lines) {
      const known = this.entries.get(line.id);
      if (isLarge(line.kind)) this.place(line.kind, line.id, line);
      else if (known !== undefined) this.put(known.entry, line);
    }
  }

  mark(ids: readonly string[], isRemoved: boolean): void {
    for (const id of ids) {
      const known = this.entries.get(id);
      if (known === undefined || known.isRemoved === isRemoved) continue;
      known.isRemoved = isRemoved;
      this.#removedCount += isRemoved ? 1 : -1;
      this.#liveBytes += isRemoved ? -known.sizeBytes : known.sizeBytes;
    }
  }

  /** Live entries, newest first. */
  live(): IndexedEntry[] {
    return [...this.entries.values()]
      .filter(({ isRemoved }) => !isRemoved)
      .toSorted((left, right) => right.entry.startedAtEpochMs - left.entry.startedAtEpochMs);
  }

  /** The newest live entry of a saved request whose end is known. */
  findLast(requestId: string): HistoryEntry | undefined {
    let last: HistoryEntry | undefined;
    for (const { entry, isRemoved } of this.#byRequest.get(requestId) ?? []) {
      const isEnded = entry.outcome.kind === 'response' || entry.outcome.kind === 'failure';
      if (isRemoved || !isEnded) continue;
      if (last === undefined || entry.startedAtEpochMs >= last.startedAtEpochMs) last = entry;
    }
    return last;
  }

  hasRemoved(): boolean {
    return this.#removedCount > 0;
  }

  /** Drops what is older, or more, than wanted; gives the ids. What was deleted goes when the file is written anew. */
  trim({ keepDays, keepEntries }: Settings['history'], nowEpochMs: number): string[] {
    const oldest = nowEpochMs - keepDays * dayMs;
    const gone: string[] = [];
    let count = this.entries.size - this.#removedCount;
    for (const known of this.entries.values()) {
      if (known.isRemoved) continue;
      const { entry } = known;
      if (count <= keepEntries && this.#liveBytes <= maxBytes && entry.startedAtEpochMs >= oldest) break;
      count -= 1;
      this.#liveBytes -= known.sizeBytes;
      gone.push(entry.id);
      this.#drop(entry.id, known);
    }
    return gone;
  }

  /** The size from which on the file is written anew; what was deleted stays a while, so that it can be put back. */
  fileBytesLimit(): number {
    return this.hasRemoved() ? 2 * maxBytes : Math.min(4 * this.#liveBytes, 2 * maxBytes);
  }

  #noteRequest(added: IndexedEntry): void {
    const { requestId } = added.entry;
    if (requestId === undefined) return;
    const known = this.#byRequest.get(requestId);
    if (known === undefined) this.#byRequest.set(requestId, new Set([added]));
    else known.add(added);
  }

  #drop(id: string, known: IndexedEntry): void {
    this.entries.delete(id);
    const { requestId = '' } = known.entry;
    const ofRequest = this.#byRequest.get(requestId);
    ofRequest?.delete(known);
    if (ofRequest?.size === 0) this.#byRequest.delete(requestId);
  }

  #grow(known: IndexedEntry, bytes: number): void {
    known.sizeBytes += bytes;
    if (!known.isRemoved) this.#liveBytes += bytes;
  }
}

type LargeKind = Extract<LineKind, 'start' | 'end' | 'whole'>;

function isLarge(kind: LineKind): kind is LargeKind {
  return kind === 'start' || kind === 'end' || kind === 'whole';
}

function parseEntry(text: string): HistoryEntry | undefined {
  return historyEntrySchema.safeParse(JSON.parse(text)).data;
}
