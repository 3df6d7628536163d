import { type ChildProcess, spawn } from 'node:child_process';
import { AppError } from '../../core/errors.ts';
import { gitFailure } from '../../core/git/git-failure.ts';
import { WholeLines } from '../../core/git/whole-lines.ts';
import { type GitProgress, parseProgress } from '../../core/git/progress-line.ts';
import type { Cancellation } from '../cancellation.ts';
import { endProcessTree, inOwnGroup } from '../end-process-tree.ts';
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
/** After this time a program that was asked to end is ended. */
const patienceMs = 2_000;
/** A hook may leave a program behind that holds on to our end of the pipe. */
const lingerMs = 500;

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
  if (call.isCancelled) throw cancelled();
  const child = spawn(program, [...gitArguments(options.kind), ...args], {
    cwd: root,
    env: gitEnvironment(root),
    shell: false,
    // A session of its own: it has no terminal to ask at, and is ended with all that it started.
    ...inOwnGroup,
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  return follow(child, call, options);
}

async function follow(child: ChildProcess, call: Cancellation, options: GitRunOptions): Promise<GitAnswer> {
  const { kind, onOutput, onProgress, answers = [], maxBytes = usualMaxBytes } = options;
  const { timeoutMs = kind === 'look' ? lookTimeoutMs : changeTimeoutMs } = options;
  let fault: AppError | undefined;
  const stop = (reason: AppError) => {
    fault ??= reason;
    end(child);
  };
  const timer = setTimeout(() => stop(timedOut(timeoutMs)), timeoutMs);
  const letGo = call.onCancel(() => stop(cancelled()));
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const lines = new WholeLines((line) => {
    const progress = parseProgress(line);
    if (progress !== undefined) onProgress?.(progress);
    return progress !== undefined;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  child.stdout?.on('data', (chunk: Buffer) => {
    if (fault !== undefined) return;
    sizeBytes += chunk.length;
    if (onOutput !== undefined) onOutput(chunk);
    else if (sizeBytes <= maxBytes) chunks.push(chunk);
    else
      stop(new AppError('ERR_GIT_FAILED', 'Git gave more than Postern takes. Use your terminal for this.'));
  });
  // It may end before it has read everything.
  child.stdin?.on('error', () => undefined).end(options.input);
  try {
    const exitCode = await ended(child);
    if (fault !== undefined) throw fault;
    const stdout = Buffer.concat(chunks);
    const stderr = lines.text();
    if (exitCode !== undefined && (exitCode === 0 || answers.includes(exitCode)))
      return { exitCode, stdout, stderr };
    throw gitFailure({ stdout: stdout.toString('utf8', 0, 16_384), stderr, exitCode });
  } finally {
    clearTimeout(timer);
    letGo();
  }
}

function ended(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new AppError('ERR_GIT_NOT_INSTALLED', 'Git could not be started.', { cause }));
    });
    child.once('exit', (code) => {
      const timer = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, lingerMs);
      child.once('close', () => {
        clearTimeout(timer);
        resolve(code ?? undefined);
      });
    });
  });
}

/** Asks a program and what it started to end; it takes its locks away then. */
function end(child: ChildProcess): void {
  endProcessTree(child, 'SIGTERM');
  const timer = setTimeout(() => endProcessTree(child, 'SIGKILL'), patienceMs);
  child.once('exit', () => clearTimeout(timer));
}

function cancelled(): AppError {
  return new AppError('ERR_CALL_CANCELLED', 'The call was cancelled.');
}

function timedOut(timeoutMs: number): AppError {
  return new AppError(
    'ERR_GIT_TIMEOUT',
    `Git took longer than ${Math.round(timeoutMs / 1_000)} seconds and was ended. Try it in your terminal, which shows what it waits for.`,
    { details: { timeoutMs } },
  );
}
