import type { Command, WordRemark } from './command.ts';
import { splitCmd, splitPowerShell } from './windows-words.ts';
import { splitPosix } from './posix-words.ts';

/** Whose quoting a command line follows. */
export type Shell = 'posix' | 'cmd' | 'powershell';

/** A text taken apart as a shell would. Nothing of it is ever run. */
export interface CommandLines {
  shell: Shell;
  commands: Command[];
  remarks: WordRemark[];
}

/**
 * Takes a pasted text apart into commands and words, by the quoting of the shell it was written for: POSIX, Windows
 * `cmd` (carets) or PowerShell (backticks). Substitutions, pipes and redirections are named and never executed; a
 * variable `$name` becomes `{{name}}`.
 *
 * @throws AppError ERR_IMPORT_INVALID_CURL with `details.line` and `details.column` where a quote is not closed
 */
export function splitCommands(source: string): CommandLines {
  const remarks: WordRemark[] = [];
  const text = straightenQuotes(source, remarks);
  const shell = shellOf(text);
  const split = { posix: splitPosix, cmd: splitCmd, powershell: splitPowerShell }[shell];
  return { shell, commands: split(text, remarks), remarks };
}

/** Tells the shell by what only that shell does at the end of a line or before a quote. */
function shellOf(text: string): Shell {
  if (/\^[ \t]*(?:\r?\n|$)/.test(text) || /(?:^|\s)\^"/.test(text)) return 'cmd';
  if (/[ \t]`[ \t]*\r?\n/.test(text) || /\$env:\w/i.test(text)) return 'powershell';
  return 'posix';
}

/** Word processors turn quotes into curly ones; where a text has no straight ones, the curly ones were meant as quotes. */
function straightenQuotes(text: string, remarks: WordRemark[]): string {
  if (!/[\u201c\u201d\u2018\u2019]/.test(text) || /["']/.test(text)) return text;
  remarks.push({ kind: 'typographicQuotes', detail: '' });
  return text.replaceAll(/[\u201c\u201d]/g, '"').replaceAll(/[\u2018\u2019]/g, "'");
}
