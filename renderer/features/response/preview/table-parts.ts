import { type CsvRecord, parseCsv } from '../../../../core/runner/parse-csv.ts';

/** What of a comma-separated text a table shows. */
export interface TableParts {
  head: string[];
  rows: CsvRecord[];
  /** Of each column, in characters. */
  widths: number[];
  /** Columns that the text has; `head` has fewer of a very wide one. */
  columnCount: number;
  /** The text goes on after the last row. */
  isCut: boolean;
}

/** Cutting this much into cells takes a few frames at most. */
const mostUnits = 2 * 1024 * 1024;
/** Each row in sight draws all of them. */
const mostColumns = 100;
const measuredRows = 200;
const narrowest = 4;
const widest = 48;

/** Takes the first lines of a long text, each of them whole. */
function beginningOf(text: string): string {
  if (text.length <= mostUnits) return text;
  const end = text.lastIndexOf('\n', mostUnits);
  return text.slice(0, end === -1 ? mostUnits : end);
}

function widthsOf(records: readonly CsvRecord[], count: number): number[] {
  const widths = Array.from({ length: count }, () => narrowest);
  for (const { cells } of records.slice(0, measuredRows)) {
    for (const [column, cell] of cells.slice(0, count).entries()) {
      widths[column] = Math.min(widest, Math.max(widths[column] ?? 0, cell.length));
    }
  }
  return widths;
}

/** Cuts comma-, semicolon- or tab-separated text into a table; `undefined` where it is none, such as with an open quote. */
export function tableParts(text: string): TableParts | undefined {
  const beginning = beginningOf(text.replace(/^\uFEFF/, ''));
  const isCut = beginning.length < text.length - 1;
  let records = parseCsv(beginning);
  if (!Array.isArray(records) && isCut) {
    // The cut went through a quoted cell: what stands before that line is whole.
    const lines = beginning.split('\n', records.openQuote - 1);
    records = parseCsv(lines.join('\n'));
  }
  if (!Array.isArray(records)) return undefined;
  const [first, ...rows] = records;
  if (first === undefined) return undefined;
  const columnCount = records.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const count = Math.min(mostColumns, columnCount);
  const head = Array.from({ length: count }, (_, column) => first.cells[column] ?? '');
  return { head, rows, widths: widthsOf(records, count), columnCount, isCut };
}
