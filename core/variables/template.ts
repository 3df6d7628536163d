/** A stretch of text in a template: plain text, or a `{{name}}`. Offsets are UTF-16 positions, `end` exclusive. */
export type Segment =
  | { kind: 'literal'; text: string; start: number; end: number }
  | { kind: 'variable'; name: string; start: number; end: number };

const openBrace = 0x7b;
const closeBrace = 0x7d;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Finds the next `{{name}}` at or after `from`. A name holds any characters but braces and line breaks and is not blank;
 * of nested braces the innermost pair counts, as in Postman. Every character is looked at once.
 */
export function findVariable(
  text: string,
  from: number,
): { name: string; start: number; end: number } | undefined {
  let open = text.indexOf('{{', from);
  while (open !== -1) {
    // Of a run of braces the last two belong to the name: `{{{x}}}` is `{`, the variable, `}`.
    while (text.charCodeAt(open + 2) === openBrace) open += 1;
    const nameStart = open + 2;
    let at = nameStart;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === openBrace || code === closeBrace || code === lineFeed || code === carriageReturn) break;
    }
    if (text.charCodeAt(at) === closeBrace && text.charCodeAt(at + 1) === closeBrace) {
      const name = text.slice(nameStart, at).trim();
      if (name !== '') return { name, start: open, end: at + 2 };
    }
    open = text.indexOf('{{', at);
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
