import { z } from 'zod';
import { type SandboxState, sandboxSignInSchema } from '../../core/app-state.ts';
import { AppError } from '../../core/errors.ts';
import { type JsonValue, jsonValueSchema } from '../../core/json-value.ts';
import type { ChildHandle } from '../host.ts';

/** The sandbox org as a child process of Postern. */
export interface SandboxProcess {
  readState(): SandboxState;
  /** Starts it, or joins a start under way. @throws AppError ERR_SANDBOX_START_FAILED */
  start(): Promise<SandboxState>;
  stop(): Promise<SandboxState>;
  /** @throws AppError ERR_SANDBOX_NOT_RUNNING */
  reset(): Promise<void>;
  /** Its environment and collections, in Postman's formats, filled for this run. */
  material(): { environment: JsonValue; collections: JsonValue[] } | undefined;
  /** Ends the child at once; for the end of the app. */
  close(): void;
}

const readyMessage = z.object({
  type: z.literal('ready'),
  url: z.string(),
  apiToken: z.string(),
  people: z.array(z.object({ name: z.string(), login: z.string(), role: z.string().optional() })),
  signIn: sandboxSignInSchema.optional(),
  material: z.object({ environment: jsonValueSchema, collections: z.array(jsonValueSchema) }),
});
const childMessage = z.discriminatedUnion('type', [
  readyMessage,
  z.object({ type: z.literal('failed'), code: z.string() }),
  z.object({ type: z.literal('reset-done') }),
]);
type ChildMessage = z.infer<typeof childMessage>;

const stopped: SandboxState = { status: 'stopped', people: [] };

/** How long the child may take, in milliseconds. */
const limits = { start: 15_000, answer: 5_000, stop: 1_500 };

function startFailure(reason: string): AppError {
  return new AppError('ERR_SANDBOX_START_FAILED', `The sandbox org did not start: ${reason}.`, {
    details: { reason },
  });
}

/** One child from its start to its end. */
interface Run {
  readonly child: ChildHandle;
  readonly ended: Promise<void>;
  listener: (message: ChildMessage | { type: 'ended' }) => void;
}

/** Waits for one message of the child, its end, or the time limit, whichever comes first. */
function waitFor<T extends ChildMessage['type']>(
  run: Run,
  wanted: T,
  limitMs: number,
): Promise<Extract<ChildMessage, { type: T }>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it did not answer in time')), limitMs);
    run.listener = (message) => {
      clearTimeout(timer);
      if (message.type === wanted) resolve(message as Extract<ChildMessage, { type: T }>);
      else reject(new Error(message.type === 'failed' ? message.code : 'its process ended'));
    };
  });
}

/**
 * Makes the keeper of the sandbox org's process. `fork` starts it; `onChange` hears every state, also when the process
 * ends by itself.
 */
export function createSandboxProcess(
  fork: () => ChildHandle,
  onChange: (state: SandboxState) => void,
): SandboxProcess {
  let state = stopped;
  let material: { environment: JsonValue; collections: JsonValue[] } | undefined;
  let run: Run | undefined;
  let starting: Promise<SandboxState> | undefined;

  function change(next: SandboxState): SandboxState {
    state = next;
    onChange(next);
    return next;
  }

  function launch(): Run {
    const child = fork();
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const started: Run = { child, ended, listener: () => undefined };
    child.onMessage((message) => {
      const parsed = childMessage.safeParse(message);
      if (parsed.success) started.listener(parsed.data);
    });
    child.onExit(() => {
      started.listener({ type: 'ended' });
      end();
      if (run !== started) return;
      run = undefined;
      material = undefined;
      if (state.status === 'running') {
        change({ status: 'failed', people: [], message: 'The process of the sandbox org ended.' });
      }
    });
    return started;
  }

  async function startAnew(): Promise<SandboxState> {
    change({ status: 'starting', people: [] });
    let started: Run | undefined;
    try {
      started = launch();
      run = started;
      const ready = await waitFor(started, 'ready', limits.start);
      material = ready.material;
      const { url, apiToken, people, signIn } = ready;
      return change({ status: 'running', url, apiToken, people, signIn });
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      started?.child.kill();
      run = undefined;
      const failure = startFailure(reason);
      change({ status: 'failed', people: [], message: failure.message });
      throw failure;
    }
  }

  return {
    readState: () => state,
    async start() {
      if (state.status === 'running') return state;
      starting ??= startAnew().finally(() => (starting = undefined));
      return starting;
    },
    async stop() {
      await starting?.catch(() => undefined);
      const ending = run;
      if (ending === undefined) return state.status === 'stopped' ? state : change(stopped);
      run = undefined;
      material = undefined;
      ending.child.send({ type: 'stop' });
      const timer = setTimeout(() => ending.child.kill(), limits.stop);
      await ending.ended;
      clearTimeout(timer);
      return change(stopped);
    },
    async reset() {
      if (run === undefined || state.status !== 'running') {
        throw new AppError('ERR_SANDBOX_NOT_RUNNING', 'The sandbox org is not running. Start it first.');
      }
      const done = waitFor(run, 'reset-done', limits.answer);
      run.child.send({ type: 'reset' });
      await done;
    },
    material: () => material,
    close() {
      const ending = run;
      run = undefined;
      ending?.child.kill();
    },
  };
}
