import { AppError } from '../../errors.ts';

/** One block of a `.bru` file: its name, where it starts, and what stands in it, not yet read. */
export interface BruBlock {
  name: string;
  kind: 'braces' | 'list';
  line: number;
  lines: string[];
}

/** One `key: value` of a block. */
export interface BruPair {
  key: string;
  value: string;
  disabled: boolean;
  /** The variable holds for the request only (`@name`). */
  local: boolean;
  description?: string;
  line: number;
}

/** The most characters of one file; real ones have a few thousand. */
export const maxBruCharacters = 16 * 1024 * 1024;

const blockStart = /^([a-z][a-z0-9_:-]*)[ \t]*([{[])[ \t]*$/i;
const emptyBlock = /^([a-z][a-z0-9_:-]*)[ \t]*(\{[ \t]*\}|\[[ \t]*\])[ \t]*$/i;

/** Blocks that hold text rather than pairs. */
const textBlock =
  /^(?:body(?::(?:json|text|xml|sparql|graphql|graphql:vars))?|script:.*|tests|docs|example)$/;

/**
 * Splits a `.bru` file into its blocks. A block ends with a brace at the start of a line.
 *
 * @throws AppError ERR_IMPORT_INVALID_BRU (`details.line`) for a line outside any block, or a block without end
 */
export function parseBru(text: string): BruBlock[] {
  if (text.length > maxBruCharacters) throw invalid('the file is too large', 1);
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const blocks: BruBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const empty = emptyBlock.exec(line);
    if (empty !== null) {
      blocks.push({ name: empty[1] ?? '', kind: kindOf(empty[2]), line: at + 1, lines: [] });
      continue;
    }
    const start = blockStart.exec(line);
    if (start === null) throw invalid('a block such as "get {" was expected', at + 1);
    const block: BruBlock = { name: start[1] ?? '', kind: kindOf(start[2]), line: at + 1, lines: [] };
    const end = endOf(lines, at + 1, block);
    if (end === undefined) throw invalid(`the block "${block.name}" does not end`, at + 1);
    for (let inner = at + 1; inner < end; inner += 1) block.lines.push(lines[inner] ?? '');
    blocks.push(block);
    at = end;
  }
  return blocks;
}

function kindOf(bracket: string | undefined): BruBlock['kind'] {
  return bracket?.startsWith('[') === true ? 'list' : 'braces';
}

function endOf(lines: string[], from: number, block: BruBlock): number | undefined {
  const isText = textBlock.test(block.name);
  const close = block.kind === 'list' ? ']' : '}';
  let quoted = false;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    // A quoted value may hold anything, a brace at the start of a line too.
    if (quoted) quoted = !line.includes("'''");
    else if (line.trimEnd() === close) return at;
    else if (!isText) quoted = opensQuote(line);
  }
  return undefined;
}

function opensQuote(line: string): boolean {
  const at = line.search(/:[ \t]*'''/);
  return at !== -1 && !line.slice(line.indexOf("'''", at) + 3).includes("'''");
}

/** The text of a block, without the two columns every line is set in. */
export function bruText(block: BruBlock): string {
  return block.lines.map((line) => line.replace(/^ {1,2}/, '')).join('\n');
}

/** The names of a list block. */
export function bruList(block: BruBlock): { name: string; disabled: boolean }[] {
  return block.lines
    .flatMap((line) => line.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => ({ name: entry.replace(/^[~@]+/, ''), disabled: entry.startsWith('~') }));
}

/**
 * The pairs of a block, in order.
 *
 * @throws AppError ERR_IMPORT_INVALID_BRU (`details.line`) for a line that is no pair, or a quoted value without end
 */
export function bruPairs(block: BruBlock): BruPair[] {
  const pairs: BruPair[] = [];
  let description: string | undefined;
  for (let at = 0; at < block.lines.length; at += 1) {
    const text = (block.lines[at] ?? '').trim();
    const line = block.line + at + 1;
    if (text === '') continue;
    const annotation = /^@([a-z]\w*)\((.*)\)$/i.exec(text);
    if (annotation !== null) {
      if (annotation[1] === 'description') description = annotation[2]?.replace(/^(['"])([^]*)\1$/, '$2');
      continue;
    }
    const pair = splitPair(text);
    if (pair === undefined) throw invalid('"name: value" was expected', line);
    const whole = wholeValue(pair.value, block, at);
    if (whole === undefined) throw invalid("a value that starts with ''' does not end", line);
    at = whole.last;
    pairs.push({ ...pair, value: whole.value, line, ...(description === undefined ? {} : { description }) });
    description = undefined;
  }
  return pairs;
}

function splitPair(
  text: string,
): { key: string; value: string; disabled: boolean; local: boolean } | undefined {
  const match = /^(~?)(@?)(?:"((?:[^"\\]|\\.)*)"|([^:]*?))[ \t]*:[ \t]*([^]*)$/.exec(text);
  if (match === null) return undefined;
  const [, disabled, local, quoted, plain, value = ''] = match;
  return {
    key: quoted === undefined ? (plain ?? '') : quoted.replace(/\\(["\\])/g, '$1'),
    value,
    disabled: disabled === '~',
    local: local === '@',
  };
}

/** A value with the lines it goes on for: one in `'''`, or a list in brackets. */
function wholeValue(value: string, block: BruBlock, at: number): { value: string; last: number } | undefined {
  if (value === '[') {
    const end = block.lines.findIndex((line, index) => index > at && line.trim() === ']');
    if (end === -1) return undefined;
    const entries = block.lines.slice(at + 1, end).map((line) => line.trim().replace(/,$/, ''));
    return { value: entries.filter((entry) => entry !== '').join(', '), last: end };
  }
  if (!value.startsWith("'''")) return { value, last: at };
  const first = value.slice(3);
  const sameLine = first.indexOf("'''");
  if (sameLine !== -1)
    return { value: `${first.slice(0, sameLine)}${tail(first.slice(sameLine + 3))}`, last: at };
  const end = block.lines.findIndex((line, index) => index > at && line.includes("'''"));
  if (end === -1) return undefined;
  const closing = block.lines[end] ?? '';
  const quote = closing.indexOf("'''");
  const lines = [first, ...block.lines.slice(at + 1, end), closing.slice(0, quote)];
  if (lines[0]?.trim() === '') lines.shift();
  if (lines.at(-1)?.trim() === '') lines.pop();
  const text = lines.map((line) => line.replace(/^ {1,4}/, '')).join('\n');
  return { value: `${text}${tail(closing.slice(quote + 3))}`, last: end };
}

function tail(text: string): string {
  return text.trim() === '' ? '' : ` ${text.trim()}`;
}

function invalid(problem: string, line: number): AppError {
  return new AppError(
    'ERR_IMPORT_INVALID_BRU',
    `The .bru text cannot be read: in line ${line}, ${problem}.`,
    {
      details: { line },
    },
  );
}
