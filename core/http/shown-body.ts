import { createMasker } from './mask.ts';
import { maskSecretFields } from './secret-fields.ts';
import type { BodyPart } from './wire-request.ts';

/** The beginning of a body as it may be kept and shown. */
export interface ShownBody {
  text: string;
  /** More followed. */
  isCut: boolean;
}

/**
 * Masks a text and cuts it. A secret that stands across the cut is gone as a whole: what is looked at is longer than what is
 * kept by the longest secret.
 */
export function cutAndMask(text: string, secrets: readonly string[], limitChars: number): ShownBody {
  // Percent-encoded, one character of a secret can be nine.
  const longest = secrets.reduce((most, secret) => Math.max(most, secret.length * 9), 0);
  const looked = text.slice(0, limitChars + longest);
  const masked = createMasker(secrets)(looked);
  const whole =
    looked.length === text.length ? masked : masked.slice(0, Math.max(masked.length - longest, 0));
  const isCut = text.length > limitChars || whole.length > limitChars;
  return { text: maskSecretFields(whole.slice(0, limitChars)), isCut };
}

/** Gives the body of a request as it may be kept and shown; a file stands there by its name. */
export function showRequestBody(
  parts: readonly BodyPart[] | undefined,
  secrets: readonly string[],
  limitChars: number,
): ShownBody | undefined {
  if (parts === undefined || parts.length === 0) return undefined;
  let text = '';
  for (const part of parts) {
    text += part.kind === 'text' ? part.text : `[file ${part.path.split(/[\\/]/).at(-1) ?? ''}]`;
  }
  return text === '' ? undefined : cutAndMask(text, secrets, limitChars);
}
