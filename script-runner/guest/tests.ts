import type { ScriptTest } from '../../core/scripts/script-job.ts';
import { scriptLimits } from '../../core/scripts/script-limits.ts';
import { showValue } from './show-value.ts';

/** Cuts a text to what may go out. */
export function cut(text: string): string {
  return text.length <= scriptLimits.textChars ? text : `${text.slice(0, scriptLimits.textChars)}…`;
}

function reason(fault: unknown): string {
  return cut(fault instanceof Error ? `${fault.name}: ${fault.message}` : showValue(fault));
}

/** Keeps what `pm.test` and `tests[...]` say. */
export class Tests {
  readonly #results: ScriptTest[] = [];
  /** Tests that wait for a promise or a `done`. */
  pending = 0;

  #keep(name: unknown, fault?: { thrown: unknown }): void {
    if (this.#results.length >= scriptLimits.tests) return;
    const result = { name: cut(String(name)), passed: fault === undefined };
    this.#results.push(fault === undefined ? result : { ...result, message: reason(fault.thrown) });
  }

  /** `pm.test(name, function)`: passes where nothing is thrown, rejected or given to `done`. */
  run(name: unknown, body: unknown): void {
    if (typeof body !== 'function')
      return this.#keep(name, { thrown: new TypeError('A test takes a function.') });
    const test = body as (done?: (fault?: unknown) => void) => unknown;
    let settled = false;
    const settle = (fault?: { thrown: unknown }) => {
      if (settled) return;
      settled = true;
      this.pending -= 1;
      this.#keep(name, fault);
    };
    this.pending += 1;
    try {
      const takesDone = test.length > 0;
      const outcome = test((fault) =>
        settle(fault === undefined || fault === null ? undefined : { thrown: fault }),
      );
      if (outcome instanceof Promise) {
        outcome.then(
          () => (takesDone ? undefined : settle()),
          (thrown: unknown) => settle({ thrown }),
        );
      } else if (!takesDone) settle();
    } catch (thrown) {
      settle({ thrown });
    }
  }

  /** Takes the entries of the old `tests` object. */
  takeLegacy(entries: readonly [string, unknown][]): void {
    for (const [name, value] of entries) {
      this.#keep(name, value ? undefined : { thrown: new Error('the value is not true') });
    }
  }

  results(): ScriptTest[] {
    return this.#results;
  }
}
