import { diffLines } from 'diff';

/** A line of one side. */
export interface ComparedLine {
  /** From 1. */
  number: number;
  text: string;
}

/** A row of two texts side by side; a side is absent where the other has a line more. */
export interface ComparedRow {
  isSame: boolean;
  left: ComparedLine | undefined;
  right: ComparedLine | undefined;
}

export interface Comparison {
  rows: ComparedRow[];
  /** Index of the first row of each run of changes. */
  changes: number[];
}

/** Texts that have hardly a line in common would take minutes. */
const timeLimitMs = 5_000;

/** Compares two texts line by line; nothing where they differ too much to be lined up in time. */
export function compareLines(left: string, right: string): Comparison | undefined {
  const parts = diffLines(endLine(left), endLine(right), { timeout: timeLimitMs });
  if (parts === undefined) return undefined;
  const rows: ComparedRow[] = [];
  const changes: number[] = [];
  let leftNumber = 0;
  let rightNumber = 0;
  const leftLine = (text: string): ComparedLine => ({ number: (leftNumber += 1), text });
  const rightLine = (text: string): ComparedLine => ({ number: (rightNumber += 1), text });
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (part === undefined) continue;
    if (!part.added && !part.removed) {
      for (const text of linesOf(part.value)) {
        rows.push({ isSame: true, left: leftLine(text), right: rightLine(text) });
      }
      continue;
    }
    changes.push(rows.length);
    const next = parts[at + 1];
    const isPair = next !== undefined && next.added !== part.added && (next.added || next.removed);
    if (isPair) at += 1;
    const removed = part.removed ? linesOf(part.value) : isPair ? linesOf(next.value) : [];
    const added = part.added ? linesOf(part.value) : isPair ? linesOf(next.value) : [];
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      const [before, after] = [removed[index], added[index]];
      rows.push({
        isSame: false,
        left: before === undefined ? undefined : leftLine(before),
        right: after === undefined ? undefined : rightLine(after),
      });
    }
  }
  return { rows, changes };
}

/** Gives the rows one below the other, for narrow places: of each run of changes what went, then what came. */
export function unifyRows({ rows }: Comparison): Comparison {
  const unified: ComparedRow[] = [];
  const changes: number[] = [];
  for (let at = 0; at < rows.length;) {
    const row = rows[at];
    if (row === undefined) break;
    if (row.isSame) {
      unified.push(row);
      at += 1;
      continue;
    }
    const start = at;
    while (at < rows.length && rows[at]?.isSame === false) at += 1;
    const run = rows.slice(start, at);
    changes.push(unified.length);
    for (const { left } of run)
      if (left !== undefined) unified.push({ isSame: false, left, right: undefined });
    for (const { right } of run)
      if (right !== undefined) unified.push({ isSame: false, left: undefined, right });
  }
  return { rows: unified, changes };
}

/** Whether the last line has an end tells nothing about what stands on it. */
function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** The lines of a part. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
