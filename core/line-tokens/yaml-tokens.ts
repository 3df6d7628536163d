import { cutLine, type LineToken } from './line-token.ts';

/** Indentation and the dashes of a list, then a key up to its colon. */
const head =
  /^(\s*(?:(?:-|\?)\s+)*)(?:("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#&*!|>%@`"'{[\],}-][^#]*?|-[^\s#][^#]*?)(\s*:)(?=\s|$))?/;
const parts =
  /(?<!\S)#.*|"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^']|'')*(?:'|$)|[{}[\],]|(?<=[\s{[,]|^):(?=\s)|(?<![\w.-])[&*!][^\s,{}[\]]*|[^\s"'{}[\],]+|\s+|[^]/gy;
const number = /^[+-]?(?:\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?|0x[\da-f]+|0o[0-7]+|\.inf|\.nan)$/i;
const constant = /^(?:true|false|null|~|yes|no|on|off)$/i;

/** Cuts a line of YAML into its parts: keys (`name`), values by what they are. A block of text of several lines is read line by line. */
export function yamlTokens(line: string): LineToken[] {
  if (/^(?:---|\.\.\.|%)(?:\s|$|\w)/.test(line)) return [{ kind: 'comment', text: line }];
  const [all = '', start = '', key = '', colon = ''] = head.exec(line) ?? [];
  const tokens: LineToken[] = [
    { kind: 'punctuation' as const, text: start },
    { kind: 'name' as const, text: key },
    { kind: 'punctuation' as const, text: colon },
  ].filter(({ text }) => text !== '');
  const value = line.slice(all.length);
  return [...tokens, ...cutLine(value, parts, kindOf)];
}

function kindOf(part: string): LineToken['kind'] {
  if (part.startsWith('#')) return 'comment';
  if (/^["']/.test(part)) return 'string';
  if (/^[{}[\],:]$/.test(part)) return 'punctuation';
  if (/^[&*!]/.test(part) || constant.test(part) || /^[|>][+-]?\d?$/.test(part)) return 'literal';
  if (number.test(part)) return 'number';
  return 'text';
}
