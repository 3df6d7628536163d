import { AppError, type ErrorCode } from '../errors.ts';

/** @see RFC 9110 section 5.6.2 */
const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const tokenCharacter = /[!#$%&'*+\-.^_`|~0-9A-Za-z]/;

/** Control characters but the tab, and everything beyond Latin-1, which a header line cannot carry. */
// eslint-disable-next-line no-control-regex -- these are the characters that are refused
const illegalInValue = /[\u0000-\u0008\u000a-\u001f\u007f\u0100-\uffff]/;

// eslint-disable-next-line no-control-regex -- these are the characters that are refused
const controlCharacter = /[\u0000-\u001f\u007f]/;

/** Where a refused character stands. */
export interface CharacterPlace {
  where: string;
  key?: string;
}

/** Gives the method to send: empty means GET, and the common ones are upper case, as in `fetch`. */
export function normaliseMethod(method: string): string {
  const trimmed = method.trim();
  const upper = trimmed.toUpperCase();
  return upper === '' ? 'GET' : commonMethods.has(upper) ? upper : trimmed;
}

const commonMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

/** @see RFC 9110 section 9.2.1 */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Tells whether a method, as it is sent, only reads: then a request may go out twice. */
export function isSafeMethod(method: string): boolean {
  return safeMethods.has(method);
}

/** @throws AppError ERR_REQUEST_INVALID_METHOD @see RFC 9110 section 9.1 */
export function assertMethod(method: string): void {
  if (!tokenPattern.test(method)) {
    const position = firstOutside(method, tokenCharacter);
    throw refusal('ERR_REQUEST_INVALID_METHOD', 'The method', method, position, { where: 'method' });
  }
  if (method.toUpperCase() === 'CONNECT') {
    throw new AppError(
      'ERR_REQUEST_INVALID_METHOD',
      'CONNECT opens a tunnel through a proxy and is not sent as a request. Set a proxy in the settings instead.',
      { details: { where: 'method' } },
    );
  }
}

/** @throws AppError ERR_REQUEST_INVALID_HEADER @see RFC 9110 section 5.1 */
export function assertHeaderName(name: string): void {
  if (tokenPattern.test(name)) return;
  const position = firstOutside(name, tokenCharacter);
  throw refusal('ERR_REQUEST_INVALID_HEADER', 'The name of a header', name, position, {
    where: 'headerName',
  });
}

/**
 * Refuses control characters, which would add lines to the request, and characters beyond Latin-1, for which a header
 * has no agreed encoding. Latin-1 is sent as it is, one byte each.
 *
 * @throws AppError ERR_REQUEST_INVALID_HEADER with the position in details
 * @see RFC 9110 section 5.5
 */
export function assertHeaderValue(name: string, value: string): void {
  const position = value.search(illegalInValue);
  if (position === -1) return;
  throw refusal('ERR_REQUEST_INVALID_HEADER', `The header "${name}"`, value, position, {
    where: 'header',
    key: name,
  });
}

/** Refuses control characters in a text that becomes part of a line. @throws AppError with the given code */
export function assertNoControls(
  code: ErrorCode,
  subject: string,
  text: string,
  place: CharacterPlace,
): void {
  const position = text.search(controlCharacter);
  if (position !== -1) throw refusal(code, subject, text, position, place);
}

function firstOutside(text: string, legal: RegExp): number {
  let at = 0;
  for (const character of text) {
    if (!legal.test(character)) return at;
    at += character.length;
  }
  return at;
}

/** Names the character by its number: shown as itself it could break the very line that reports it. */
function refusal(
  code: ErrorCode,
  subject: string,
  text: string,
  position: number,
  place: CharacterPlace,
): AppError {
  const point = text.codePointAt(position);
  const details = { where: place.where, ...(place.key === undefined ? {} : { key: place.key }), position };
  if (point === undefined) return new AppError(code, `${subject} is empty.`, { details });
  const character = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return new AppError(
    code,
    `${subject} holds the character ${character} at position ${position + 1}, which cannot be sent. Remove it, or the variable it comes from.`,
    { details: { ...details, character } },
  );
}
