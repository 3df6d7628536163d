import type { LineToken } from './line-tokens/line-token.ts';

/** What a line is cut at: comments and declarations whole, then tags in their parts. */
const opening = /<!--.*?(?:-->|$)|<[!?][^>]*>?|<\/?[^\s/>"'=<]+/g;
const inTag = /\s+|\/?>|"[^"]*(?:"|$)|'[^']*(?:'|$)|=|[^\s/>"'=]+|\//gy;

/**
 * Cuts a line of XML or HTML into its parts, for colours: names of elements (`name`), of attributes (`literal`), values
 * (`string`). A line that begins inside a tag or a comment is read as text; nothing is lost.
 */
export function markupTokens(line: string): LineToken[] {
  const tokens: LineToken[] = [];
  const put = (kind: LineToken['kind'], text: string) => {
    if (text !== '') tokens.push({ kind, text });
  };
  let at = 0;
  opening.lastIndex = 0;
  for (let found = opening.exec(line); found !== null; found = opening.exec(line)) {
    const [open] = found;
    put('text', line.slice(at, found.index));
    at = found.index + open.length;
    if (open.startsWith('<!') || open.startsWith('<?')) put('comment', open);
    else {
      const slash = open.startsWith('</') ? 2 : 1;
      put('punctuation', open.slice(0, slash));
      put('name', open.slice(slash));
      at = takeAttributes(line, at, put);
    }
    opening.lastIndex = at;
  }
  put('text', line.slice(at));
  return tokens;
}

/** Takes the rest of a tag. Gives the place after it. */
function takeAttributes(
  line: string,
  from: number,
  put: (kind: LineToken['kind'], text: string) => void,
): number {
  inTag.lastIndex = from;
  for (let found = inTag.exec(line); found !== null; found = inTag.exec(line)) {
    const [part] = found;
    if (part === '>' || part === '/>') {
      put('punctuation', part);
      return found.index + part.length;
    }
    if (part.startsWith('"') || part.startsWith("'")) put('string', part);
    else if (part === '=' || part === '/') put('punctuation', part);
    else if (part.trim() === '') put('text', part);
    else put('literal', part);
  }
  return line.length;
}
