import type { ImportNote } from './report.ts';

/** Between the names of a path in a note; item names may hold slashes. */
export const pathSeparator = ' › ';

type Severity = ImportNote['severity'];

interface Tally {
  code: string;
  severity: Severity;
  path: string;
  message: (count: number) => string;
  count: number;
}

/** Collects the remarks of one source. Remarks that many items share are told once, with their number. */
export class NoteBook {
  private readonly source: string;
  private readonly notes: ImportNote[] = [];
  private readonly known = new Set<string>();
  private readonly tallies = new Map<string, Tally>();
  /** Requests that could not be mapped; each has a `lost` note. */
  lostRequests = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** Adds a remark about one place, once. */
  add(code: string, severity: Severity, where: readonly string[], message: string): void {
    const note: ImportNote = { code, severity, path: this.path(where), message };
    const key = `${code}\n${note.path}\n${message}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.notes.push(note);
  }

  /** Adds a remark about a request (or several) that could not be mapped. */
  addLost(code: string, where: readonly string[], message: string, requests: number): void {
    this.lostRequests += requests;
    this.add(code, 'lost', where, message);
  }

  /** Counts a remark that may hold for many items; `topic` keeps remarks of one code apart. The first place is kept. */
  tally(
    code: string,
    severity: Severity,
    where: readonly string[],
    message: (count: number) => string,
    { topic = '', count = 1 }: { topic?: string; count?: number } = {},
  ): void {
    const key = `${code} ${topic}`;
    const known = this.tallies.get(key);
    if (known !== undefined) known.count += count;
    else this.tallies.set(key, { code, severity, path: this.path(where), message, count });
  }

  /** Gives all remarks: single ones first, then the counted ones. */
  list(): ImportNote[] {
    const counted = Array.from(this.tallies.values(), ({ code, severity, path, message, count }) => ({
      code,
      severity,
      path,
      message: message(count),
    }));
    return [...this.notes, ...counted];
  }

  private path(where: readonly string[]): string {
    return [this.source, ...where].filter((name) => name !== '').join(pathSeparator);
  }
}
