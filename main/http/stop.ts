/** Ends one piece of work, with a reason: a send by the caller's cancel or by the timeout. Lighter than an AbortController, which every send would pay for. */
export class Stop {
  #reason: Error | undefined;
  readonly #listeners = new Set<(reason: Error) => void>();

  /** Why the send ends; `undefined` while it may go on. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  /** Ends the send; the first reason stays. */
  stop(reason: Error): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }

  /** Hears the end, at once where it has come already; the returned function takes the listener back. */
  onStop(listener: (reason: Error) => void): () => void {
    if (this.#reason !== undefined) {
      listener(this.#reason);
      return () => undefined;
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
