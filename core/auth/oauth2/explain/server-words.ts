import { createMasker } from '../../../http/mask.ts';

const longest = 300;

/**
 * Makes a server's words fit to show: one line, short, without the secrets of the request and without texts that look
 * like tokens. Servers echo what they were sent. It is plain text; whoever shows it escapes it.
 */
export function shortenWords(words: string, secrets: readonly string[]): string {
  const oneLine = createMasker(
    secrets,
    '…',
  )(words)
    // eslint-disable-next-line no-control-regex -- these are the characters that are replaced
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/[\w-]{16,}\.[\w-]{8,}\.[\w-]{8,}/g, '…')
    .replace(/\b(?=[\w-]*\d)[\w-]{48,}/g, '…')
    .trim();
  return oneLine.length <= longest ? oneLine : `${oneLine.slice(0, longest - 1).trimEnd()}…`;
}
