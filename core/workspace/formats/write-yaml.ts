import { AppError } from '../../errors.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { maxYamlDepth } from './yaml-depth.ts';

/**
 * Characters that a plain, single-quoted or block scalar could lose or that another reader could take for a line break:
 * controls other than tab and line feed, NEL, the Unicode line separators, the byte order mark, lone surrogates and
 * non-characters. Text with one of them is written double-quoted with escapes.
 */
const needsEscapes = {
  /** Most text has no such character; this form is the fast one. Halves of pairs are looked at below. */
  mayTest: /[^\t\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/,
  isTrue: /[^\t\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u,
  test(text: string): boolean {
    return this.mayTest.test(text) && this.isTrue.test(text);
  },
};
/** Text that no YAML reader, 1.1 or 1.2, takes for anything but itself. */
const plainText = /^(?:[A-Za-z/$_(]|\.\/)[A-Za-z0-9/$_()+.,;=@%^~ -]*$/;
const plainEnd = /[A-Za-z0-9/$_()+.;=@%^~-]$/;
const reservedWords = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;

/** YAML 1.2 section 7.4.2 allows 1,024 characters for a key on one line; escapes and the quotes count. */
const longestSimpleKey = 200;

/**
 * Writes plain data as one YAML document in block style, two spaces an indent, keys in the order given. Reading it back
 * gives the same data, for any text.
 *
 * @throws AppError ERR_WORKSPACE_WRITE_FAILED for data nested deeper than can be read back
 * @see YAML 1.2.2 sections 7.3 and 8.1
 */
export function writeYaml(value: JsonObject): string {
  return isFilledMap(value) ? writeMap(value, '') : '{}\n';
}

/**
 * Writes the value of one key or list entry as it stands after `key:` or `-`, its line break included. `indent` is the
 * indent of the key's or entry's own column.
 */
export function writeYamlValue(value: JsonValue, indent: string): string {
  if (typeof value === 'string') return writeTextValue(value, indent);
  if (typeof value !== 'object' || value === null) return ` ${String(value)}\n`;
  const inner = `${indent}  `;
  if (!Array.isArray(value)) return isFilledMap(value) ? `\n${inner}${writeMap(value, inner)}` : ' {}\n';
  if (value.length === 0) return ' []\n';
  refuseTooDeep(indent);
  let text = '\n';
  for (const entry of value) text += inner + writeYamlEntry(entry, inner);
  return text;
}

/** Writes one `key: value` pair, its line break included, without the indent of its first line. */
export function writeYamlPair(key: string, value: JsonValue, indent: string): string {
  const name = writeYamlText(key);
  const start = name.length <= longestSimpleKey ? `${name}:` : `? ${name}\n${indent}:`;
  return start + writeYamlValue(value, indent);
}

/** Writes one list entry from its dash on, its line break included, without the indent of its first line. */
export function writeYamlEntry(value: JsonValue, indent: string): string {
  return isFilledMap(value) ? `- ${writeMap(value, `${indent}  `)}` : `-${writeYamlValue(value, indent)}`;
}

/** Writes text as a scalar on one line, quoted where it must be. */
export function writeYamlText(text: string): string {
  if (plainText.test(text) && plainEnd.test(text) && !reservedWords.test(text)) return text;
  if (text.includes('\n') || needsEscapes.test(text)) return doubleQuoted(text);
  return `'${text.replaceAll("'", "''")}'`;
}

function writeMap(map: JsonObject, indent: string): string {
  refuseTooDeep(indent);
  let text = '';
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    if (text !== '') text += indent;
    text += writeYamlPair(key, value, indent);
  }
  return text;
}

function refuseTooDeep(indent: string): void {
  if (indent.length < 2 * (maxYamlDepth - 2)) return;
  const message = 'The item holds data that is nested too deep to be kept.';
  throw new AppError('ERR_WORKSPACE_WRITE_FAILED', message, { details: { cause: 'nested too deep' } });
}

function isFilledMap(value: JsonValue): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).some((field) => field !== undefined);
}

function writeTextValue(text: string, indent: string): string {
  if (!text.includes('\n')) return ` ${writeYamlText(text)}\n`;
  const inner = `${indent}  `;
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x0a) end -= 1;
  const last = end === 0 ? 0x20 : text.charCodeAt(end - 1);
  // The last line must show something: readers differ on trailing lines of spaces alone.
  if (last === 0x20 || last === 0x09 || needsEscapes.test(text))
    return ` ${doubleQuotedLines(text, inner)}\n`;
  const first = text.charCodeAt(0);
  // Leading white space would be taken for the block's own indent unless the header gives it.
  const width = first === 0x20 || first === 0x0a || first === 0x09 ? '2' : '';
  const breaks = text.length - end;
  const chomping = breaks === 0 ? '-' : breaks === 1 ? '' : '+';
  const body = text.slice(0, end).replace(/\n(?=[^\n])/g, `\n${inner}`);
  const start = first === 0x0a ? '' : inner;
  return ` |${width}${chomping}\n${start}${body}${'\n'.repeat(Math.max(breaks, 1))}`;
}

function doubleQuoted(text: string): string {
  // JSON escapes quotes, backslashes, C0 controls and lone surrogates, all in forms that YAML reads too.
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * One line of the file for each line of the text, so that a diff stays readable: the break is escaped, and the white
 * space a line starts with as well (YAML 1.2.2 section 7.3.1).
 */
function doubleQuotedLines(text: string, indent: string): string {
  const lines = text.split(/(?<=\n)(?=[^\n])/);
  return lines
    .map((line) => doubleQuoted(line).slice(1, -1))
    .map((line, at) => (at > 0 && line.startsWith(' ') ? `\\${line}` : line))
    .join(`\\\n${indent}`)
    .replace(/^|$/g, '"');
}
