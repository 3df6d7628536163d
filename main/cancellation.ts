/** Tells that a caller wants no more. Lighter than an AbortSignal, which every call would pay for. */
export interface Cancellation {
  readonly isCancelled: boolean;
  /** Hears the cancel, at once where it has come already; the returned function takes the listener back. */
  onCancel(listener: () => void): () => void;
}

/** A cancellation that somebody can pull. */
export class CancelSource implements Cancellation {
  #isCancelled = false;
  readonly #listeners = new Set<() => void>();
  #controller: AbortController | undefined;

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** The same for who needs a signal; made by the first who asks. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#isCancelled) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  onCancel(listener: () => void): () => void {
    if (this.#isCancelled) {
      listener();
      return () => undefined;
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#controller?.abort();
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
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
