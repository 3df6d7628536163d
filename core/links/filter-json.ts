import { AppError } from '../errors.ts';
import { findJsonFault } from '../json-fault.ts';
import { endOfString, type JsonPath } from '../json.ts';
import { queryJson } from './json-path.ts';
import { type JsonPlaces, type JsonTree, parseJsonTree } from './json-tree.ts';
import { parseJsonPath } from './parse-json-path.ts';

/** What a query selects of a JSON text. */
export interface FilteredJson {
  /** A JSON list of the values, each exactly as it stands in the text. */
  text: string;
  /** The way to each value in the text it was taken from, in the list's order. */
  paths: JsonPath[];
  /** There may be more: a million values were looked at, or 100,000 found, or they would be larger than 64 MB. */
  isCut: boolean;
}

const maxMatches = 100_000;
const maxUnits = 64 * 1024 * 1024;

/**
 * Gives what a JSONPath query selects, as one list. Nothing is written anew: numbers keep every digit and texts every
 * escape.
 *
 * @param most Values that are given at most.
 * @throws AppError ERR_EXTRACTION_INVALID_PATH, ERR_BODY_NOT_JSON
 * @see RFC 9535
 */
export function filterJson(text: string, expression: string, most = maxMatches): FilteredJson {
  const query = parseJsonPath(expression);
  const places: JsonPlaces = new WeakMap();
  const root = parseJsonTree(text, places);
  if (root === undefined) {
    throw noTree(text);
  }
  const { matches, isCut } = queryJson(query, root);
  const parts: string[] = [];
  let units = 0;
  for (const { path } of matches.slice(0, most)) {
    const start = placeOf(path, root, places);
    const part = text.slice(start, endOfValue(text, start));
    units += part.length + 1;
    if (units > maxUnits) break;
    parts.push(part);
  }
  return {
    text: `[${parts.join(',')}]`,
    paths: matches.slice(0, parts.length).map(({ path }) => [...path]),
    isCut: isCut || parts.length < matches.length,
  };
}

/** Why a text cannot be asked: a fault, with its place, or its depth. */
function noTree(text: string): AppError {
  const fault = findJsonFault(text);
  if (fault === undefined) {
    return new AppError(
      'ERR_BODY_NOT_JSON',
      'The body nests more than 1,000 deep, further than a filter reads. Search finds text in any.',
    );
  }
  const { problem, line, column } = fault;
  return new AppError(
    'ERR_BODY_NOT_JSON',
    `The body is no JSON text: ${problem} (line ${line}, column ${column}). Search finds text in any.`,
    { details: { line, column } },
  );
}

function placeOf(path: readonly (string | number)[], root: JsonTree, places: JsonPlaces): number {
  let value: JsonTree | undefined = root;
  let start = 0;
  for (const segment of path) {
    if (Array.isArray(value)) {
      start = places.get(value)?.get(segment) ?? start;
      value = value[Number(segment)];
    } else if (value instanceof Map) {
      start = places.get(value)?.get(segment) ?? start;
      value = value.get(String(segment));
    }
  }
  return start;
}

/** Where the value that begins at `start`, or behind white space there, ends. The text is JSON. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at);
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    else if (depth === 0 && !/\s/.test(character)) return endOfWord(text, at);
    at += 1;
    if (depth === 0 && !/\s/.test(character)) return at;
  }
  return at;
}

function endOfWord(text: string, start: number): number {
  const word = /[^\s,\]}]+/y;
  word.lastIndex = start;
  return start + (word.exec(text)?.[0].length ?? 0);
}
