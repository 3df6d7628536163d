import type { JsonObject, JsonValue } from '../../../json-value.ts';
import { textOf } from '../json-answer.ts';

/**
 * Finds what an error body says of itself, where it is in none of the forms of OAuth or Okta: problem details, an `error`
 * with a message, the first of a list of `errors`, a plain `message`. Empty where it says nothing.
 *
 * @see RFC 9457 section 3.1
 */
export function wordsOfBody(body: JsonObject): string {
  return wordsOf(body) || wordsOf(body['error']) || wordsOf(firstOf(body['errors']));
}

function wordsOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const [title = '', detail = ''] = [textOf(value, 'title'), textOf(value, 'detail')];
  if (title !== '' || detail !== '') return [title, detail].filter((part) => part !== '').join(' ');
  return textOf(value, 'message') ?? textOf(value, 'error_message') ?? '';
}

function firstOf(list: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(list) ? list[0] : undefined;
}
