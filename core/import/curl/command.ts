import { AppError } from '../../errors.ts';
import { textPosition } from '../../json.ts';

/** One simple command: its words with the quoting taken off, and what it would read from standard input. */
export interface Command {
  words: string[];
  stdin?: { kind: 'text'; text: string } | { kind: 'file'; path: string } | { kind: 'pipe' };
}

/** Something of a command line that was not done as a shell would do it; `detail` holds a name, never a value. */
export interface WordRemark {
  kind:
    | 'substitution'
    | 'pipe'
    | 'redirection'
    | 'otherCommand'
    | 'variable'
    | 'continuationAdded'
    | 'continuationRepaired'
    | 'typographicQuotes';
  detail: string;
}

/** Refuses a text whose quote at an offset is not closed. */
export function openQuote(text: string, offset: number): AppError {
  const { line, column } = textPosition(text, offset);
  return new AppError(
    'ERR_IMPORT_INVALID_CURL',
    `The quote in line ${line}, column ${column} of the cURL command is not closed. Copy the whole command and paste it again.`,
    { details: { line, column } },
  );
}

/** Tells whether a word names curl: bare, with a path, or as `curl.exe`. */
export function isCurl(word: string | undefined): boolean {
  return word !== undefined && /^(?:.*[\\/])?curl(?:\.exe)?$/i.test(word);
}
