import { endOfString } from '../json.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';

/** One member of a JSON object, with the place and the exact text of its value. */
export interface JsonMember {
  name: string;
  /** Parsed; a number beyond 2^53 is inexact here and exact in `valueText`. */
  value: JsonValue;
  /** The value as it stands in the text: big numbers, escapes and spacing untouched. */
  valueText: string;
  /** Offset of the name's opening quote. */
  start: number;
  /** Offsets of the value. */
  valueStart: number;
  valueEnd: number;
}

const COMMA = 0x2c;
const COLON = 0x3a;

/** Reads the members of a JSON object in order, repeated names included; `undefined` where the text is no JSON object. */
export function readObjectMembers(text: string): JsonMember[] | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return undefined;
  const members: JsonMember[] = [];
  const values = root as JsonObject;
  let at = text.indexOf('{') + 1;
  for (;;) {
    at = skip(text, at, COMMA);
    if (text.charAt(at) !== '"') break;
    const nameEnd = endOfString(text, at) + 1;
    const valueStart = skip(text, nameEnd, COLON);
    const valueEnd = endOfValue(text, valueStart);
    const valueText = text.slice(valueStart, valueEnd);
    const quotedName = text.slice(at, nameEnd);
    const name = quotedName.includes('\\') ? (JSON.parse(quotedName) as string) : quotedName.slice(1, -1);
    members.push({ name, value: values[name] as JsonValue, valueText, start: at, valueStart, valueEnd });
    at = valueEnd;
  }
  // Of repeated names the object has the last value only.
  if (members.length !== Object.keys(values).length) {
    for (const member of members) member.value = JSON.parse(member.valueText) as JsonValue;
  }
  return members;
}

/** Gives the last member of a name, which is the one `JSON.parse` keeps. */
export function findMember<M extends Pick<JsonMember, 'name'>>(
  members: readonly M[],
  name: string,
): M | undefined {
  for (let at = members.length - 1; at >= 0; at -= 1) {
    const member = members[at];
    if (member?.name === name) return member;
  }
  return undefined;
}

/**
 * Sets one member in the text of a JSON object and leaves every other character as it is. A new member goes last, in
 * the style of the text; a text that is no object is replaced.
 */
export function setMember(text: string, name: string, value: JsonValue): string {
  const members = readObjectMembers(text);
  const valueText = JSON.stringify(value);
  if (members === undefined) return `{\n  ${JSON.stringify(name)}: ${valueText}\n}`;
  const known = findMember(members, name);
  if (known !== undefined) return text.slice(0, known.valueStart) + valueText + text.slice(known.valueEnd);
  const last = members.at(-1);
  if (last === undefined) {
    const open = text.indexOf('{') + 1;
    return `${text.slice(0, open)}\n  ${JSON.stringify(name)}: ${valueText}\n${text.slice(text.indexOf('}'))}`;
  }
  const lineStart = text.lastIndexOf('\n', last.start);
  const indent = lineStart === -1 ? undefined : text.slice(lineStart, last.start);
  const lead = indent !== undefined && indent.trim() === '' ? indent : ' ';
  const colon = lead === ' ' && !/":\s/.test(text) ? ':' : ': ';
  return `${text.slice(0, last.valueEnd)},${lead}${JSON.stringify(name)}${colon}${valueText}${text.slice(last.valueEnd)}`;
}

/** Skips white space and one mark. JSON knows no white space but these four. */
function skip(text: string, from: number, mark: number): number {
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== mark && code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}

/** Gives the offset just past the value that starts at `start`, in a text that `JSON.parse` accepted. */
function endOfValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return endOfString(text, start) + 1;
  if (first !== '{' && first !== '[') {
    let end = start;
    while (isScalarCode(text.charCodeAt(end))) end += 1;
    return end;
  }
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at);
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** Part of a number, `true`, `false` or `null`; false past the end. */
function isScalarCode(code: number): boolean {
  return (
    (code >= 0x2b && code <= 0x39 && code !== COMMA) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a)
  );
}
