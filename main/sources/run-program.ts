import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { createMasker } from '../../core/http/mask.ts';
import { AppError } from '../../core/errors.ts';
import { splitCommand } from '../../core/variables/split-command.ts';
import { programName } from '../../core/variables/source-rules.ts';
import { managerEnvironment } from '../child-environment.ts';
import { cancelledBy, cancelledCall } from '../cancellation.ts';
import { runChild } from '../run-child.ts';
import { readPrintedValue, mostValueBytes } from '../../core/variables/printed-value.ts';

/** A program may show a prompt of its own, for a fingerprint or a password. */
export const longestProgramMs = 60_000;
const mostErrorLength = 4_096;
const shownErrorLength = 2_000;

/** How a program is run. */
export interface ProgramRun {
  /** The name of the variable, for the words of a refusal. */
  name: string;
  command: string;
  signal: AbortSignal;
  /** What no word of a refusal may show. */
  secrets: readonly string[];
  timeoutMs?: number;
}

/**
 * Runs the program of a command line and gives what it prints. No shell reads the line: its words are handed over as they
 * are. The program has the user's own environment, starts in the home folder, and has no input; with it end the programs it
 * started, where it takes too long or prints too much.
 *
 * @throws AppError ERR_VARIABLE_PROGRAM_FAILED (details `reason`: notFound, notStarted, timeout, exitCode, tooLarge, empty, notText),
 *   ERR_VARIABLE_SOURCE_INVALID, ERR_CALL_CANCELLED
 */
export async function runProgram(run: ProgramRun): Promise<string> {
  const split = splitCommand(run.command);
  if (split.kind === 'fault') throw new AppError('ERR_VARIABLE_SOURCE_INVALID', split.message);
  const [file = '', ...args] = split.words;
  let errorText = '';
  const end = await runChild(
    {
      file,
      args,
      cwd: quietFolder(),
      env: managerEnvironment(),
      timeoutMs: run.timeoutMs ?? longestProgramMs,
      maxOutputBytes: mostValueBytes,
      onErrorText: (text) => (errorText = (errorText + text).slice(0, mostErrorLength)),
    },
    cancelledBy(run.signal),
  );
  if (end.kind === 'cancelled') throw cancelledCall();
  if (end.kind === 'notStarted')
    throw failed(run, { reason: end.cause.code === 'ENOENT' ? 'notFound' : 'notStarted' });
  if (end.kind !== 'exited') throw failed(run, { reason: end.kind });
  const { exitCode, output } = end;
  if (exitCode !== 0) {
    const secrets = [...run.secrets, ...secretsIn(output)];
    throw failed(run, { reason: 'exitCode', exitCode, errorText: shownError(errorText, secrets) });
  }
  const printed = readPrintedValue(output);
  if (printed.kind === 'fault') throw failed(run, { reason: printed.reason });
  return printed.value;
}

/** The home folder, and never the workspace, where others put files. */
function quietFolder(): string {
  const home = homedir();
  return existsSync(home) ? home : tmpdir();
}

interface Fault {
  reason: 'notFound' | 'timeout' | 'exitCode' | 'tooLarge' | 'empty' | 'notText' | 'notStarted';
  exitCode?: number | undefined;
  errorText?: string;
}

/** What was printed before a failure may be the secret, or a part of it; a program may repeat it in its complaint. */
function secretsIn(output: Buffer): string[] {
  return output
    .toString('utf8')
    .split(/[\r\n]+/)
    .filter((line) => line !== '');
}

function shownError(written: string, secrets: readonly string[]): string {
  // eslint-disable-next-line no-control-regex -- colours and movements of the cursor are no words
  const text = written.replace(/\u001b\[[\d;?]*[a-z]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gi, '');
  return createMasker(secrets)(text).trim().slice(0, shownErrorLength);
}

function failed({ name, command, timeoutMs = longestProgramMs }: ProgramRun, fault: Fault): AppError {
  const program = programName(command);
  const { reason, exitCode, errorText = '' } = fault;
  return new AppError(
    'ERR_VARIABLE_PROGRAM_FAILED',
    `The value of "${name}" could not be got from ${program}. ${sentences[reason]({ program, exitCode, errorText, timeoutMs })}`,
    {
      details: {
        name,
        program,
        reason,
        ...(exitCode === undefined ? {} : { exitCode }),
        ...(errorText === '' ? {} : { errorText }),
      },
    },
  );
}

interface Told {
  program: string;
  exitCode: number | undefined;
  errorText: string;
  timeoutMs: number;
}

const sentences: Record<Fault['reason'], (told: Told) => string> = {
  notFound: ({ program }) =>
    `There is no program "${program}" on the path of Postern. Install it, or write its whole path.`,
  notStarted: ({ program }) => `"${program}" cannot be started. Look whether it is a program.`,
  timeout: ({ program, timeoutMs }) =>
    `"${program}" did not end within ${Math.round(timeoutMs / 1000)} s, so it was ended. Unlock it first, then send again.`,
  exitCode: ({ exitCode, errorText }) =>
    `It ended with ${exitCode === undefined ? 'a signal' : `code ${exitCode}`}${errorText === '' ? '.' : `: ${errorText}`}`,
  tooLarge: () => 'It printed more than 64 KB: a command is to print the value alone.',
  empty: () => 'It printed nothing. Try the command in a terminal.',
  notText: () => 'What it printed is no text.',
};
