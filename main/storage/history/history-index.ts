import { type HistoryEntry, historyEntrySchema } from '../../../core/history/history-entry.ts';
import type { Settings } from '../../../core/settings.ts';
import type { HistoryFile, Span } from './history-file.ts';
import type { HistoryLine, LineKind } from './history-line.ts';

/** An entry, and where what belongs to it stands in the file. */
export interface IndexedEntry {
  entry: HistoryEntry;
  isRemoved: boolean;
  start?: Span;
  end?: Span;
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

  /** Takes in lines of the file. Gives the entries that are new or changed. */
  async take(file: HistoryFile, lines: readonly HistoryLine[]): Promise<HistoryEntry[]> {
    const changed = new Map<string, HistoryEntry>();
    for (const line of lines) {
      if (line.kind === 'start' || line.kind === 'end') {
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
    if (known === undefined) this.entries.set(entry.id, { entry, isRemoved: false, sizeBytes: lineBytes });
    else {
      known.entry = entry;
      known.sizeBytes += lineBytes;
    }
  }

  /** Notes where the larger part of an entry stands. */
  place(kind: Extract<LineKind, 'start' | 'end'>, id: string, { start, length }: Span): void {
    const known = this.entries.get(id);
    if (known === undefined) return;
    known[kind] = { start, length };
    known.sizeBytes += length;
  }

  mark(ids: readonly string[], isRemoved: boolean): void {
    for (const id of ids) {
      const known = this.entries.get(id);
      if (known !== undefined) known.isRemoved = isRemoved;
    }
  }

  /** Live entries, newest first. */
  live(): IndexedEntry[] {
    return [...this.entries.values()]
      .filter(({ isRemoved }) => !isRemoved)
      .toSorted((left, right) => right.entry.startedAtEpochMs - left.entry.startedAtEpochMs);
  }

  hasRemoved(): boolean {
    return [...this.entries.values()].some(({ isRemoved }) => isRemoved);
  }

  /** Drops what is older, or more, than wanted; gives the ids. */
  trim({ keepDays, keepEntries }: Settings['history'], nowEpochMs: number): string[] {
    const oldest = nowEpochMs - keepDays * dayMs;
    const first = this.entries.values().next().value;
    if (
      this.entries.size <= keepEntries &&
      this.liveBytes() <= maxBytes &&
      (first?.entry.startedAtEpochMs ?? oldest) >= oldest
    )
      return [];
    const gone: string[] = [];
    let count = 0;
    let bytes = 0;
    for (const { entry, sizeBytes } of this.live()) {
      count += 1;
      bytes += sizeBytes;
      if (count <= keepEntries && bytes <= maxBytes && entry.startedAtEpochMs >= oldest) continue;
      gone.push(entry.id);
    }
    for (const id of gone) this.entries.delete(id);
    return gone;
  }

  /** The size from which on the file is written anew; what was deleted stays a while, so that it can be put back. */
  fileBytesLimit(): number {
    return this.hasRemoved() ? 2 * maxBytes : 2 * this.liveBytes();
  }

  /** Bytes of the file that live entries need. */
  liveBytes(): number {
    let sum = 0;
    for (const { sizeBytes, isRemoved } of this.entries.values()) if (!isRemoved) sum += sizeBytes;
    return sum;
  }
}

function parseEntry(text: string): HistoryEntry | undefined {
  return historyEntrySchema.safeParse(JSON.parse(text)).data;
}
