import { endOfString } from '../json.ts';

/** One member of an object in a text: its name, and where its value stands. */
export interface MemberSpan {
  name: string;
  start: number;
  /** Exclusive. */
  end: number;
}

const isSpace = (character: string) =>
  character === ' ' || character === '\n' || character === '\r' || character === '\t';

/** Gives the end, exclusive, of the value that begins at a place of valid JSON. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') {
      at = endOfString(text, at);
      if (depth === 0) return at + 1;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (character === ',' || isSpace(character))) return at;
  }
  return text.length;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && (isSpace(text.charAt(at)) || text.charAt(at) === '\ufeff')) at += 1;
  return at;
}

/** Finds the members of the object that begins at a place of valid JSON, in order; none where no object does. */
export function objectMembers(text: string, from = 0): MemberSpan[] {
  const members: MemberSpan[] = [];
  let at = skipSpace(text, from);
  if (text.charAt(at) !== '{') return members;
  at = skipSpace(text, at + 1);
  while (text.charAt(at) === '"') {
    const nameEnd = endOfString(text, at) + 1;
    const name = String(JSON.parse(text.slice(at, nameEnd)));
    const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const end = endOfValue(text, start);
    members.push({ name, start, end });
    at = skipSpace(text, end);
    if (text.charAt(at) === ',') at = skipSpace(text, at + 1);
  }
  return members;
}
