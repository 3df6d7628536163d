import type { ScriptJob } from '../../core/scripts/script-job.ts';
import { variableText } from './variable-scope.ts';

/** What scripts say about the way a run goes on. */
export class RunFlow {
  #next: string | null | undefined;
  readonly #isRun: boolean;
  readonly #warn: (text: string) => void;

  constructor(job: ScriptJob, warn: (text: string) => void) {
    this.#isRun = job.round !== undefined;
    this.#warn = warn;
  }

  /** `setNextRequest`: the request to go on with, or null for the end of the round. */
  readonly setNext = (request: unknown): void => {
    if (!this.#isRun) this.#warn('setNextRequest has an effect in runs only.');
    this.#next = request === null || request === undefined ? null : variableText(request);
  };

  readonly skip = (): void => {
    this.#warn('pm.execution.skipRequest has no effect.');
  };

  /** `undefined` where no script said anything. */
  get next(): string | null | undefined {
    return this.#next;
  }
}
