import { AppError } from '../../errors.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { maxYamlDepth } from './yaml-depth.ts';

/**
 * Characters that a plain, single-quoted or block scalar could lose or that another reader could take for a line break:
 * controls other than tab and line feed, NEL, the Unicode line separators, the byte order mark, lone surrogates and
 * non-characters. Text with one of them is written double-quoted with escapes.
 */
const needsEscapes =
  /[^\t\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
/** Text that no YAML reader, 1.1 or 1.2, takes for anything but itself. */
const plainText = /^[A-Za-z/$_(][A-Za-z0-9/$_()+.,;=@%^~ -]*$/;
const plainEnd = /[A-Za-z0-9/$_()+.;=@%^~-]$/;
const reservedWords = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
const blockEnd = /[^ \t\n]\n*$/;

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
  const out: string[] = [];
  if (Object.keys(value).length === 0) return '{}\n';
  writeMap(out, value, '');
  return out.join('');
}

/**
 * Writes the value of one key or list entry as it stands after `key:` or `-`, its line break included. `indent` is the
 * indent of the key's or entry's own column.
 */
export function writeYamlValue(value: JsonValue, indent: string): string {
  const out: string[] = [];
  writeValue(out, value, indent);
  return out.join('');
}

/** Writes one `key: value` pair, its line break included, without the indent of its first line. */
export function writeYamlPair(key: string, value: JsonValue, indent: string): string {
  const out: string[] = [];
  writePair(out, key, value, indent);
  return out.join('');
}

/** Writes one list entry from its dash on, its line break included, without the indent of its first line. */
export function writeYamlEntry(value: JsonValue, indent: string): string {
  const out: string[] = [];
  writeEntry(out, value, indent);
  return out.join('');
}

/** Writes text as a scalar on one line, quoted where it must be. */
export function writeYamlText(text: string): string {
  if (plainText.test(text) && plainEnd.test(text) && !reservedWords.test(text)) return text;
  if (text.includes('\n') || needsEscapes.test(text)) return doubleQuoted(text);
  return `'${text.replaceAll("'", "''")}'`;
}

function writeMap(out: string[], map: JsonObject, indent: string): void {
  refuseTooDeep(indent);
  let first = true;
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    if (!first) out.push(indent);
    first = false;
    writePair(out, key, value, indent);
  }
}

function writePair(out: string[], key: string, value: JsonValue, indent: string): void {
  const name = writeYamlText(key);
  if (name.length <= longestSimpleKey) out.push(name, ':');
  else out.push('? ', name, '\n', indent, ':');
  writeValue(out, value, indent);
}

function writeEntry(out: string[], value: JsonValue, indent: string): void {
  out.push('-');
  if (isFilledMap(value)) {
    out.push(' ');
    writeMap(out, value, `${indent}  `);
  } else {
    writeValue(out, value, indent);
  }
}

function writeValue(out: string[], value: JsonValue, indent: string): void {
  if (typeof value === 'string') {
    writeTextValue(out, value, indent);
  } else if (Array.isArray(value)) {
    if (value.length === 0) {
      out.push(' []\n');
      return;
    }
    refuseTooDeep(indent);
    out.push('\n');
    const inner = `${indent}  `;
    for (const entry of value) {
      out.push(inner);
      writeEntry(out, entry, inner);
    }
  } else if (isFilledMap(value)) {
    const inner = `${indent}  `;
    out.push('\n', inner);
    writeMap(out, value, inner);
  } else if (typeof value === 'object' && value !== null) {
    out.push(' {}\n');
  } else {
    out.push(' ', String(value), '\n');
  }
}

function refuseTooDeep(indent: string): void {
  if (indent.length < 2 * (maxYamlDepth - 2)) return;
  throw new AppError(
    'ERR_WORKSPACE_WRITE_FAILED',
    'The item holds data that is nested too deep to be kept.',
    {
      details: { cause: 'nested too deep' },
    },
  );
}

function isFilledMap(value: JsonValue): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}

function writeTextValue(out: string[], text: string, indent: string): void {
  if (!text.includes('\n')) {
    out.push(' ', writeYamlText(text), '\n');
    return;
  }
  const inner = `${indent}  `;
  // The last line must show something: readers differ on trailing lines of spaces alone.
  if (needsEscapes.test(text) || !blockEnd.test(text)) {
    out.push(' ', doubleQuotedLines(text, inner), '\n');
    return;
  }
  const first = text.charCodeAt(0);
  // Leading white space would be taken for the block's own indent unless the header gives it.
  const width = first === 0x20 || first === 0x0a || first === 0x09 ? '2' : '';
  const body = text.replace(/\n+$/, '');
  const ends = text.length - body.length;
  const chomping = ends === 0 ? '-' : ends === 1 ? '' : '+';
  out.push(' |', width, chomping, '\n');
  if (first !== 0x0a) out.push(inner);
  out.push(body.replace(/\n(?=[^\n])/g, `\n${inner}`), ends === 0 ? '\n' : '\n'.repeat(ends));
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
