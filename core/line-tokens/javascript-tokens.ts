import { cutLine, type LineToken } from './line-token.ts';

const parts =
  /\/\/.*|\/\*.*?(?:\*\/|$)|"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$)|`(?:[^`\\]|\\.)*(?:`|\\?$)|\.?\d[\w.]*|[\p{L}_$#][\p{L}\p{N}_$]*|\s+|[^\p{L}\p{N}_$#\s"'`/]+|[^]/guy;

const words = new Set(
  'async await break case catch class const continue debugger default delete do else export extends false finally for from function if import in instanceof let new null of return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  ),
);
/** The middle of a comment of several lines, as people write it. */
const insideComment = /^\s*\*(?:[\s/]|$)/;

/** Cuts a line of JavaScript into its parts. What began on a line before, such as a template, is not known. */
export function javascriptTokens(line: string): LineToken[] {
  if (insideComment.test(line)) return [{ kind: 'comment', text: line }];
  return cutLine(line, parts, (part) => {
    if (part.startsWith('//') || part.startsWith('/*')) return 'comment';
    if (/^["'`]/.test(part)) return 'string';
    if (/^\.?\d/.test(part)) return 'number';
    if (words.has(part)) return 'literal';
    return /^[\p{L}_$#\s]/u.test(part) ? 'text' : 'punctuation';
  });
}
