import type { GuestHost } from './host.ts';

interface Timer {
  id: number;
  dueAt: number;
  everyMs: number | undefined;
  run: () => void;
}

const maxTimers = 1_000;

/** `setTimeout` and its like. The host waits and asks for the ones that are due. */
export class Timers {
  readonly #host: GuestHost;
  #timers: Timer[] = [];
  #lastId = 0;

  constructor(host: GuestHost) {
    this.#host = host;
  }

  #add(run: unknown, delay: unknown, repeats: boolean, args: unknown[]): number {
    if (typeof run !== 'function') throw new TypeError('A timer takes a function.');
    if (this.#timers.length >= maxTimers) throw new RangeError('Too many timers.');
    const ms = Math.max(Number(delay) || 0, repeats ? 1 : 0);
    this.#lastId += 1;
    this.#timers.push({
      id: this.#lastId,
      dueAt: this.#host.now() + ms,
      everyMs: repeats ? ms : undefined,
      run: () => void (run as (...given: unknown[]) => unknown)(...args),
    });
    return this.#lastId;
  }

  globals() {
    const clear = (id: unknown) => {
      this.#timers = this.#timers.filter((timer) => timer.id !== id);
    };
    return {
      setTimeout: (run: unknown, delay?: unknown, ...args: unknown[]) => this.#add(run, delay, false, args),
      setInterval: (run: unknown, delay?: unknown, ...args: unknown[]) => this.#add(run, delay, true, args),
      setImmediate: (run: unknown, ...args: unknown[]) => this.#add(run, 0, false, args),
      clearTimeout: clear,
      clearInterval: clear,
      clearImmediate: clear,
    };
  }

  /** Milliseconds until the next one is due; undefined where none waits. */
  nextInMs(): number | undefined {
    if (this.#timers.length === 0) return undefined;
    return Math.max(Math.min(...this.#timers.map(({ dueAt }) => dueAt)) - this.#host.now(), 0);
  }

  /** Runs the one that is due first. What it throws is the caller's. */
  runDue(): void {
    const now = this.#host.now();
    const due = this.#timers
      .filter(({ dueAt }) => dueAt <= now)
      .toSorted((left, right) => left.dueAt - right.dueAt);
    const [first] = due;
    if (first === undefined) return;
    if (first.everyMs === undefined) this.#timers = this.#timers.filter((timer) => timer !== first);
    else first.dueAt = now + first.everyMs;
    first.run();
  }

  clearAll(): void {
    this.#timers = [];
  }
}
