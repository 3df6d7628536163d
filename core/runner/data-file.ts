import { AppError } from '../errors.ts';
import { scalarText } from '../links/json-path.ts';
import { JsonNumber, type JsonTree, parseJsonTree } from '../links/json-tree.ts';
import { parseCsv } from './parse-csv.ts';

/** What the variables of one round are set to, by name. */
export type DataRow = Readonly<Record<string, string>>;

/** Larger files are for other programs. */
export const dataFileLimits = { chars: 16 * 1024 * 1024, rows: 10_000, columns: 200 } as const;

/**
 * Reads a data file of a run: CSV with a line of names, or a JSON list of objects. Numbers of JSON keep every digit, `null` is
 * empty, lists and objects become JSON texts.
 *
 * @throws AppError ERR_RUN_DATA_INVALID, with `details.line` where it is a line's fault
 * @see RFC 4180
 */
export function parseDataFile(text: string): DataRow[] {
  if (text.length > dataFileLimits.chars) throw invalid('The data file is larger than 16 MB.');
  const plain = text.replace(/^\uFEFF/, '');
  const rows = /^\s*[[{]/.test(plain) ? readJson(plain) : readCsv(plain);
  if (rows.length === 0) throw invalid('The data file has no rows.');
  if (rows.length > dataFileLimits.rows) throw invalid('The data file has more than 10,000 rows.');
  return rows;
}

function readJson(text: string): DataRow[] {
  const list = parseJsonTree(text);
  if (!Array.isArray(list)) {
    throw invalid(
      list === undefined ? 'The data file is no JSON text.' : 'The data file must be a JSON list of objects.',
    );
  }
  return list.map((entry, index) => {
    if (!(entry instanceof Map)) throw invalid(`Entry ${index + 1} of the data file is no object.`);
    return Object.fromEntries(
      Array.from(entry, ([name, value]): [string, string] => [name, value === null ? '' : textOf(value)]),
    );
  });
}

function textOf(value: JsonTree): string {
  return scalarText(value) ?? writeTree(value);
}

/** The parser bounds the depth. */
function writeTree(value: JsonTree): string {
  if (value instanceof JsonNumber) return value.token;
  if (Array.isArray(value)) return `[${value.map(writeTree).join(',')}]`;
  if (value instanceof Map) {
    const members = Array.from(value, ([name, inner]) => `${JSON.stringify(name)}:${writeTree(inner)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

function readCsv(text: string): DataRow[] {
  const records = parseCsv(text);
  if (!Array.isArray(records)) {
    throw invalid(`The quote on line ${records.openQuote} does not close.`, records.openQuote);
  }
  const [head, ...rest] = records;
  if (head === undefined) return [];
  const names = head.cells.map((name) => name.trim());
  if (names.length > dataFileLimits.columns) throw invalid('The data file has more than 200 columns.', 1);
  const wrong = names.find((name, index) => name === '' || names.indexOf(name) !== index);
  if (wrong !== undefined) {
    throw invalid(
      wrong === '' ? 'A column of the data file has no name.' : `Two columns are called "${wrong}".`,
      head.line,
    );
  }
  return rest.map(({ line, cells }) => {
    if (cells.length > names.length) {
      throw invalid(
        `Line ${line} has ${cells.length} values, but there are ${names.length} names. Put values with commas in quotes.`,
        line,
      );
    }
    return Object.fromEntries(names.map((name, index): [string, string] => [name, cells[index] ?? '']));
  });
}

function invalid(message: string, line?: number): AppError {
  return new AppError('ERR_RUN_DATA_INVALID', message, line === undefined ? {} : { details: { line } });
}
