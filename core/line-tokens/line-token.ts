/** A part of a line of text; a line is its parts, put together. */
export interface LineToken {
  kind: 'name' | 'literal' | 'string' | 'number' | 'punctuation' | 'comment' | 'text';
  text: string;
}

/** Cuts a line by a sticky pattern that takes something at every place; parts of one kind that follow each other are one. */
export function cutLine(
  line: string,
  pattern: RegExp,
  kindOf: (part: string, end: number) => LineToken['kind'],
): LineToken[] {
  const tokens: LineToken[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(line); found !== null; found = pattern.exec(line)) {
    const [part] = found;
    if (part === '') break;
    const kind = kindOf(part, pattern.lastIndex);
    const last = tokens.at(-1);
    if (last?.kind === kind) last.text += part;
    else tokens.push({ kind, text: part });
  }
  return tokens;
}
