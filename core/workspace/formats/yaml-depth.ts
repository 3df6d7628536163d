import { Lexer } from 'yaml';

/** Deeper than any real file; far from where the parser's recursion would exhaust the stack and with it the process. */
export const maxYamlDepth = 300;
/** The column up to which nesting in block style is looked at; two columns a level is usual. */
const maxColumn = 2 * maxYamlDepth;

/** Tells whether a text nests deeper than {@link maxYamlDepth}, without parsing it. */
export function nestsTooDeep(text: string): boolean {
  // Braces inside texts count too, so this only says that a look at the tokens is needed.
  return mayNestTooDeep(text) && tokensNestTooDeep(text);
}

function mayNestTooDeep(text: string): boolean {
  let depth = 0;
  let column = 0;
  let atStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) {
      atStart = true;
      column = 0;
    } else if (atStart && (code === 0x20 || code === 0x2d || code === 0x3f || code === 0x09)) {
      column += 1;
      if (column > maxColumn) return true;
    } else {
      atStart = false;
      if (code === 0x5b || code === 0x7b) {
        depth += 1;
        if (depth > maxYamlDepth) return true;
      } else if ((code === 0x5d || code === 0x7d) && depth > 0) {
        depth -= 1;
      }
    }
  }
  return false;
}

function tokensNestTooDeep(text: string): boolean {
  let depth = 0;
  let column = 0;
  let atStart = true;
  for (const token of new Lexer().lex(text)) {
    const first = token[0];
    if (first === '\n' || first === '\r') {
      atStart = true;
      column = 0;
    } else if (atStart && (first === ' ' || token === '-' || token === '?')) {
      column += token.length;
      if (column > maxColumn && first !== ' ') return true;
    } else {
      if (atStart && column > maxColumn && first !== '#') return true;
      atStart = false;
      if (token === '[' || token === '{') depth += 1;
      else if (token === ']' || token === '}') depth -= 1;
      if (depth > maxYamlDepth) return true;
    }
  }
  return false;
}
