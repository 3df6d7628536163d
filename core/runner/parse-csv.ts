/** Lines of cells, with the line of the file each begins on, counted from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/**
 * Cuts CSV into records. The separator is the one of comma, semicolon and tab that the first line has most of. Empty lines are
 * passed over. Gives the line on which a quote opens that never closes, instead.
 *
 * @see RFC 4180 section 2
 */
export function parseCsv(text: string): CsvRecord[] | { openQuote: number } {
  const separator = separatorOf(text);
  const records: CsvRecord[] = [];
  let record: CsvRecord = { line: 1, cells: [] };
  let line = 1;
  let at = 0;
  const endRecord = () => {
    if (record.cells.length > 1 || record.cells[0] !== '') records.push(record);
    record = { line, cells: [] };
  };
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      const end = endOfQuoted(text, at);
      if (end === undefined) return { openQuote: line };
      const inside = text.slice(at + 1, end - 1);
      line += inside.split('\n').length - 1;
      // What follows a quote up to the separator belongs to the cell too, as spreadsheets write it.
      const rest = endOfPlain(text, end, separator);
      cell = inside.replaceAll('""', '"') + text.slice(end, rest);
      at = rest;
    } else {
      const end = endOfPlain(text, at, separator);
      cell = text.slice(at, end);
      at = end;
    }
    record.cells.push(cell);
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) record.cells.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
    endRecord();
  }
  if (record.cells.length > 0) endRecord();
  return records;
}

function separatorOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const counts = [',', ';', '\t'].map((each) => ({ each, count: first.split(each).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).each;
}

function endOfQuoted(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') return at + 1;
    at += 1;
  }
  return undefined;
}

function endOfPlain(text: string, start: number, separator: string): number {
  let at = start;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}
