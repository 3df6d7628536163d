import { blankJsonComments } from '../json-comments.ts';
import { endOfString } from '../json.ts';
import { findVariable } from '../variables/template.ts';
import type { DeclaredVariable, DocumentMarker } from './check-document.ts';
import type { Proposal } from './complete-document.ts';

/** The text of a request's GraphQL variables: a JSON object, perhaps unfinished, with comments and `{{variables}}`. */
interface VariablesText {
  /** Names at the outermost level, quotes included in the stretch. */
  keys: { name: string; start: number; end: number }[];
  /** Where the object begins and ends; absent where it does not. */
  open?: number;
  close?: number;
  /** A `{{variable}}` stands where names could come from. */
  isOpenEnded: boolean;
}

/** Reads as much of a text as there is; its grammar is judged elsewhere. */
function readVariables(typed: string): VariablesText {
  const text = blankJsonComments(typed);
  const found: VariablesText = { keys: [], isOpenEnded: false };
  let depth = 0;
  let isKeyNext = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    const variable = character === '{' && text[at + 1] === '{' ? findVariable(text, at) : undefined;
    if (variable?.start === at) {
      if (depth === 0 || (depth === 1 && isKeyNext)) found.isOpenEnded = true;
      at = variable.end - 1;
    } else if (character === '"') {
      const quote = endOfString(text, at);
      const end = Math.min(text.length, quote + 1);
      if (depth === 1 && isKeyNext) {
        found.keys.push({ name: text.slice(at + 1, quote), start: at, end });
        isKeyNext = false;
      }
      at = end - 1;
    } else if (character === '{' || character === '[') {
      depth += 1;
      if (depth === 1 && character === '{') {
        found.open ??= at;
        isKeyNext = true;
      }
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0 && found.open !== undefined) found.close ??= at;
    } else if (character === ',' && depth === 1 && found.open !== undefined) isKeyNext = true;
  }
  return found;
}

/**
 * Says which variables of an operation are missing in a text, and which names in it the operation does not declare. Where
 * names may come out of a `{{variable}}`, none is missing.
 */
export function checkVariables(text: string, declared: readonly DeclaredVariable[]): DocumentMarker[] {
  const { keys, open, isOpenEnded } = readVariables(text);
  const given = new Set(keys.map(({ name }) => name));
  const known = new Set(declared.map(({ name }) => name));
  const unknown = keys
    .filter(({ name }) => !known.has(name))
    .map(({ name, start, end }): DocumentMarker => {
      const message = `The operation declares no variable "$${name}".`;
      return { start, end, message, severity: 'warning' };
    });
  if (isOpenEnded || (open === undefined && text.trim() !== '')) return unknown;
  const missing = declared.filter(({ name, isRequired }) => isRequired && !given.has(name));
  if (missing.length === 0) return unknown;
  const start = open ?? 0;
  const message = `Required by the operation: ${missing.map(({ name, type }) => `"${name}" (${type})`).join(', ')}.`;
  return [{ start, end: start + 1, message, severity: 'error' }, ...unknown];
}

/** Where a name of a variable is being written; nothing where a caret stands elsewhere. */
export function variableNameAt(text: string, offset: number): { start: number; end: number } | undefined {
  const before = /(?:^|[{,])\s*("?[_A-Za-z0-9]*)$/.exec(text.slice(0, offset))?.[1];
  if (before === undefined) return undefined;
  const start = offset - before.length;
  // The same place with a name in it: it counts where it is one of the outermost level.
  const probe = `${text.slice(0, start)}"":`;
  if (!readVariables(probe).keys.some((key) => key.start === start)) return undefined;
  const after = /^[_A-Za-z0-9]*"?/.exec(text.slice(offset))?.[0].length ?? 0;
  return { start, end: offset + after };
}

/** Offers the variables of an operation that a text does not give yet, where a name of one is being written. */
export function completeVariables(
  text: string,
  offset: number,
  declared: readonly DeclaredVariable[],
): Proposal[] {
  const place = variableNameAt(text, offset);
  if (place === undefined) return [];
  const { start, end } = place;
  const given = new Set(readVariables(text).keys.flatMap((key) => (key.start === start ? [] : key.name)));
  const colon = /^\s*:/.test(text.slice(end)) ? '' : ': ';
  return declared
    .filter(({ name }) => !given.has(name))
    .map(({ name, type, isRequired }) => ({
      label: name,
      kind: 'variable',
      text: `"${name}"${colon}`,
      isSnippet: false,
      start,
      end,
      detail: type,
      description: isRequired ? 'Required by the operation.' : '',
      isDeprecated: false,
      asksOn: false,
    }));
}

/** A variable to be filled in, with the JSON of a value to begin with. */
export interface NewVariable {
  name: string;
  value: string;
}

/** Adds variables to a text that lacks them; a text that is no whole object is left as it is. */
export function addVariables(text: string, added: readonly NewVariable[]): string {
  const { keys, close, isOpenEnded } = readVariables(text);
  const given = new Set(keys.map(({ name }) => name));
  const lines = added
    .filter(({ name }) => !given.has(name))
    .map(({ name, value }) => `  ${JSON.stringify(name)}: ${value}`);
  if (lines.length === 0) return text;
  if (text.trim() === '') return `{\n${lines.join(',\n')}\n}`;
  if (close === undefined || (isOpenEnded && keys.length === 0)) return text;
  // A comma behind a comment would be part of it.
  const last = blankJsonComments(text).slice(0, close).trimEnd().length;
  const before = `${text.slice(0, last)}${keys.length === 0 ? '' : ','}${text.slice(last, close)}`.trimEnd();
  return `${before}\n${lines.join(',\n')}\n${text.slice(close)}`;
}
