/** A stretch of text in a template: plain text, or a `{{name}}`. Offsets are UTF-16 positions, `end` exclusive. */
export type Segment =
  | { kind: 'literal'; text: string; start: number; end: number }
  | { kind: 'variable'; name: string; start: number; end: number };

/**
 * Makes a pattern of a `{{name}}`, to be stepped through a text: a name holds any characters but braces and line breaks,
 * and may be blank. Of nested braces the innermost pair counts, as in Postman. No two stretches that the pattern looks
 * through overlap: it takes time by the length of a text, whatever is in it.
 */
export function variablePattern(): RegExp {
  return /\{\{[^{}\r\n]+\}\}/g;
}

/** Where a `{{name}}` begins that ends at `end`: no name holds a brace. */
export function startOfVariable(text: string, end: number): number {
  return text.lastIndexOf('{{', end - '}}'.length - 1);
}

const pattern = variablePattern();

/** Finds the next `{{name}}` at or after `from` whose name is not blank. */
export function findVariable(
  text: string,
  from: number,
): { name: string; start: number; end: number } | undefined {
  pattern.lastIndex = from;
  while (pattern.test(text)) {
    const end = pattern.lastIndex;
    const start = startOfVariable(text, end);
    const name = text.slice(start + 2, end - 2).trim();
    if (name !== '') return { name, start, end };
  }
  return undefined;
}

/** Cuts a text into literal stretches and `{{variables}}`, in order and without gaps; an empty text gives none. */
export function scanTemplate(text: string): Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  for (let found = findVariable(text, 0); found !== undefined; found = findVariable(text, found.end)) {
    if (found.start > done) {
      segments.push({ kind: 'literal', text: text.slice(done, found.start), start: done, end: found.start });
    }
    segments.push({ kind: 'variable', ...found });
    done = found.end;
  }
  if (done < text.length) {
    segments.push({ kind: 'literal', text: text.slice(done), start: done, end: text.length });
  }
  return segments;
}
