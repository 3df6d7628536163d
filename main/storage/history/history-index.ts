import { type HistoryEntry, historyEntrySchema } from '../../../core/history/history-entry.ts';
import type { Settings } from '../../../core/settings.ts';
import type { HistoryFile, Place } from './history-file.ts';
import type { HistoryLine, LineKind } from './history-line.ts';

/** An entry, and where what belongs to it stands in the file. */
export interface IndexedEntry {
  entry: HistoryEntry;
  isRemoved: boolean;
  start?: Place;
  end?: Place;
  sizeBytes: number;
}

/** Most bytes of the file that live entries take; the oldest go first. */
const maxBytes = 32 * 1024 * 1024;
const dayMs = 86_400_000;

/** What the file holds, by entry, oldest first. */
export class HistoryIndex {
  readonly entries = new Map<string, IndexedEntry>();
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
        this.put(entry, line.length);
        changed.set(entry.id, entry);
      }
    }
    return [...changed.values()];
  }

  put(entry: HistoryEntry, lineBytes: number): void {
    const known = this.entries.get(entry.id);
    if (known === undefined) {
      this.entries.set(entry.id, { entry, isRemoved: false, sizeBytes: lineBytes });
      this.#liveBytes += lineBytes;
    } else {
      known.entry = entry;
      this.#grow(known, lineBytes);
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

  /** Takes in where everything stands after the file was written anew with live entries only. */
  relocate(lines: readonly (Place & { id: string })[]): void {
    for (const [id, known] of this.entries) {
      if (known.isRemoved) this.entries.delete(id);
      known.sizeBytes = 0;
    }
    this.#removedCount = 0;
    this.#liveBytes = 0;
    for (const line of lines) {
      if (isLarge(line.kind)) {
        this.place(line.kind, line.id, line);
        continue;
      }
      const known = this.entries.get(line.id);
      if (known !== undefined) this.#grow(known, line.length);
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
      this.entries.delete(entry.id);
    }
    return gone;
  }

  /** The size from which on the file is written anew; what was deleted stays a while, so that it can be put back. */
  fileBytesLimit(): number {
    return this.hasRemoved() ? 2 * maxBytes : Math.min(4 * this.#liveBytes, 2 * maxBytes);
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
