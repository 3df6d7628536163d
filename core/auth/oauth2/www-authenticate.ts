import type { HeaderPairs } from '../../http/exchange.ts';

/** One way a server offers to authorize. */
export interface Challenge {
  /** Lower case, such as `bearer` or `dpop`. */
  scheme: string;
  /** By lower-case name; without a prototype, since servers choose the names. */
  parameters: Record<string, string | undefined>;
}

/**
 * Reads the challenges of all `WWW-Authenticate` lines: several lines, several challenges in one line, quoted values
 * with escapes. What cannot be read is left out.
 *
 * @see RFC 9110 section 11.6.1
 */
export function readChallenges(headers: HeaderPairs): Challenge[] {
  const challenges: Challenge[] = [];
  for (const [name, value] of headers) {
    if (name.toLowerCase() === 'www-authenticate') readLine(value, challenges);
  }
  return challenges;
}

const pieces =
  /([!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+\-.^_`|~0-9A-Za-z/:=]+)))?/g;

function readLine(line: string, challenges: Challenge[]): void {
  let current: Challenge | undefined;
  for (const match of line.slice(0, 16_384).matchAll(pieces)) {
    const [, word = '', quoted, plain] = match;
    if (quoted === undefined && plain === undefined) {
      current = { scheme: word.toLowerCase(), parameters: Object.create(null) as Challenge['parameters'] };
      challenges.push(current);
    } else if (current !== undefined) {
      current.parameters[word.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    }
  }
}
