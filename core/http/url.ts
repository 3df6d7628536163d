import { findVariable } from '../variables/template.ts';
import type { Row } from './row.ts';

/** An address as typed, cut at its first `?` and `#` outside `{{variables}}`. */
export interface AddressParts {
  /** Scheme, host and path. */
  base: string;
  /** Without the `?`; `undefined` where there is none. */
  query: string | undefined;
  /** With the `#`; empty where there is none. */
  hash: string;
}

/** Cuts an address that may hold `{{variables}}`; the three parts put together give it back. */
export function splitAddress(url: string): AddressParts {
  const [beforeHash = ''] = splitOutsideVariables(url, '#', 1);
  const hash = url.slice(beforeHash.length);
  const [base = ''] = splitOutsideVariables(beforeHash, '?', 1);
  const query = base.length === beforeHash.length ? undefined : beforeHash.slice(base.length + 1);
  return { base, query, hash };
}

/** Splits at a character wherever it does not stand inside `{{…}}`; after `limit` cuts the rest stays whole. */
export function splitOutsideVariables(text: string, separator: string, limit = Infinity): string[] {
  if (!text.includes(separator)) return [text];
  const pieces: string[] = [];
  let start = 0;
  let at = text.indexOf(separator);
  let variable = findVariable(text, 0);
  while (at !== -1 && pieces.length < limit) {
    while (variable !== undefined && variable.end <= at) variable = findVariable(text, variable.end);
    if (variable !== undefined && variable.start < at) {
      at = text.indexOf(separator, variable.end);
      continue;
    }
    pieces.push(text.slice(start, at));
    start = at + separator.length;
    at = text.indexOf(separator, start);
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** Where the path starts: the first slash after the scheme and host, or the length of the text. */
export function pathStart(base: string): number {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(base)?.[0].length ?? 0;
  const [authority = ''] = splitOutsideVariables(base.slice(scheme), '/', 1);
  return scheme + authority.length;
}

/** The name in a path segment `:name`, or `undefined` for any other segment. The whole segment is the name. */
export function pathVariableOf(segment: string): string | undefined {
  if (!segment.startsWith(':') || segment.length < 2 || segment.includes('{{')) return undefined;
  return segment.slice(1);
}

/** Gives the names of the `:name` segments of an address's path, in order, each once. */
export function pathVariableNames(url: string): string[] {
  const { base } = splitAddress(url);
  const names = new Set<string>();
  for (const segment of splitOutsideVariables(base.slice(pathStart(base)), '/')) {
    const name = pathVariableOf(segment);
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

/**
 * Brings the rows of path variables in line with an address that was edited: one row per name, in the address's order.
 * A name that changed keeps its row, so the value survives typing.
 */
export function mergePathVariables(rows: Row[], url: string): Row[] {
  const names = pathVariableNames(url);
  const left = rows.filter((row) => !names.includes(row.key));
  return names.map((name) => {
    const known = rows.find((row) => row.key === name);
    if (known !== undefined) return known;
    const renamed = left.shift();
    return renamed === undefined ? { key: name, value: '' } : { ...renamed, key: name };
  });
}
