/** A time limit that does not run while something else is waited for; after a pause it begins anew. */
export class PausableTimer {
  readonly #limitMs: number;
  readonly #onOver: () => void;
  #timer: NodeJS.Timeout | undefined;
  #pauses = 0;

  constructor(limitMs: number, onOver: () => void) {
    this.#limitMs = limitMs;
    this.#onOver = onOver;
    this.#timer = setTimeout(onOver, limitMs);
  }

  /** Each pause takes a {@link resume} of its own. */
  pause(): void {
    this.#pauses += 1;
    clearTimeout(this.#timer);
  }

  resume(): void {
    this.#pauses -= 1;
    if (this.#pauses === 0) this.#timer = setTimeout(this.#onOver, this.#limitMs);
  }

  /** Ends it for good. */
  stop(): void {
    this.#pauses = Number.POSITIVE_INFINITY;
    clearTimeout(this.#timer);
  }
}
