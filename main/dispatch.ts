import { randomUUID } from 'node:crypto';
import type { Reply } from '../core/bridge.ts';
import { type OperationName, operations } from '../core/contract.ts';
import { AppError, isAppError } from '../core/errors.ts';
import type { AppContext } from './app-context.ts';
import { CancelSource } from './cancellation.ts';
import type { CallContext, Service } from './services/service.ts';

/** One service for every operation of the contract. */
export type Handlers = { [N in OperationName]: Service<N> };

/** A running app as a front door sees it. */
export interface Dispatcher {
  /** Runs one operation. Never throws: refusals and faults come back as `{ ok: false }`. */
  call(callId: string, operation: string, input: unknown): Promise<Reply>;
  cancel(callId: string): void;
  /**
   * Says that whoever made a call is gone. A send comes to its end all the same, for a time, so that the history has what
   * was answered to a window that was loaded anew; everything else is cancelled.
   */
  leave(callId: string): void;
  /** Cancels everything under way. */
  cancelAll(): void;
}

/** Cancels kept for calls that have not come yet. Most are for calls that ended a moment ago and will never be used. */
const earlyCancelLimit = 1_000;

/** How long a send goes on whose window is gone. */
export const leftSendMs = 120_000;

const outlivesWindow: ReadonlySet<string> = new Set(['request.send', 'request.rejoin']);

/** One call under way. */
class Call extends CancelSource implements CallContext {
  readonly callId: string;
  readonly operation: string;
  #leaving: NodeJS.Timeout | undefined;
  #isLeft = false;

  constructor(callId: string, operation: string) {
    super();
    this.callId = callId;
    this.operation = operation;
  }

  get isLeft(): boolean {
    return this.#isLeft;
  }

  leave(): void {
    this.#isLeft = true;
    this.#leaving = setTimeout(() => this.cancel(), leftSendMs).unref();
  }

  stay(): void {
    clearTimeout(this.#leaving);
  }
}

/**
 * Makes the only way in for every front door: own-property look-up of the name, zod on the input, the service, zod on
 * the output.
 */
export function createDispatcher(app: AppContext, handlers: Partial<Handlers>): Dispatcher {
  const running = new Map<string, Call>();
  // A cancel can overtake its call on the way here (two HTTP requests); it then stops the call as it comes.
  const cancelledEarly = new Set<string>();

  async function run(name: string, input: unknown, call: CallContext): Promise<unknown> {
    if (!Object.hasOwn(operations, name) || !Object.hasOwn(handlers, name)) {
      throw new AppError(
        'ERR_CALL_UNKNOWN_OPERATION',
        `There is no operation called "${name.slice(0, 80)}".`,
      );
    }
    const operation = operations[name as OperationName];
    const parsed = operation.input.safeParse(input);
    if (!parsed.success) {
      // Positions and rules only: a value could be a secret.
      const issues = parsed.error.issues
        .slice(0, 20)
        .map((issue) => `${issue.path.join('.') || '(input)'}: ${issue.code}`);
      throw new AppError(
        'ERR_CALL_INVALID_INPUT',
        `The input of "${name}" does not fit: ${issues.join('; ')}.`,
        {
          details: { issues },
        },
      );
    }
    // The table pairs each name with its own input and output; the compiler cannot follow the pairing through a variable name.
    if (call.isCancelled) throw new AppError('ERR_CALL_CANCELLED', 'The call was cancelled.');
    const service = handlers[name as OperationName] as unknown as (
      app: AppContext,
      input: unknown,
      call: CallContext,
    ) => unknown;
    const value = await service(app, parsed.data, call);
    return operation.output.parse(value);
  }

  function toReply(name: string, fault: unknown, isCancelled: boolean): Reply {
    if (isAppError(fault)) return { ok: false, error: fault.toData() };
    if (isCancelled) {
      return { ok: false, error: { code: 'ERR_CALL_CANCELLED', message: 'The call was cancelled.' } };
    }
    const faultId = randomUUID();
    app.log.error(`fault ${faultId} in ${name}`, fault);
    const message = `Postern made a mistake in "${name}" (fault ${faultId}). The log on standard error has the details.`;
    return { ok: false, error: { code: 'ERR_CALL_INTERNAL', message, details: { faultId } } };
  }

  function cancel(callId: string): void {
    const call = running.get(callId);
    if (call !== undefined) call.cancel();
    else if (cancelledEarly.size < earlyCancelLimit) cancelledEarly.add(callId);
    else cancelledEarly.clear();
  }

  return {
    async call(callId, name, input) {
      if (running.has(callId)) {
        return {
          ok: false,
          error: { code: 'ERR_CALL_INVALID_INPUT', message: 'A call with this id is under way already.' },
        };
      }
      const call = new Call(callId, name);
      if (cancelledEarly.delete(callId)) call.cancel();
      running.set(callId, call);
      try {
        return { ok: true, value: await run(name, input, call) };
      } catch (fault) {
        return toReply(name, fault, call.isCancelled);
      } finally {
        running.delete(callId);
      }
    },
    cancel,
    leave(callId) {
      const call = running.get(callId);
      if (call !== undefined && outlivesWindow.has(call.operation)) call.leave();
      else cancel(callId);
    },
    cancelAll() {
      for (const call of running.values()) call.cancel();
    },
  };
}
