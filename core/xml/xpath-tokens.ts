import { AppError } from '../errors.ts';

export interface XPathToken {
  kind: 'name' | 'operator' | 'literal' | 'number' | 'punctuation' | 'end';
  text: string;
  at: number;
}

const maxLength = 4_096;
const tokenPattern =
  /\s*(?:("[^"]*"|'[^']*')|(\d+(?:\.\d*)?|\.\d+)|(::|\/\/|\.\.|!=|<=|>=|[()[\].@,/|+\-=<>*$])|([\p{L}_][\p{L}\p{N}_.\-·]*(?::(?!:)(?:\*|[\p{L}_][\p{L}\p{N}_.\-·]*))?))/uy;
const wordOperators = new Set(['and', 'or', 'div', 'mod']);

export function xpathFault(message: string, at: number): AppError {
  return new AppError('ERR_EXTRACTION_INVALID_PATH', `${message} (position ${at + 1})`, {
    details: { position: at },
  });
}

/**
 * Cuts an XPath into its tokens. `*` and words such as `and` are operators where something stands before them that they can
 * join.
 *
 * @throws AppError ERR_EXTRACTION_INVALID_PATH
 * @see XPath 1.0 section 3.7
 */
export function tokenizeXPath(text: string): XPathToken[] {
  if (text.length > maxLength) throw xpathFault('The path is too long.', maxLength);
  const tokens: XPathToken[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    tokenPattern.lastIndex = at;
    const found = tokenPattern.exec(text);
    if (found === null)
      throw xpathFault('This cannot be read.', text.length - text.slice(at).trimStart().length);
    const [whole, quoted, number, sign, name] = found;
    const raw = quoted ?? number ?? sign ?? name ?? '';
    const begins = at + whole.length - raw.length;
    at += whole.length;
    if (quoted !== undefined) tokens.push({ kind: 'literal', text: quoted.slice(1, -1), at: begins });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at: begins });
    else if (name !== undefined) {
      const joins = wordOperators.has(name) && canBeJoined(tokens.at(-1));
      tokens.push({ kind: joins ? 'operator' : 'name', text: name, at: begins });
    } else if (raw === '*') {
      tokens.push({ kind: canBeJoined(tokens.at(-1)) ? 'operator' : 'name', text: raw, at: begins });
    } else {
      const isOperator = /^(?:!=|[<>]=?|[|+\-=])$/.test(raw);
      tokens.push({ kind: isOperator ? 'operator' : 'punctuation', text: raw, at: begins });
    }
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function canBeJoined(before: XPathToken | undefined): boolean {
  if (before === undefined || before.kind === 'operator') return false;
  return before.kind !== 'punctuation' || [')', ']', '.', '..'].includes(before.text);
}
