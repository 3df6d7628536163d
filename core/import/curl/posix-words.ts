import { type Command, isCurl, openQuote, type WordRemark } from './command.ts';

/** A word, an operator of the shell, or the end of a line. */
interface Token {
  kind: 'word' | 'operator' | 'newline';
  text: string;
  /** The word began with a quote. */
  quoted?: boolean;
}

const operators = [
  '&&',
  '||',
  '|&',
  ';;',
  '<<<',
  '<<-',
  '<<',
  '&>>',
  '&>',
  '>>',
  '>&',
  '<&',
  '>|',
  '|',
  ';',
  '&',
  '<',
  '>',
  '(',
  ')',
];
const escapes: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
};

/** Takes a text apart by the rules of a POSIX shell, with bash's `$'…'` and here-documents. */
export function splitPosix(text: string, remarks: WordRemark[]): Command[] {
  const lexer = new PosixLexer(text, remarks);
  return group(lexer.tokens(), remarks);
}

class PosixLexer {
  private readonly text: string;
  private readonly remarks: WordRemark[];
  private at = 0;
  private word = '';
  private inWord = false;
  private quoted = false;
  private readonly list: Token[] = [];
  /** Here-documents whose text begins on the next line. */
  private readonly pending: { delimiter: string; token: Token; stripTabs: boolean }[] = [];

  constructor(text: string, remarks: WordRemark[]) {
    this.text = text;
    this.remarks = remarks;
  }

  tokens(): Token[] {
    while (this.at < this.text.length) this.step();
    this.endWord();
    return this.list;
  }

  private step(): void {
    const { text } = this;
    const character = text.charAt(this.at);
    if (character === '\n' || (character === '\r' && text.charAt(this.at + 1) === '\n'))
      return this.newline(character);
    if (character === ' ' || character === '\t' || character === '\r') {
      this.endWord();
      this.at += 1;
      return;
    }
    if (character === '#' && !this.inWord) {
      const end = text.indexOf('\n', this.at);
      this.at = end === -1 ? text.length : end;
      return;
    }
    if (character === '\\') return this.backslash();
    if (character === "'") return this.single();
    if (character === '"') return this.double();
    if (character === '$') return this.dollar(false);
    if (character === '`') return this.substitution('`');
    const operator = operators.find((candidate) => text.startsWith(candidate, this.at));
    if (operator === undefined) {
      this.add(character);
      this.at += 1;
      return;
    }
    this.operator(operator);
  }

  private add(text: string): void {
    this.word += text;
    this.inWord = true;
  }

  private startQuote(): void {
    if (!this.inWord) this.quoted = true;
    this.inWord = true;
  }

  private endWord(): void {
    if (!this.inWord) return;
    const token: Token = { kind: 'word', text: this.word, quoted: this.quoted };
    const before = this.list.at(-1);
    this.list.push(token);
    if (before?.kind === 'operator' && (before.text === '<<' || before.text === '<<-')) {
      this.pending.push({ delimiter: this.word, token, stripTabs: before.text === '<<-' });
    }
    this.word = '';
    this.inWord = false;
    this.quoted = false;
  }

  private newline(character: string): void {
    this.endWord();
    this.at += character === '\r' ? 2 : 1;
    if (this.pending.length > 0) this.hereDocuments();
    this.list.push({ kind: 'newline', text: '\n' });
  }

  private hereDocuments(): void {
    for (const { delimiter, token, stripTabs } of this.pending.splice(0)) {
      const lines: string[] = [];
      while (this.at < this.text.length) {
        const end = this.text.indexOf('\n', this.at);
        const stop = end === -1 ? this.text.length : end;
        let line = this.text.slice(this.at, stop).replace(/\r$/, '');
        this.at = Math.min(stop + 1, this.text.length);
        if (stripTabs) line = line.replace(/^\t+/, '');
        if (line === delimiter) break;
        lines.push(line);
      }
      token.text = lines.map((line) => `${line}\n`).join('');
    }
  }

  private operator(operator: string): void {
    // A number before a redirection names a file descriptor: `2>`.
    if (/^[<>]/.test(operator) && /^\d$/.test(this.word) && !this.quoted) {
      this.word = '';
      this.inWord = false;
    }
    this.endWord();
    this.list.push({ kind: 'operator', text: operator });
    this.at += operator.length;
  }

  private backslash(): void {
    const rest = /^\\([ \t]*)\r?\n/.exec(this.text.slice(this.at, this.at + 200));
    if (rest !== null) {
      // A blank after the backslash breaks the continuation for a shell; it was meant as one.
      if (rest[1] !== '') {
        this.remarks.push({ kind: 'continuationRepaired', detail: '' });
        this.endWord();
      }
      this.at += rest[0].length;
      return;
    }
    const next = this.text.charAt(this.at + 1);
    if (next !== '') this.add(next);
    this.at += 2;
  }

  private single(): void {
    const end = this.text.indexOf("'", this.at + 1);
    if (end === -1) throw openQuote(this.text, this.at);
    this.startQuote();
    this.add(this.text.slice(this.at + 1, end));
    this.at = end + 1;
  }

  private double(): void {
    const start = this.at;
    this.startQuote();
    this.at += 1;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (character === '"') {
        this.at += 1;
        return;
      }
      if (character === '\\') {
        const next = this.text.charAt(this.at + 1);
        if (next === '\n') this.at += 2;
        else if (next === '\r' && this.text.charAt(this.at + 2) === '\n') this.at += 3;
        else {
          this.add('"\\$`'.includes(next) && next !== '' ? next : `\\${next}`);
          this.at += 2;
        }
      } else if (character === '$') this.dollar(true);
      else if (character === '`') this.substitution('`');
      else {
        this.add(character);
        this.at += 1;
      }
    }
    throw openQuote(this.text, start);
  }

  private dollar(inDouble: boolean): void {
    const { text, at } = this;
    const next = text.charAt(at + 1);
    if (!inDouble && next === "'") return this.ansi();
    if (!inDouble && next === '"') {
      this.at += 1;
      return;
    }
    if (next === '(') return this.substitution('(');
    const name = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/.exec(text.slice(at, at + 300));
    const variable = name?.[1] ?? name?.[2];
    if (name !== null && variable !== undefined) {
      this.remarks.push({ kind: 'variable', detail: variable });
      this.add(`{{${variable}}}`);
      this.at += name[0].length;
      return;
    }
    this.add('$');
    this.at += 1;
  }

  /** `$'…'`: escapes as in C. */
  private ansi(): void {
    const start = this.at;
    this.startQuote();
    this.at += 2;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (character === "'") {
        this.at += 1;
        return;
      }
      if (character !== '\\') {
        this.add(character);
        this.at += 1;
        continue;
      }
      const rest = this.text.slice(this.at, this.at + 12);
      const code = /^\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/.exec(
        rest,
      );
      if (code !== null) {
        const point =
          code[4] === undefined ? parseInt(code[1] ?? code[2] ?? code[3] ?? '0', 16) : parseInt(code[4], 8);
        this.add(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
        this.at += code[0].length;
        continue;
      }
      const next = rest.charAt(1);
      this.add(
        Object.hasOwn(escapes, next) ? (escapes[next] ?? '') : '\\\'"?'.includes(next) ? next : `\\${next}`,
      );
      this.at += 2;
    }
    throw openQuote(this.text, start);
  }

  /** Copies `$(…)` or `` `…` `` as it is and names it. */
  private substitution(kind: '(' | '`'): void {
    const start = this.at;
    let end = kind === '`' ? this.text.indexOf('`', start + 1) : this.closingParenthesis(start + 1);
    if (end === -1) end = this.text.length - 1;
    this.remarks.push({ kind: 'substitution', detail: '' });
    this.add(this.text.slice(start, end + 1));
    this.at = end + 1;
  }

  private closingParenthesis(from: number): number {
    let depth = 0;
    for (let at = from; at < this.text.length; at += 1) {
      const character = this.text.charAt(at);
      if (character === '\\') at += 1;
      else if (character === '(') depth += 1;
      else if (character === ')') {
        depth -= 1;
        if (depth === 0) return at;
      }
    }
    return -1;
  }
}

/** Puts tokens together to commands. */
function group(tokens: Token[], remarks: WordRemark[]): Command[] {
  const commands: Command[] = [];
  let current: Command = { words: [] };
  let piped = false;
  const finish = () => {
    if (current.words.length > 0) {
      if (piped) current.stdin ??= { kind: 'pipe' };
      commands.push(current);
    }
    current = { words: [] };
    piped = false;
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.kind === 'word') current.words.push(token.text);
    else if (token.kind === 'newline') {
      if (continues(current, tokens[index + 1])) remarks.push({ kind: 'continuationAdded', detail: '' });
      else finish();
    } else if (/^(?:&>|[<>])/.test(token.text)) {
      index += 1;
      redirect(current, token.text, tokens[index]?.text ?? '', remarks);
    } else {
      const isPipe = token.text.startsWith('|') && token.text !== '||';
      if (isPipe) remarks.push({ kind: 'pipe', detail: firstWord(tokens, index) });
      finish();
      piped = isPipe;
    }
  }
  finish();
  return commands;
}

function firstWord(tokens: Token[], after: number): string {
  return tokens.slice(after + 1).find((token) => token.kind === 'word')?.text ?? '';
}

/** A line that begins with an option, a quote or an address goes on with the curl command before it. */
function continues(command: Command, next: Token | undefined): boolean {
  if (next?.kind !== 'word' || !command.words.some(isCurl)) return false;
  return next.quoted === true || /^(?:-|https?:\/\/|\{\{)/.test(next.text);
}

function redirect(command: Command, operator: string, operand: string, remarks: WordRemark[]): void {
  if (operator.startsWith('<<'))
    command.stdin = { kind: 'text', text: operator === '<<<' ? `${operand}\n` : operand };
  else if (operator === '<') command.stdin = { kind: 'file', path: operand };
  else remarks.push({ kind: 'redirection', detail: '' });
}
