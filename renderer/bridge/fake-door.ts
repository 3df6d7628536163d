import type { BridgeEvent } from '../../core/bridge.ts';
import type {
  EventName,
  EventPayload,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../../core/contract.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import { replaceDoor } from './bridge.ts';

/** Answers of a test, by operation; an operation without one is refused. */
export type FakeAnswers = {
  [N in OperationName]?: (input: OperationInput<N>) => OperationOutput<N> | Promise<OperationOutput<N>>;
};

/** A Node side for tests: it answers as told, keeps what it was asked, and says what happened. */
export interface FakeDoor {
  /** Change it to answer otherwise from now on. */
  answers: FakeAnswers;
  calls: { operation: string; input: unknown }[];
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  interrupt(): void;
  reconnect(): void;
}

/** Puts a fake Node side in place of the real one; `replaceDoor(undefined)` takes it away. */
export function installFakeDoor(answers: FakeAnswers = {}): FakeDoor {
  const listeners = new Set<(event: BridgeEvent) => void>();
  const interrupted = new Set<() => void>();
  const reconnected = new Set<() => void>();
  const door: FakeDoor = {
    answers,
    calls: [],
    emit: (name, payload) => listeners.forEach((listener) => listener({ name, payload })),
    interrupt: () => interrupted.forEach((listener) => listener()),
    reconnect: () => reconnected.forEach((listener) => listener()),
  };
  replaceDoor({
    bridge: {
      async call(_callId, operation, input) {
        door.calls.push({ operation, input });
        const answer = door.answers[operation as OperationName] as ((input: unknown) => unknown) | undefined;
        try {
          if (answer === undefined) {
            throw new AppError('ERR_CALL_UNKNOWN_OPERATION', `The test has no answer for ${operation}.`);
          }
          return { ok: true, value: await answer(input) };
        } catch (error) {
          if (isAppError(error)) return { ok: false, error: error.toData() };
          throw error;
        }
      },
      cancel: () => undefined,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    fetch: () => Promise.reject(new Error('The fake door has no fetch.')),
    onInterrupted(listener) {
      interrupted.add(listener);
      return () => interrupted.delete(listener);
    },
    onReconnected(listener) {
      reconnected.add(listener);
      return () => reconnected.delete(listener);
    },
  });
  return door;
}
