import type { OperationName } from '../../core/contract.ts';

/** What a call was to do: an operation, on one item where its input names one. */
export interface CallAction {
  operation: OperationName;
  itemId: string | undefined;
}

const failed = new WeakMap<Error, CallAction>();
const listeners = new Set<(action: CallAction) => void>();

export function actionOfCall(operation: OperationName, input: object): CallAction {
  const { id } = input as { id?: unknown };
  return { operation, itemId: typeof id === 'string' ? id : undefined };
}

/** Called by the bridge with how each call ended. */
export const callEnded = {
  well(action: CallAction): void {
    listeners.forEach((listener) => listener(action));
  },
  badly(action: CallAction, error: unknown): void {
    if (error instanceof Error) failed.set(error, action);
  },
};

/** What the call was to do that ended with this error; nothing for one that no call gave. */
export function failedActionOf(error: unknown): CallAction | undefined {
  return error instanceof Error ? failed.get(error) : undefined;
}

/** Hears of every call that is answered from now on; the returned function ends that. */
export function onSucceeded(listener: (action: CallAction) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
