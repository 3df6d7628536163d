import type { JsonValue } from '../json-value.ts';
import { field, isObject } from './residue.ts';

/** Gives a description's text; Postman writes it as text or as `{content, type}`. `undefined` where there is none. */
export function readDescription(raw: JsonValue | undefined): string | undefined {
  if (typeof raw === 'string') return raw;
  if (!isObject(raw)) return undefined;
  const content = field(raw, 'content');
  return typeof content === 'string' ? content : undefined;
}
