import { z } from 'zod';
import { type OwnReply, type OwnRequest, ownRequestSchema } from '../../core/scripts/own-request.ts';
import { type ScriptJob, type ScriptResult, scriptResultSchema } from '../../core/scripts/script-job.ts';
import { scriptLimits } from '../../core/scripts/script-limits.ts';
import type { ChildHandle } from '../host.ts';
import { PausableTimer } from './pausable-timer.ts';

/** The process that runs collection scripts; started when the first script runs, ended when none ran for a while. */
export interface ScriptProcess {
  /**
   * Runs the scripts of one phase. Never throws for what a script does: a run that is cut off says so in its result.
   * Runs take turns.
   *
   * @param sendOwn Sends a request of a script; never throws.
   */
  run(job: ScriptJob, signal: AbortSignal, sendOwn: SendOwn): Promise<ScriptResult>;
  /** Ends the child at once; for the end of the app. */
  close(): void;
}

/** Sends what a script asks for with `pm.sendRequest`. */
export type SendOwn = (request: OwnRequest) => Promise<OwnReply>;

/** What scripts of one phase may use, all together. */
export const scriptRunLimits = {
  timeoutMs: 10_000,
  memoryBytes: 64 * 1024 * 1024,
  stackBytes: 128 * 1024,
} as const;

/** The child stops a script itself; one that keeps it from doing so is ended with the whole process after this. */
const killAfterMs = 200;
/** The first run loads the interpreter. */
const startMs = 5_000;
const idleMs = 30_000;

const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('done'), id: z.number(), result: scriptResultSchema }),
  z.object({ type: z.literal('failed'), id: z.number(), reason: z.string() }),
  z.object({ type: z.literal('ask'), id: z.number(), number: z.number(), request: z.string() }),
]);

interface Child {
  handle: ChildHandle;
  isWarm: boolean;
  listener: (message: unknown) => void;
}

function stopped(reason: string): ScriptResult {
  const error = { name: 'Stopped', message: reason };
  return { runs: [{ status: 'stopped', error, durationMs: 0 }], tests: [], lines: [], changes: [] };
}

/** The text comes from inside the interpreter: nobody has checked it. */
async function sendAsked(text: string, sendOwn: SendOwn): Promise<OwnReply> {
  const parsed = ownRequestSchema.safeParse(parseJson(text));
  return parsed.success ? sendOwn(parsed.data) : { problem: 'pm.sendRequest was given something too large.' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes the keeper of the script process. `fork` starts it. */
export function createScriptProcess(
  fork: () => ChildHandle,
  limits: { timeoutMs: number; memoryBytes: number; stackBytes: number } = scriptRunLimits,
): ScriptProcess {
  let child: Child | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let idleTimer: NodeJS.Timeout | undefined;
  let lastId = 0;

  const end = () => {
    const ending = child;
    child = undefined;
    ending?.handle.kill();
  };

  function ensureChild(): Child {
    if (child !== undefined) return child;
    const started: Child = { handle: fork(), isWarm: false, listener: () => undefined };
    started.handle.onMessage((message) => started.listener(message));
    started.handle.onExit(() => {
      if (child === started) child = undefined;
      started.listener({ type: 'failed', id: lastId, reason: 'its process ended' });
    });
    child = started;
    return started;
  }

  function runNow(job: ScriptJob, signal: AbortSignal, sendOwn: SendOwn): Promise<ScriptResult> {
    if (signal.aborted) return Promise.resolve(stopped('The request was cancelled.'));
    const current = ensureChild();
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      const finish = (result: ScriptResult) => {
        timer.stop();
        signal.removeEventListener('abort', onAbort);
        current.listener = () => undefined;
        resolve(result);
      };
      const cutOff = (reason: string) => {
        end();
        finish(stopped(reason));
      };
      const onAbort = () => cutOff('The request was cancelled.');
      const limitMs = limits.timeoutMs + killAfterMs + (current.isWarm ? 0 : startMs);
      const timer = new PausableTimer(limitMs, () => cutOff('The script took too long and was stopped.'));
      let asked = 0;
      const answerAsk = async (number: number, text: string) => {
        asked += 1;
        if (asked > scriptLimits.requests) return cutOff('The script sent too many requests.');
        // What the network takes is not counted as the script's time.
        timer.pause();
        const reply = await sendAsked(text, sendOwn);
        timer.resume();
        if (child === current) current.handle.send({ type: 'reply', id, number, reply });
      };
      signal.addEventListener('abort', onAbort, { once: true });
      current.listener = (message) => {
        const answer = answerSchema.safeParse(message);
        if (!answer.success || answer.data.id !== id) {
          // An answer that does not fit comes from an interpreter that a script has broken.
          if (!answer.success) cutOff('The script gave an answer that could not be read.');
          return;
        }
        current.isWarm = true;
        if (answer.data.type === 'ask') void answerAsk(answer.data.number, answer.data.request);
        else if (answer.data.type === 'done') finish(answer.data.result);
        else cutOff(`The script failed: ${answer.data.reason}.`);
      };
      current.handle.send({ type: 'run', id, job, limits });
    });
  }

  return {
    run(job, signal, sendOwn) {
      clearTimeout(idleTimer);
      const result = turn.then(() => runNow(job, signal, sendOwn));
      turn = result.then(() => {
        clearTimeout(idleTimer);
        idleTimer = setTimeout(end, idleMs);
        idleTimer.unref();
      });
      return result;
    },
    close() {
      clearTimeout(idleTimer);
      end();
    },
  };
}
