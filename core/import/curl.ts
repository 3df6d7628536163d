import { AppError } from '../errors.ts';
import { type Command, isCurl, type WordRemark } from './curl/command.ts';
import { CurlDraft, type CurlRequest } from './curl/draft.ts';
import { type CurlOption, readCurlOptions } from './curl/options.ts';
import { splitCommands } from './curl/words.ts';
import { countOf } from '../count-of.ts';
import type { NoteBook } from './notes.ts';

/** Tells whether a text is a cURL command, perhaps after a prompt, `sudo`, variables or comments. */
export function isCurlText(text: string): boolean {
  const start = text.replace(/^(?:\s*#[^\n]*\n)+/, '').trimStart();
  const command =
    /^(?:[$>%#]\s+)?(?:(?:sudo|time|env)\s+|\w+=\S*\s+)*(?!\w+:\/\/)(?:\S*[\\/])?curl(?:\.exe)?(?:\s|$)/i;
  // In a pipeline curl may stand behind another command.
  return command.test(start) || /^[\w./-]+[^\n|;&{<]*\|\s*curl\s/.test(start);
}

/**
 * Makes requests of a pasted text with one or more cURL commands. Nothing of it is run: substitutions, pipes,
 * redirections and options that Postern does not follow are named in the notes.
 *
 * @throws AppError ERR_IMPORT_INVALID_CURL where a quote is not closed, no curl command is there, or one names no address
 */
export function readCurl(text: string, notes: NoteBook): CurlRequest[] {
  const { commands, remarks } = splitCommands(text.replace(/^\s*[$>%]\s+(?=\S*curl)/, ''));
  const requests: CurlRequest[] = [];
  for (const command of commands) {
    const at = command.words.findIndex(isCurl);
    if (at === -1) {
      notes.tally(
        'curl.otherCommand',
        'lost',
        [],
        (count) =>
          `${countOf(count, 'command')} besides curl (the first is "${command.words[0] ?? ''}") came along and was not run.`,
      );
      continue;
    }
    requests.push(...readCommand(command.words.slice(at + 1), command.stdin, notes));
  }
  if (requests.length === 0) {
    throw new AppError(
      'ERR_IMPORT_INVALID_CURL',
      'No curl command with an address was found in the text. Paste the whole command, beginning with "curl".',
    );
  }
  noteRemarks(remarks, notes);
  return requests;
}

function noteRemarks(remarks: WordRemark[], notes: NoteBook): void {
  const named = (kind: WordRemark['kind']) =>
    Array.from(new Set(remarks.filter((remark) => remark.kind === kind).map((remark) => remark.detail)));
  const has = (kind: WordRemark['kind']) => remarks.some((remark) => remark.kind === kind);
  const variables = named('variable');
  if (variables.length > 0) {
    notes.add(
      'curl.variable',
      'changed',
      [],
      `Variables of the shell became variables of Postern: ${variables.join(', ')}. Give them values in an environment.`,
    );
  }
  if (has('substitution')) {
    notes.add(
      'curl.substitution',
      'unsupported',
      [],
      'The command runs another command inside $(…) or backticks. It was not run; its text stands in the request.',
    );
  }
  for (const program of named('pipe')) {
    notes.add(
      'curl.pipe',
      'unsupported',
      [],
      `The answer would go on to "${program}" through a pipe. That part was left out and not run.`,
    );
  }
  if (has('redirection')) {
    notes.add(
      'curl.redirection',
      'unsupported',
      [],
      'The answer would be written to a file (>). That part was left out.',
    );
  }
  if (has('continuationAdded')) {
    notes.add(
      'curl.continuationAdded',
      'changed',
      [],
      'The command goes over several lines without a backslash at their ends. The lines were read as one command.',
    );
  }
  if (has('continuationRepaired')) {
    notes.add(
      'curl.continuationAdded',
      'changed',
      [],
      'Blanks stand after a backslash at the end of a line. The lines were read as one command.',
    );
  }
  if (has('typographicQuotes')) {
    notes.add(
      'curl.typographicQuotes',
      'changed',
      [],
      'The quotes were typographic ones (“…”); they were read as plain quotes.',
    );
  }
}

function readCommand(words: string[], stdin: Command['stdin'], notes: NoteBook): CurlRequest[] {
  const { options, unknown } = readCurlOptions(words);
  const unclear = [...unknown];
  const requests: CurlRequest[] = [];
  for (const group of splitAtNext(options)) requests.push(...readGroup(group, stdin, notes, unclear));
  if (unclear.length > 0) {
    const names = Array.from(new Set(unclear)).join(', ');
    notes.add(
      'curl.optionNotApplied',
      'unsupported',
      [],
      `These options of the command have no effect in Postern: ${names}.`,
    );
  }
  return requests;
}

function splitAtNext(options: CurlOption[]): CurlOption[][] {
  const groups: CurlOption[][] = [[]];
  for (const option of options) {
    if (option.name === 'next') groups.push([]);
    else groups.at(-1)?.push(option);
  }
  return groups.filter((group) => group.length > 0);
}

/** Makes the requests of one group of options: one for each address. */
function readGroup(
  options: CurlOption[],
  stdin: Command['stdin'],
  notes: NoteBook,
  unclear: string[],
): CurlRequest[] {
  const urls = options.filter(({ name }) => name === 'url').map(({ value = '' }) => value);
  if (urls.length === 0) {
    throw new AppError(
      'ERR_IMPORT_INVALID_CURL',
      'The curl command names no address. Paste the whole command, with its URL.',
    );
  }
  const uploads = options.filter(({ name }) => name === 'upload-file').map(({ value = '' }) => value);
  return urls.map((url, index) => {
    const draft = new CurlDraft(options, notes, index === 0 ? unclear : []);
    return draft.finish(url, uploads[index], stdin);
  });
}
