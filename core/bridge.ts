import type { AppErrorData } from './errors.ts';

/** The answer of every operation. Nothing is thrown across a front door: Electron would drop the error's code. */
export type Reply = { ok: true; value: unknown } | { ok: false; error: AppErrorData };

/** An event on its way to the window. */
export interface BridgeEvent {
  name: string;
  payload: unknown;
}

/** The pipe between the window and the Node side. JSON only. */
export interface Bridge {
  call(callId: string, operation: string, input: unknown): Promise<Reply>;
  /** Asks the call to stop; it then answers ERR_CALL_CANCELLED or with what it had. */
  cancel(callId: string): void;
  /** Gives every event from now on; the returned function ends that. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
}

/** The names of the pipe's channels where the window is the desktop app's. */
export const bridgeChannels = {
  call: 'postern:call',
  cancel: 'postern:cancel',
  event: 'postern:event',
} as const;
