import { randomUUID } from 'node:crypto';
import type { HistoryEnd, HistoryEntry, HistoryStart } from '../../../core/history/history-entry.ts';
import type { NewLine } from './history-file.ts';

/** What is known of a send when it begins; worked out after the bytes are on their way. */
export type Beginning = { entry: Omit<HistoryEntry, 'id' | 'outcome'>; start: HistoryStart };
/** What is known of it when it ended. */
export type Ending = { outcome: HistoryEntry['outcome']; durationMs: number; end: HistoryEnd };

/** One send that is being noted. Nothing here waits for the disk, and no fault of it reaches the send. */
export interface HistoryRecording {
  /** The entry's; absent where nothing is kept. */
  readonly id?: string;
  end(describe: () => Promise<Ending>): void;
  /** Nothing left the machine. */
  drop(): void;
}

export interface SendNotesOptions {
  /** Whether the beginning of a send is in the file. */
  isBegun(id: string): boolean;
  /** There is something to be written. */
  onNews(): void;
  /** A send whose beginning was noted came to nothing. */
  onDropped(id: string): void;
  onFault(fault: unknown): void;
}

interface Note {
  id: string;
  describe: () => Promise<Beginning>;
  beginning?: Beginning;
  describeEnd?: () => Promise<Ending>;
}

/**
 * Turns sends into lines of the history, all that are known at once: the same few functions take less time for many sends in a
 * row than between other work.
 */
export class SendNotes {
  readonly #options: SendNotesOptions;
  /** Sends of this run that did not end. */
  readonly #underWay = new Set<string>();
  /** Those whose beginning is not noted yet. */
  readonly #begun = new Set<Note>();
  #ended: Note[] = [];

  constructor(options: SendNotesOptions) {
    this.#options = options;
  }

  begin(describe: () => Promise<Beginning>): HistoryRecording {
    const note: Note = { id: randomUUID(), describe };
    this.#underWay.add(note.id);
    this.#begun.add(note);
    this.#options.onNews();
    return {
      id: note.id,
      end: (describeEnd) => {
        note.describeEnd = describeEnd;
        this.#begun.delete(note);
        this.#ended.push(note);
        this.#options.onNews();
      },
      drop: () => {
        this.#underWay.delete(note.id);
        if (!this.#begun.delete(note)) this.#options.onDropped(note.id);
      },
    };
  }

  isUnderWay(id: string): boolean {
    return this.#underWay.has(id);
  }

  get areUnderWay(): boolean {
    return this.#underWay.size > 0;
  }

  /** Gives the lines of everything that is known now; of a send under way its beginning, once. */
  async take(): Promise<NewLine[]> {
    const ended = this.#ended;
    const begun = [...this.#begun];
    this.#ended = [];
    this.#begun.clear();
    const lines: NewLine[] = [];
    for (const note of ended) {
      // Pushed as a whole: a fault takes one send with it.
      lines.push(...(await this.#try(() => this.#describeWhole(note))));
      this.#underWay.delete(note.id);
    }
    for (const note of begun) lines.push(...(await this.#try(() => this.#describeBeginning(note))));
    return lines;
  }

  async #try(describe: () => Promise<NewLine[]>): Promise<NewLine[]> {
    try {
      return await describe();
    } catch (fault) {
      this.#options.onFault(fault);
      return [];
    }
  }

  async #describeBeginning(note: Note): Promise<NewLine[]> {
    const { id } = note;
    note.beginning ??= await note.describe();
    // It ended, or came to nothing, meanwhile.
    if (note.describeEnd !== undefined || !this.#underWay.has(id)) return [];
    const entry: HistoryEntry = { ...note.beginning.entry, id, outcome: { kind: 'pending' } };
    return [entryLine('entry', entry), { kind: 'start', id, value: jsonOf(note.beginning.start) }];
  }

  async #describeWhole({ id, ...note }: Note): Promise<NewLine[]> {
    const beginning = note.beginning ?? (await note.describe());
    const ending = await note.describeEnd?.();
    if (ending === undefined) return [];
    const { outcome, durationMs, end } = ending;
    const entry: HistoryEntry = { ...beginning.entry, id, outcome, durationMs };
    // Not written with this end alone: a full disk may have taken the beginning and let the end through.
    const rest: NewLine = this.#options.isBegun(id)
      ? { kind: 'end', id, value: JSON.stringify(end) }
      : { kind: 'whole', id, value: `{"start":${jsonOf(beginning.start)},"end":${JSON.stringify(end)}}` };
    return [entryLine('ended', entry), rest];
  }
}

function entryLine(kind: 'entry' | 'ended', entry: HistoryEntry): NewLine {
  return { kind, id: entry.id, value: JSON.stringify(entry), entry };
}

/** The same request sent again begins the same. */
const startTexts = new WeakMap<HistoryStart, string>();

function jsonOf(start: HistoryStart): string {
  const known = startTexts.get(start);
  if (known !== undefined) return known;
  const text = JSON.stringify(start);
  startTexts.set(start, text);
  return text;
}
