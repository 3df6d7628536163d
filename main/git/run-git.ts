import { AppError } from '../../core/errors.ts';
import { gitFailure } from '../../core/git/git-failure.ts';
import { WholeLines } from '../../core/git/whole-lines.ts';
import { type GitProgress, parseProgress } from '../../core/git/progress-line.ts';
import { type Cancellation, cancelledCall } from '../cancellation.ts';
import { type ChildEnd, runChild } from '../run-child.ts';
import { findGit } from './find-git.ts';
import { gitArguments, type GitRunKind } from './git-arguments.ts';
import { gitEnvironment } from './git-environment.ts';

export interface GitRunOptions {
  kind: GitRunKind;
  /** Written to its standard input. */
  input?: string;
  timeoutMs?: number;
  /** Takes what it writes as it comes; nothing is gathered then. */
  onOutput?(chunk: Buffer): void;
  onProgress?(progress: GitProgress): void;
  /** Exit codes besides 0 that are answers, not failures. */
  answers?: readonly number[];
  /** More than this ends it. */
  maxBytes?: number;
}

export interface GitAnswer {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

const lookTimeoutMs = 60_000;
const changeTimeoutMs = 10 * 60_000;
const usualMaxBytes = 16 * 1024 * 1024;
/** After this time it is ended, where asking was not enough: it takes its locks away when it is asked. */
const patienceMs = 2_000;

/**
 * Runs the system's Git in the top folder of a repository that somebody allowed. No shell; the arguments are ours, paths
 * come on standard input or after `--`.
 *
 * @throws AppError ERR_GIT_*, ERR_CALL_CANCELLED
 */
export async function runGit(
  root: string,
  args: readonly string[],
  call: Cancellation,
  options: GitRunOptions,
): Promise<GitAnswer> {
  const program = await findGit(root);
  if (program === undefined) {
    throw new AppError(
      'ERR_GIT_NOT_INSTALLED',
      'Git was not found on this machine. Install it, or put its folder on the PATH that Postern is started with.',
    );
  }
  const { kind, onOutput, onProgress, answers = [], maxBytes = usualMaxBytes } = options;
  const { timeoutMs = kind === 'look' ? lookTimeoutMs : changeTimeoutMs } = options;
  const lines = new WholeLines((line) => {
    const progress = parseProgress(line);
    if (progress !== undefined) onProgress?.(progress);
    return progress !== undefined;
  });
  const end = await runChild(
    {
      file: program,
      args: [...gitArguments(kind), ...args],
      cwd: root,
      env: gitEnvironment(root),
      input: options.input,
      timeoutMs,
      patienceMs,
      maxOutputBytes: maxBytes,
      onOutput,
      onErrorText: (text) => lines.push(text),
    },
    call,
  );
  if (end.kind !== 'exited') throw refusal(end, timeoutMs);
  const { exitCode, output: stdout } = end;
  const stderr = lines.text();
  if (exitCode !== undefined && (exitCode === 0 || answers.includes(exitCode)))
    return { exitCode, stdout, stderr };
  throw gitFailure({ stdout: stdout.toString('utf8', 0, 16_384), stderr, exitCode });
}

function refusal(end: Exclude<ChildEnd, { kind: 'exited' }>, timeoutMs: number): AppError {
  switch (end.kind) {
    case 'notStarted':
      return new AppError('ERR_GIT_NOT_INSTALLED', 'Git could not be started.', { cause: end.cause });
    case 'tooLarge':
      return new AppError('ERR_GIT_FAILED', 'Git gave more than Postern takes. Use your terminal for this.');
    case 'cancelled':
      return cancelledCall();
    case 'timeout':
      return new AppError(
        'ERR_GIT_TIMEOUT',
        `Git took longer than ${Math.round(timeoutMs / 1_000)} seconds and was ended. Try it in your terminal, which shows what it waits for.`,
        { details: { timeoutMs } },
      );
  }
}
