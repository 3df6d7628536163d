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

/** Tells whether pasted text is several rows rather than one value. */
export function isRowText(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return (
    lines.length > 1 &&
    lines.every((line) => separatorIndex(line.trim().replace(disabledMark, '')) !== Infinity)
  );
}
