import { endOfString, textPosition, type TextPosition } from './json.ts';

/** The first place where a text is not JSON. */
export interface JsonFault extends TextPosition {
  /** What is wrong there, as a short phrase: `a value is missing`. */
  problem: string;
}

/**
 * Finds the first place where a text breaks the grammar of JSON, or nothing where it is valid. Depth is not limited
 * and costs no stack.
 *
 * @see RFC 8259
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const fault = new FaultFinder(text).find();
  return fault && { ...textPosition(text, fault.offset), problem: fault.problem };
}

interface Found {
  offset: number;
  problem: string;
}

const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const literalPattern = /true|false|null/y;
const wordPattern = /[^\s,:[\]{}"]+/y;

/** What may come next inside a container or at the top. */
type Expected = 'value' | 'valueOrEnd' | 'keyOrEnd' | 'key' | 'colon' | 'commaOrEnd' | 'nothing';

class FaultFinder {
  private readonly text: string;
  /** Open containers: true for an object. */
  private readonly open: boolean[] = [];
  private expected: Expected = 'value';

  constructor(text: string) {
    this.text = text;
  }

  find(): Found | undefined {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      const character = text.charAt(at);
      if (character === ' ' || character === '\n' || character === '\r' || character === '\t') {
        at += 1;
        continue;
      }
      const next = this.take(character, at);
      if (typeof next !== 'number') return next;
      at = next;
    }
    if (this.expected === 'nothing') return undefined;
    if (this.open.length === 0) return { offset: text.length, problem: 'the text is empty' };
    return {
      offset: text.length,
      problem: `the text ends inside ${this.open.at(-1) ? 'an object' : 'an array'}`,
    };
  }

  /** Takes one token and gives the offset after it. */
  private take(character: string, at: number): number | Found {
    switch (this.expected) {
      case 'nothing':
        return { offset: at, problem: 'something stands after the end of the value' };
      case 'colon':
        if (character !== ':') return { offset: at, problem: 'a colon is missing after the name' };
        this.expected = 'value';
        return at + 1;
      case 'commaOrEnd':
        if (character === ',') {
          this.expected = this.open.at(-1) ? 'key' : 'value';
          return at + 1;
        }
        return (
          this.close(character, at) ?? { offset: at, problem: 'a comma or a closing bracket is missing' }
        );
      case 'keyOrEnd':
      case 'key':
        if (character === '"') return this.string(at, 'colon');
        if (this.expected === 'keyOrEnd' && character === '}') return this.close(character, at) ?? at;
        if (character === '}') return { offset: at, problem: 'a comma stands before the end of the object' };
        return { offset: at, problem: 'a name in double quotes is missing' };
      case 'value':
      case 'valueOrEnd':
        return this.value(character, at);
    }
  }

  private value(character: string, at: number): number | Found {
    if (character === '"') return this.string(at, 'end');
    if (character === '{' || character === '[') {
      this.open.push(character === '{');
      this.expected = character === '{' ? 'keyOrEnd' : 'valueOrEnd';
      return at + 1;
    }
    if (character === ']' && this.expected === 'valueOrEnd') return this.close(character, at) ?? at;
    if (character === ']') return { offset: at, problem: 'a comma stands before the end of the array' };
    for (const pattern of [numberPattern, literalPattern]) {
      pattern.lastIndex = at;
      const length = pattern.exec(this.text)?.[0].length ?? 0;
      wordPattern.lastIndex = at;
      const word = wordPattern.exec(this.text)?.[0].length ?? 0;
      if (length > 0 && length === word) {
        this.valueDone();
        return at + length;
      }
    }
    return {
      offset: at,
      problem: /[-+.0-9]/.test(character) ? 'a number is malformed' : 'a value is missing',
    };
  }

  private string(at: number, then: 'colon' | 'end'): number | Found {
    const end = endOfString(this.text, at);
    const limit = Math.min(end, this.text.length);
    for (let index = at + 1; index < limit; index += 1) {
      const code = this.text.charCodeAt(index);
      if (code < 0x20) return { offset: index, problem: 'a control character stands inside a text' };
      if (code !== 0x5c) continue;
      const escape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(this.text.slice(index, index + 6));
      if (escape === null) return { offset: index, problem: 'an escape inside a text is malformed' };
      index += escape[0].length - 1;
    }
    if (end >= this.text.length) return { offset: at, problem: 'a text is not closed' };
    if (then === 'colon') this.expected = 'colon';
    else this.valueDone();
    return end + 1;
  }

  /** Closes the open container, or gives nothing where the bracket does not fit. */
  private close(character: string, at: number): number | undefined {
    if (character !== (this.open.at(-1) ? '}' : ']')) return undefined;
    this.open.pop();
    this.valueDone();
    return at + 1;
  }

  private valueDone(): void {
    this.expected = this.open.length === 0 ? 'nothing' : 'commaOrEnd';
  }
}
