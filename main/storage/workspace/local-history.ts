import type { LocalValue } from '../../../core/variables/local-values.ts';

const mostStates = 500;

/** Local values as they were when they were read, by a mark, so that an edit that started from them can be merged. */
export class LocalHistory {
  readonly #states = new Map<string, readonly LocalValue[]>();

  put(mark: string, values: readonly LocalValue[]): void {
    this.#states.delete(mark);
    this.#states.set(mark, values);
    const oldest = this.#states.keys().next();
    if (this.#states.size > mostStates && oldest.done !== true) this.#states.delete(oldest.value);
  }

  get(mark: string): readonly LocalValue[] | undefined {
    return this.#states.get(mark);
  }
}
