import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, VmCallResult } from 'quickjs-emscripten-core';
import type { ScriptJob, ScriptResult } from '../core/scripts/script-job.ts';
import type { Engine } from './engine.ts';
import { makeGuestHost } from './guest-host.ts';
import { LineBuffer } from './line-buffer.ts';
import type { OwnRequests } from './own-requests.ts';
import type { RunLimits } from './run-limits.ts';

type Run = ScriptResult['runs'][number];
type Fault = NonNullable<Run['error']>;

/** The last moments in which what a stopped script left behind is collected. */
const collectMs = 200;
const maxJobs = 1_000;
/** The app replies to each request, also where no answer came. */
const longestReplyMs = 600_000;
const maxFaultChars = 2_000;

/** One interpreter with the guest's code loaded, for the scripts of one phase. */
export class Interpreter {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #lines = new LineBuffer();
  readonly #requests: OwnRequests;
  readonly #guest: QuickJSHandle;
  #deadline: number;

  private constructor(
    runtime: QuickJSRuntime,
    engine: Engine,
    job: ScriptJob,
    requests: OwnRequests,
    limits: RunLimits,
  ) {
    this.#runtime = runtime;
    this.#requests = requests;
    this.#deadline = Number.POSITIVE_INFINITY;
    runtime.setInterruptHandler(() => Date.now() > this.#deadline);
    this.#context = runtime.newContext();
    this.#guest = this.#boot(engine, job);
    this.#deadline = Date.now() + limits.timeoutMs;
  }

  static async create(
    engine: Engine,
    job: ScriptJob,
    requests: OwnRequests,
    limits: RunLimits,
  ): Promise<Interpreter> {
    const instance = await engine.newInstance();
    const { memoryBytes: memoryLimitBytes, stackBytes: maxStackSizeBytes } = limits;
    const runtime = instance.newRuntime({ memoryLimitBytes, maxStackSizeBytes });
    return new Interpreter(runtime, engine, job, requests, limits);
  }

  /** Evaluates the guest's bundle, takes its one function away from the scripts, and calls it with the job. */
  #boot(engine: Engine, job: ScriptJob): QuickJSHandle {
    const context = this.#context;
    context.unwrapResult(context.evalCode(engine.guestCode, 'postern.js')).dispose();
    const boot = context.getProp(context.global, '__boot');
    context.unwrapResult(context.evalCode('delete globalThis.__boot')).dispose();
    const host = makeGuestHost(context, { engine, lines: this.#lines, requests: this.#requests });
    return context.unwrapResult(
      context.callFunction(boot, context.undefined, context.newString(JSON.stringify(job)), host),
    );
  }

  /** Runs one script to its end: its promises, its timers and its tests included. */
  async run(code: string, name: string): Promise<Run> {
    const startedAt = performance.now();
    const fault = await this.#evaluate(code, name);
    this.#callGuest('endScript');
    this.#requests.forget();
    const durationMs = performance.now() - startedAt;
    if (fault === undefined) return { status: 'ran', durationMs };
    const isStopped = Date.now() > this.#deadline;
    return {
      status: isStopped ? 'stopped' : 'failed',
      error: isStopped ? { name: 'Timeout', message: 'The script took too long and was stopped.' } : fault,
      durationMs,
    };
  }

  async #evaluate(code: string, name: string): Promise<Fault | undefined> {
    try {
      // On one line with the first of the script, so that line numbers stay true.
      const started = this.#context.evalCode(`(async () => {${code}\n})()`, name);
      return this.#faultOf(started) ?? (await this.#settle(started));
    } catch (fault) {
      // The interpreter itself gave up, such as at the end of the host's own stack.
      return {
        name: 'InternalError',
        message: bounded(fault instanceof Error ? fault.message : String(fault)),
      };
    }
  }

  /** Pumps jobs, timers and replies until the script's promise is settled and nothing of it waits. */
  async #settle(started: VmCallResult<QuickJSHandle>): Promise<Fault | undefined> {
    const promise = this.#context.unwrapResult(started);
    for (;;) {
      // In portions: a chain of jobs that makes new ones would never come back.
      const jobs = this.#runtime.executePendingJobs(maxJobs);
      if (jobs.error !== undefined) return this.#describe(jobs.error);
      const state = this.#context.getPromiseState(promise);
      if (state.type === 'rejected') return this.#describe(state.error);
      const inMs = this.#callGuest('pendingInMs');
      const hasJobs = this.#runtime.hasPendingJob();
      const isAnswered = !this.#requests.areUnderWay && !this.#requests.haveReplies;
      if (state.type === 'fulfilled' && inMs === -1 && !hasJobs && isAnswered) return undefined;
      if (Date.now() > this.#deadline)
        return { name: 'Timeout', message: 'The script never came to its end.' };
      if (hasJobs) continue;
      await this.#wait(inMs);
      const due = this.#deliver() ?? this.#callDue();
      if (due !== undefined) return due;
    }
  }

  /** Waits for the next timer or reply. What the network takes is not counted as the script's time. */
  async #wait(inMs: number): Promise<void> {
    const isOnNetwork = this.#requests.areUnderWay;
    const idleMs = isOnNetwork ? longestReplyMs : 5;
    const leftMs = isOnNetwork ? longestReplyMs : Math.max(this.#deadline - Date.now(), 0);
    const startedAt = Date.now();
    await this.#requests.wait(Math.min(inMs < 0 ? idleMs : inMs, leftMs) + 1);
    if (isOnNetwork) this.#deadline += Date.now() - startedAt;
  }

  /** Gives the guest the replies that came; what a callback throws is the script's fault. */
  #deliver(): Fault | undefined {
    const context = this.#context;
    for (const [number, reply] of this.#requests.drain()) {
      const fault = this.#faultOf(
        context.callFunction(
          context.getProp(this.#guest, 'takeReply'),
          this.#guest,
          context.newNumber(number),
          context.newString(JSON.stringify(reply)),
        ),
      );
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  #callDue(): Fault | undefined {
    const context = this.#context;
    return this.#faultOf(context.callFunction(context.getProp(this.#guest, 'runDue'), this.#guest));
  }

  /** Whether a script had the request skipped: no other is to run then. */
  skips(): boolean {
    return this.#callGuest('skips') === 1;
  }

  /** Calls a function of the guest that gives a number or nothing; a broken guest says nothing waits. */
  #callGuest(name: 'pendingInMs' | 'endScript' | 'skips'): number {
    const context = this.#context;
    try {
      const called = context.callFunction(context.getProp(this.#guest, name), this.#guest);
      if (called.error !== undefined) return -1;
      return context.typeof(called.value) === 'number' ? context.getNumber(called.value) : -1;
    } catch {
      return -1;
    }
  }

  /** What the scripts left, as JSON that nobody has checked yet. */
  collect(): unknown {
    const context = this.#context;
    this.#deadline = Math.max(this.#deadline, Date.now() + collectMs);
    try {
      const called = context.callFunction(context.getProp(this.#guest, 'collect'), this.#guest);
      if (called.error !== undefined) return { tests: [], changes: [] };
      return JSON.parse(context.getString(called.value)) as unknown;
    } catch {
      return { tests: [], changes: [] };
    }
  }

  lines() {
    return this.#lines.list();
  }

  #faultOf(result: VmCallResult<QuickJSHandle>): Fault | undefined {
    return result.error === undefined ? undefined : this.#describe(result.error);
  }

  /** Reads a thrown value without running any of the guest's code: only texts that are plain properties count. */
  #describe(thrown: QuickJSHandle): Fault {
    const context = this.#context;
    if (context.typeof(thrown) !== 'object')
      return { name: 'Error', message: bounded(String(context.dump(thrown))) };
    const text = (name: string): string | undefined => {
      const value = context.getProp(thrown, name);
      return context.typeof(value) === 'string' ? bounded(context.getString(value)) : undefined;
    };
    return { name: text('name') ?? 'Error', message: text('message') ?? '' };
  }
}

function bounded(text: string): string {
  return text.length > maxFaultChars ? `${text.slice(0, maxFaultChars)}…` : text;
}
