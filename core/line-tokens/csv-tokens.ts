import { cutLine, type LineToken } from './line-token.ts';

const parts = /"(?:[^"]|"")*(?:"|$)|[,;\t]|[^",;\t]+/gy;
const number = /^\s*[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i;

/** Cuts a line of comma-, semicolon- or tab-separated values into its cells; one that begins inside a quoted cell is read as cells. */
export function csvTokens(line: string): LineToken[] {
  return cutLine(line, parts, (part) => {
    if (part === ',' || part === ';' || part === '\t') return 'punctuation';
    if (part.startsWith('"')) return 'string';
    return number.test(part) ? 'number' : 'text';
  });
}
