import { type ChildProcess, spawn } from 'node:child_process';
import type { Cancellation } from './cancellation.ts';
import { endProcessTree, inOwnGroup } from './end-process-tree.ts';

/** A program, and how far it may go. */
export interface ChildRun {
  file: string;
  args: readonly string[];
  cwd: string;
  env: Record<string, string>;
  /** Written to its standard input, which it does not have otherwise. */
  input?: string | undefined;
  /** After this it is ended. */
  timeoutMs: number;
  /** How long it may take to end once it was asked to; without this it is ended at once. */
  patienceMs?: number;
  /** More than this on standard output ends it. */
  maxOutputBytes: number;
  /** Takes standard output as it comes; nothing of it is gathered then, and nothing is too much. */
  onOutput?: ((chunk: Buffer) => void) | undefined;
  onErrorText(text: string): void;
}

/** How it came to its end; one that a signal ended has no exit code. */
export type ChildEnd =
  | { kind: 'exited'; exitCode: number | undefined; output: Buffer }
  | { kind: 'notStarted'; cause: NodeJS.ErrnoException }
  | { kind: 'timeout' | 'cancelled' | 'tooLarge' };

/** How long output may still come after the end of the program itself; one that it left behind may hold the pipe for ever. */
const drainMs = 500;

/** Runs a program to its end. No shell reads its arguments, and with it end the programs that it started. */
export async function runChild(run: ChildRun, call: Cancellation): Promise<ChildEnd> {
  if (call.isCancelled) return { kind: 'cancelled' };
  try {
    return await follow(start(run), run, call);
  } catch (cause) {
    // What the system cannot start at all, such as a batch file without a shell, is thrown at once.
    return { kind: 'notStarted', cause: cause as NodeJS.ErrnoException };
  }
}

function start({ file, args, cwd, env, input }: ChildRun): ChildProcess {
  return spawn(file, args, {
    cwd,
    env,
    shell: false,
    // A session of its own: it has no terminal to ask at, and is ended with all that it started.
    ...inOwnGroup,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
}

function follow(child: ChildProcess, run: ChildRun, call: Cancellation): Promise<ChildEnd> {
  const { timeoutMs, patienceMs = 0, maxOutputBytes, onOutput, onErrorText } = run;
  return new Promise((resolve, reject) => {
    const timers: NodeJS.Timeout[] = [];
    const later = (step: () => void, afterMs: number) => void timers.push(setTimeout(step, afterMs));
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    let stopped: ChildEnd | undefined;
    const settle = (end: () => void) => {
      timers.forEach(clearTimeout);
      letGo();
      child.stdout?.destroy();
      child.stderr?.destroy();
      end();
    };
    const stop = (kind: 'timeout' | 'cancelled' | 'tooLarge') => {
      if (stopped !== undefined) return;
      const end = (stopped = { kind });
      endProcessTree(child, patienceMs === 0 ? 'SIGKILL' : 'SIGTERM');
      later(() => endProcessTree(child, 'SIGKILL'), patienceMs);
      // One that runs as somebody else cannot be ended.
      later(() => settle(() => resolve(end)), patienceMs + drainMs);
    };
    const finish = (code: number | null) =>
      settle(() =>
        resolve(stopped ?? { kind: 'exited', exitCode: code ?? undefined, output: Buffer.concat(chunks) }),
      );
    const letGo = call.onCancel(() => stop('cancelled'));
    later(() => stop('timeout'), timeoutMs);
    child.stdout?.on('data', (chunk: Buffer) => {
      if (stopped !== undefined) return;
      sizeBytes += chunk.length;
      if (onOutput !== undefined) onOutput(chunk);
      else if (sizeBytes <= maxOutputBytes) chunks.push(chunk);
      else stop('tooLarge');
    });
    child.stderr?.setEncoding('utf8').on('data', onErrorText);
    // It may end before it has read everything.
    child.stdin?.on('error', () => undefined).end(run.input);
    child.once('error', (fault) => settle(() => reject(fault)));
    child.once('exit', (code) => later(() => finish(code), drainMs));
    child.once('close', finish);
  });
}
