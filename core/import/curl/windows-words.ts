import { type Command, openQuote, type WordRemark } from './command.ts';

/**
 * Takes a text apart as Windows' `cmd` and the C runtime behind it do: carets first (`^"`, `^&`, `^` at the end of a
 * line), then quotes, in which a backslash escapes a quote and two quotes are one.
 */
export function splitCmd(text: string, remarks: WordRemark[]): Command[] {
  const lines = withoutCarets(text, remarks);
  return lines.map((line) => ({ words: argumentsOf(line) })).filter((command) => command.words.length > 0);
}

/** Takes the carets off and cuts at the operators and line ends that count. */
function withoutCarets(text: string, remarks: WordRemark[]): string[] {
  const lines: string[] = [];
  let line = '';
  let quoted = false;
  let skipping = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '^' && !quoted) {
      at += 1;
      if (text.charAt(at) === '\r') at += 1;
      // A caret joins the next line on; what begins that line is taken as it is.
      if (text.charAt(at) === '\n') {
        at += text.charAt(at + 1) === '\r' ? 2 : 1;
        if (text.charAt(at) === '^') at -= 1;
        else line += text.charAt(at);
      } else line += text.charAt(at);
      continue;
    }
    if (character === '"') quoted = !quoted;
    if (character === '\n' || (!quoted && '&|<>'.includes(character))) {
      if (!skipping) lines.push(line);
      line = '';
      quoted = false;
      skipping = '|<>'.includes(character);
      if (character === '|')
        remarks.push({ kind: 'pipe', detail: /^\s*([\w.-]*)/.exec(text.slice(at + 1))?.[1] ?? '' });
      if (character === '<' || character === '>') remarks.push({ kind: 'redirection', detail: '' });
      continue;
    }
    if (character !== '\r') line += character;
  }
  if (!skipping) lines.push(line);
  return lines;
}

/** Splits a command line by the rules of Microsoft's C runtime. */
function argumentsOf(line: string): string[] {
  const words: string[] = [];
  let word = '';
  let inWord = false;
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '\\') {
      const slashes = /^\\+/.exec(line.slice(at))?.[0].length ?? 0;
      const beforeQuote = line.charAt(at + slashes) === '"';
      word += '\\'.repeat(beforeQuote ? Math.floor(slashes / 2) : slashes);
      inWord = true;
      at += slashes - 1;
      if (beforeQuote && slashes % 2 === 1) {
        word += '"';
        at += 1;
      }
    } else if (character === '"') {
      inWord = true;
      if (quoted && line.charAt(at + 1) === '"') {
        word += '"';
        at += 1;
      } else quoted = !quoted;
    } else if (!quoted && (character === ' ' || character === '\t')) {
      if (inWord) words.push(word);
      word = '';
      inWord = false;
    } else {
      word += character;
      inWord = true;
    }
  }
  if (inWord) words.push(word);
  return words;
}

const powerShellEscapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b' };

/** Takes a text apart as PowerShell does: backticks escape, `''` and `""` stand for a quote inside quotes. */
export function splitPowerShell(text: string, remarks: WordRemark[]): Command[] {
  return new PowerShellLexer(text, remarks).commands();
}

class PowerShellLexer {
  private readonly text: string;
  private readonly remarks: WordRemark[];
  private readonly done: Command[] = [];
  private words: string[] = [];
  private word = '';
  private inWord = false;
  private skipping = false;
  private at = 0;

  constructor(text: string, remarks: WordRemark[]) {
    this.text = text;
    this.remarks = remarks;
  }

  commands(): Command[] {
    for (; this.at < this.text.length; this.at += 1) this.step();
    this.endCommand();
    return this.done;
  }

  private step(): void {
    const character = this.text.charAt(this.at);
    if (character === '`') this.backtick();
    else if (character === "'") this.single();
    else if (character === '"') this.double();
    else if (character === '$') this.dollar();
    else if (character === ' ' || character === '\t' || character === '\r') this.endWord();
    else if (character === '\n' || character === ';') {
      this.endCommand();
      this.skipping = false;
    } else if (character === '|' || character === '>') {
      this.endCommand();
      this.skipping = true;
      const program = /^\s*([\w.-]*)/.exec(this.text.slice(this.at + 1))?.[1] ?? '';
      this.remarks.push(
        character === '|' ? { kind: 'pipe', detail: program } : { kind: 'redirection', detail: '' },
      );
    } else if (character === '&' && !this.inWord) this.endWord();
    else this.add(character);
  }

  private add(text: string): void {
    this.word += text;
    this.inWord = true;
  }

  private endWord(): void {
    if (this.inWord && !this.skipping) this.words.push(unescapeQuotes(this.word));
    this.word = '';
    this.inWord = false;
  }

  private endCommand(): void {
    this.endWord();
    if (this.words.length > 0) this.done.push({ words: this.words });
    this.words = [];
  }

  private backtick(): void {
    const end = /^`[ \t]*\r?\n/.exec(this.text.slice(this.at, this.at + 100));
    if (end !== null) {
      this.endWord();
      this.at += end[0].length - 1;
      return;
    }
    this.at += 1;
    this.add(this.text.charAt(this.at));
  }

  private single(): void {
    const start = this.at;
    this.inWord = true;
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at);
      if (character !== "'") this.add(character);
      else if (this.text.charAt(this.at + 1) === "'") {
        this.add("'");
        this.at += 1;
      } else return;
    }
    throw openQuote(this.text, start);
  }

  private double(): void {
    const start = this.at;
    this.inWord = true;
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at);
      if (character === '`') {
        this.at += 1;
        const next = this.text.charAt(this.at);
        this.add(Object.hasOwn(powerShellEscapes, next) ? (powerShellEscapes[next] ?? '') : next);
      } else if (character === '$') this.dollar();
      else if (character !== '"') this.add(character);
      else if (this.text.charAt(this.at + 1) === '"') {
        this.add('"');
        this.at += 1;
      } else return;
    }
    throw openQuote(this.text, start);
  }

  private dollar(): void {
    const rest = this.text.slice(this.at, this.at + 300);
    const name = /^\$(?:env:(\w+)|\{(?:env:)?(\w+)\}|([A-Za-z_]\w*))/i.exec(rest);
    const variable = name?.[1] ?? name?.[2] ?? name?.[3];
    if (name !== null && variable !== undefined) {
      this.remarks.push({ kind: 'variable', detail: variable });
      this.add(`{{${variable}}}`);
      this.at += name[0].length - 1;
      return;
    }
    if (rest.startsWith('$(')) this.remarks.push({ kind: 'substitution', detail: '' });
    this.add('$');
  }
}

/** Before version 7.3 PowerShell needed `\"` for a quote that should reach the program. */
function unescapeQuotes(word: string): string {
  return /\\"/.test(word) && !/(?<!\\)"/.test(word) ? word.replaceAll('\\"', '"') : word;
}
