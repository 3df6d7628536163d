import { AppError } from '../../errors.ts';

/** Characters Okta takes in `state`; it refuses the whole request for any other. */
const legalState = /^[A-Za-z0-9,._-]+$/;
const illegalCharacter = /[^A-Za-z0-9,._-]/;

/** Stands between a typed state and its random part. */
export const stateSeparator = '.';

/** 128 bits in base64url, the least that cannot be guessed. @see RFC 6749 section 10.10 */
const leastRandomLength = 22;

/** Tells whether a text may be a `state`: letters, digits, comma, dot, underscore, hyphen. */
export function isLegalState(state: string): boolean {
  return legalState.test(state);
}

/**
 * Makes the `state` of one flow: the typed text, where there is one, and a random part, so that a fixed text is no
 * weakness. On return it is compared as a whole.
 *
 * @param random At least 128 random bits as base64url, fresh for every flow.
 * @throws AppError ERR_OAUTH_STATE_INVALID for a typed text with another character, or a random part that is too short
 * @see RFC 6749 section 10.12
 */
export function composeState(typed: string, random: string): string {
  const character = illegalCharacter.exec(typed)?.[0];
  if (character !== undefined) {
    throw new AppError(
      'ERR_OAUTH_STATE_INVALID',
      `State takes letters, digits, comma, dot, underscore and hyphen only. Remove ${JSON.stringify(character)}, or leave the field empty.`,
      { details: { character, position: typed.indexOf(character) } },
    );
  }
  if (random.length < leastRandomLength || !isLegalState(random)) {
    throw new AppError('ERR_OAUTH_STATE_INVALID', 'The random part of the state is too short.', {
      details: { randomLength: random.length },
    });
  }
  return typed === '' ? random : `${typed}${stateSeparator}${random}`;
}

/** Compares two states as a whole, in the same time wherever they differ. */
export function sameState(expected: string, received: string): boolean {
  let difference = expected.length ^ received.length;
  for (let at = 0; at < expected.length; at += 1) {
    difference |= expected.charCodeAt(at) ^ (received.charCodeAt(at) || 0);
  }
  return difference === 0 && expected !== '';
}
