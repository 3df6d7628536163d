import { endOfString } from '../json.ts';
import { findJsonFault } from '../json-fault.ts';
import { findItemsInBody } from './next-in-body.ts';

/** The most pages one call reads. */
export const maxCollectedPages = 1_000;

/** One page of a list, ready to be put together with others. */
export interface PageItems {
  /** The text between the brackets, exactly as sent; empty where the list has no items. */
  inner: string;
  count: number;
}

/**
 * Takes the items out of a page that is a JSON list, or an object around one, letter by letter: numbers keep every digit,
 * names their order. `undefined` where the text is neither.
 */
export function readPageItems(text: string): PageItems | undefined {
  const start = text.search(/[^\s\ufeff]/);
  if (start === -1 || !'[{'.includes(text.charAt(start)) || findJsonFault(text.slice(start)) !== undefined)
    return undefined;
  const list = text.charAt(start) === '[' ? text : listInside(text);
  if (list === undefined) return undefined;
  const inner = list.slice(list.indexOf('[') + 1, list.lastIndexOf(']')).trim();
  return { inner, count: inner === '' ? 0 : countItems(inner) };
}

function listInside(page: string): string | undefined {
  const span = findItemsInBody(page);
  return span && page.slice(span.start, span.end);
}

function countItems(inner: string): number {
  let count = 1;
  let depth = 0;
  for (let at = 0; at < inner.length; at += 1) {
    const character = inner.charAt(at);
    if (character === '"') at = endOfString(inner, at);
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === ',' && depth === 0) count += 1;
  }
  return count;
}
