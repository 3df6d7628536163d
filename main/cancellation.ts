import { AppError } from '../core/errors.ts';
import { Stop } from './http/stop.ts';

/** Tells that a caller wants no more. Lighter than an AbortSignal, which every call would pay for. */
export interface Cancellation {
  readonly isCancelled: boolean;
  /** Hears the cancel, at once where it has come already; the returned function takes the listener back. */
  onCancel(listener: () => void): () => void;
}

/** A cancellation that somebody can pull. */
export class CancelSource implements Cancellation {
  readonly #stop = new Stop();
  #controller: AbortController | undefined;

  get isCancelled(): boolean {
    return this.#stop.reason !== undefined;
  }

  /** The same for who needs a signal; made by the first who asks. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.isCancelled) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  onCancel(listener: () => void): () => void {
    return this.#stop.onStop(listener);
  }

  cancel(): void {
    this.#stop.stop(new Error('The call was cancelled.'));
    this.#controller?.abort();
  }
}

/** Gives a signal's abort as a cancellation. */
export function cancelledBy(signal: AbortSignal): Cancellation {
  return {
    get isCancelled() {
      return signal.aborted;
    },
    onCancel(listener) {
      if (signal.aborted) listener();
      else signal.addEventListener('abort', listener, { once: true });
      return () => signal.removeEventListener('abort', listener);
    },
  };
}

/** Gives the refusal of a call that somebody cancelled. */
export function cancelledCall(): AppError {
  return new AppError('ERR_CALL_CANCELLED', 'The call was cancelled.');
}
