import { decodePercent } from '../../core/http/percent-encoding.ts';

/** A row as text: `key: value`, with `//` in front of a disabled one. */
export type TextRow = { key: string; value: string; isEnabled: boolean };

const disabledMark = /^(?:\/\/|#)\s*/;

/** The first `:`, `=` or tab that parts a key from a value; a scheme's `://` does not count. */
function separatorIndex(line: string): number {
  const colon = line.search(/:(?!\/\/)/);
  const others = [line.indexOf('='), line.indexOf('\t')];
  return Math.min(...[colon, ...others].map((index) => (index === -1 ? Infinity : index)));
}

/** Reads lines such as `k: v`, `k=v` or `k<tab>v`; blank lines are skipped, a line without a value gets an empty one. */
export function parseRowText(text: string): TextRow[] {
  const rows: TextRow[] = [];
  for (const rawLine of text.split(/\r\n|\r|\n/)) {
    const isEnabled = !disabledMark.test(rawLine.trimStart());
    const line = rawLine.trim().replace(disabledMark, '');
    if (line === '') continue;
    const at = separatorIndex(line);
    if (at === Infinity) rows.push({ key: line, value: '', isEnabled });
    else rows.push({ key: line.slice(0, at).trim(), value: line.slice(at + 1).trim(), isEnabled });
  }
  return rows;
}

/** Writes rows so that `parseRowText` reads the same; line breaks in a value become spaces. */
export function formatRowText(rows: readonly TextRow[]): string {
  return rows
    .map((row) => `${row.isEnabled ? '' : '// '}${row.key}: ${row.value.replaceAll(/[\r\n]+/g, ' ')}`)
    .join('\n');
}

/** `a=1&b=2`, as a query or a form has it: at least two pairs, and nothing that a sentence or an address has. */
const formText = /^\??[^\s=&:/?#]+=[^\s&]*(?:&[^\s=&]+(?:=[^\s&]*)?)+$/;

/** A variable in it may hold anything; the rest is decoded where it can be. */
const decodePair = (text: string) => decodePercent(text.replaceAll('+', ' '));

function parseFormText(text: string): TextRow[] {
  return text
    .replace(/^\?/, '')
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [key, value] = at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return { key: decodePair(key), value: decodePair(value), isEnabled: true };
    });
}

/** Tells whether pasted text is one line of `a=1&b=2`. */
export function isFormText(text: string): boolean {
  return formText.test(text.trim());
}

/** Reads pasted text: lines, or one line of `a=1&b=2`. */
export function parsePastedRows(text: string): TextRow[] {
  return isFormText(text) ? parseFormText(text.trim()) : parseRowText(text);
}

/** Tells whether pasted text is several rows rather than one value. */
export function isRowText(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return (
    lines.length > 1 &&
    lines.every((line) => separatorIndex(line.trim().replace(disabledMark, '')) !== Infinity)
  );
}

/** Tells whether a paste makes rows. A value may well be a whole `a=1&b=2`; a name is not. */
export function isPastedRows(text: string, intoName: boolean): boolean {
  return isRowText(text) || (intoName && isFormText(text));
}
