import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { createMasker } from '../../core/http/mask.ts';
import { AppError } from '../../core/errors.ts';
import { splitCommand } from '../../core/variables/split-command.ts';
import { programName } from '../../core/variables/source-rules.ts';
import { managerEnvironment } from '../child-environment.ts';
import { endProcessTree, inOwnGroup } from '../end-process-tree.ts';
import { readPrintedValue, mostValueBytes } from '../../core/variables/printed-value.ts';

/** A program may show a prompt of its own, for a fingerprint or a password. */
export const longestProgramMs = 60_000;
const mostErrorBytes = 4_096;
const shownErrorLength = 2_000;
/** How long output may still come after the end of the program itself; one that it left behind may hold the pipe for ever. */
const drainMs = 500;

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
  if (run.signal.aborted) throw cancelled();
  const child = start(split.words, run);
  const ended = await waitFor(child, run);
  if (ended.kind === 'failed') throw failed(run, ended.fault);
  const printed = readPrintedValue(ended.output);
  if (printed.kind === 'fault') throw failed(run, { reason: printed.reason });
  return printed.value;
}

/** The home folder, and never the workspace, where others put files. */
function quietFolder(): string {
  const home = homedir();
  return existsSync(home) ? home : tmpdir();
}

function start([file = '', ...args]: readonly string[], run: ProgramRun): ChildProcess {
  try {
    return spawn(file, args, {
      shell: false,
      cwd: quietFolder(),
      env: managerEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...inOwnGroup,
    });
  } catch {
    // What the system cannot start at all, such as a batch file without a shell, is thrown at once.
    throw failed(run, { reason: 'notStarted' });
  }
}

interface Fault {
  reason: 'notFound' | 'timeout' | 'exitCode' | 'tooLarge' | 'empty' | 'notText' | 'notStarted';
  exitCode?: number | undefined;
  errorText?: string;
}

type Ended = { kind: 'done'; output: Buffer } | { kind: 'failed'; fault: Fault };

function waitFor(child: ChildProcess, run: ProgramRun): Promise<Ended> {
  const { signal, timeoutMs = longestProgramMs } = run;
  const output = new Capped(mostValueBytes);
  const errors = new Capped(mostErrorBytes);
  return new Promise((resolve, reject) => {
    let isSettled = false;
    const settle = (result: Ended | AppError) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      child.stdout?.destroy();
      child.stderr?.destroy();
      if (result instanceof AppError) reject(result);
      else resolve(result);
    };
    const stop = (result: Ended | AppError) => {
      endProcessTree(child, 'SIGKILL');
      settle(result);
    };
    const onAbort = () => stop(cancelled());
    const timer = setTimeout(() => stop({ kind: 'failed', fault: { reason: 'timeout' } }), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    const end = (exitCode: number | null) => {
      if (exitCode === 0) settle({ kind: 'done', output: output.bytes() });
      else {
        const errorText = shownError(errors.bytes(), [...run.secrets, ...secretsIn(output.bytes())]);
        settle({ kind: 'failed', fault: { reason: 'exitCode', exitCode: exitCode ?? undefined, errorText } });
      }
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      if (!output.add(chunk)) stop({ kind: 'failed', fault: { reason: 'tooLarge' } });
    });
    child.stderr?.on('data', (chunk: Buffer) => void errors.add(chunk));
    child.once('error', (fault: NodeJS.ErrnoException) => {
      const reason = fault.code === 'ENOENT' ? 'notFound' : 'notStarted';
      settle({ kind: 'failed', fault: { reason } });
    });
    child.once('close', end);
    child.once('exit', (code) => void setTimeout(() => end(code), drainMs).unref());
  });
}

/** Bytes up to a bound; what is more is dropped. */
class Capped {
  readonly #most: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Tells whether all of it still fitted. */
  add(chunk: Buffer): boolean {
    const room = this.#most - this.#size;
    if (room > 0) this.#chunks.push(chunk.subarray(0, room));
    this.#size += chunk.length;
    return chunk.length <= room;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** What was printed before a failure may be the secret, or a part of it; a program may repeat it in its complaint. */
function secretsIn(output: Buffer): string[] {
  return output
    .toString('utf8')
    .split(/[\r\n]+/)
    .filter((line) => line !== '');
}

function shownError(bytes: Buffer, secrets: readonly string[]): string {
  // eslint-disable-next-line no-control-regex -- colours and movements of the cursor are no words
  const text = bytes
    .toString('utf8')
    .replace(/\u001b\[[\d;?]*[a-z]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gi, '');
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

const cancelled = () => new AppError('ERR_CALL_CANCELLED', 'The call was cancelled.');
