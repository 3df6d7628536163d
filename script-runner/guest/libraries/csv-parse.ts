import { type Options, parse } from 'csv-parse/browser/esm/sync';

/** Options as the version that Postman lends names them, and what they are called now. */
const renamed: Readonly<Record<string, string>> = {
  auto_parse: 'cast',
  auto_parse_date: 'cast_date',
  relax: 'relax_quotes',
  rowDelimiter: 'record_delimiter',
  skip_lines_with_empty_values: 'skip_records_with_empty_values',
  skip_lines_with_error: 'skip_records_with_error',
};

/** Parses a text of comma-separated values: `parse(text, { columns: true })`. */
function parseCsv(text: string, options: Readonly<Record<string, unknown>> = {}): unknown {
  const known = Object.entries(options).map(([name, value]) => [renamed[name] ?? name, value]);
  return parse(text, Object.fromEntries(known) as Options);
}

export const lent = Object.assign(parseCsv, { parse: parseCsv });
