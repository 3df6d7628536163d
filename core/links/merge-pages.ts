import { endOfString } from '../json.ts';
import { findJsonFault } from '../json-fault.ts';

/** The most pages one call reads. */
export const maxCollectedPages = 1_000;

/** One page of a list, ready to be put together with others. */
export interface PageItems {
  /** The text between the brackets, exactly as sent; empty where the list has no items. */
  inner: string;
  count: number;
}

/**
 * Takes the items out of a page that is a JSON list, letter by letter: numbers keep every digit, names their order.
 * `undefined` where the text is no JSON list.
 */
export function readPageItems(text: string): PageItems | undefined {
  const start = text.search(/[^\s\ufeff]/);
  if (start === -1 || text.charAt(start) !== '[' || findJsonFault(text.slice(start)) !== undefined)
    return undefined;
  const inner = text.slice(start + 1, text.lastIndexOf(']')).trim();
  return { inner, count: inner === '' ? 0 : countItems(inner) };
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
