/** The words of a command line, or why it is none. */
export type SplitCommand = { kind: 'words'; words: string[] } | { kind: 'fault'; message: string };

/** What a shell would do something with. Here it would be handed to the program as it stands, which nobody means. */
const operators: readonly [pattern: RegExp, what: string][] = [
  [/^\$\(|^`/, 'runs no command inside another'],
  [/^\$[\w{]/, 'replaces no environment variables'],
  [/^(?:\|\||&&|[|&;])/, 'joins no commands'],
  [/^[<>]/, 'redirects nothing'],
  [/^\{\{/, 'replaces no {{variables}} in a command: a shared file could change what runs'],
];
/** Of them, those that a shell also takes inside double quotes. */
const quotedOperators = [operators[0], operators[1], operators[4]].filter((entry) => entry !== undefined);

/**
 * Splits a command line into the words a program is started with, by the quoting of a POSIX shell: white space parts words,
 * '…' is taken as it stands, in "…" a backslash escapes \ " $ and `, elsewhere it escapes any character. Nothing else of
 * a shell is there: what one would replace, join or redirect is a fault, unless it is in single quotes.
 *
 * @see POSIX.1-2017, Shell Command Language, section 2.2
 */
export function splitCommand(text: string): SplitCommand {
  const line = text.trim();
  if (line === '') return fault('Name a program, and what it is to be started with.');
  if (/[\r\n\0]/.test(line)) return fault('A command is one line.');
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length;) {
    const character = line.charAt(at);
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
      continue;
    }
    const piece = readPiece(line, at, word === undefined);
    if ('message' in piece) return fault(piece.message);
    word = (word ?? '') + piece.text;
    at = piece.end;
  }
  if (word !== undefined) words.push(word);
  const [program = ''] = words;
  if (program === '') return fault('The name of the program is empty.');
  if (/[\\/]/.test(program) && !/^(?:\/|[a-z]:[\\/]|\\\\)/i.test(program)) {
    return fault('Name the program alone, or by its whole path.');
  }
  return { kind: 'words', words };
}

type Piece = { text: string; end: number } | { message: string };

/** Reads one quoted stretch or one character. */
function readPiece(line: string, at: number, startsWord: boolean): Piece {
  const character = line.charAt(at);
  if (character === "'") return readSingleQuoted(line, at);
  if (character === '"') return readDoubleQuoted(line, at);
  if (character === '\\') {
    if (at + 1 >= line.length) return { message: 'The backslash at the end escapes nothing.' };
    return { text: line.charAt(at + 1), end: at + 2 };
  }
  if (character === '~' && startsWord && /^~(?:[/\w]|\s|$)/.test(line.slice(at))) {
    return { message: 'No shell runs here, so ~ is not your home folder: write the whole path.' };
  }
  const found = findOperator(line, at, operators);
  return found === undefined ? { text: character, end: at + 1 } : { message: found };
}

function readSingleQuoted(line: string, at: number): Piece {
  const end = line.indexOf("'", at + 1);
  if (end === -1) return { message: "A ' is not closed." };
  return { text: line.slice(at + 1, end), end: end + 1 };
}

function readDoubleQuoted(line: string, start: number): Piece {
  let text = '';
  for (let at = start + 1; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '"') return { text, end: at + 1 };
    if (character === '\\' && /["\\$`]/.test(line.charAt(at + 1))) {
      at += 1;
      text += line.charAt(at);
      continue;
    }
    const found = findOperator(line, at, quotedOperators);
    if (found !== undefined) return { message: found };
    text += character;
  }
  return { message: 'A " is not closed.' };
}

function findOperator(line: string, at: number, among: typeof operators): string | undefined {
  const rest = line.slice(at, at + 3);
  for (const [pattern, what] of among) {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) {
      return `No shell runs here, so Postern ${what}: put ${found} into single quotes where the program is to have it as it stands.`;
    }
  }
  return undefined;
}

function fault(message: string): SplitCommand {
  return { kind: 'fault', message };
}
