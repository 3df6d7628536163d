import type { ScriptJob } from '../../core/scripts/script-job.ts';
import { variableText } from './variable-scope.ts';

/** What scripts say about the way a run goes on. */
export class RunFlow {
  #next: string | null | undefined;
  #skips = false;
  readonly #isRun: boolean;
  readonly #isBeforeRequest: boolean;
  readonly #warn: (text: string) => void;

  constructor(job: ScriptJob, warn: (text: string) => void) {
    this.#isRun = job.round !== undefined;
    this.#isBeforeRequest = job.phase === 'beforeRequest';
    this.#warn = warn;
  }

  /** `setNextRequest`: the request to go on with, or null for the end of the round. */
  readonly setNext = (request: unknown): void => {
    if (!this.#isRun) this.#warn('setNextRequest has an effect in runs only.');
    this.#next = request === null || request === undefined ? null : variableText(request);
  };

  /** `skipRequest`: the request is not sent, and what comes after this line does not run. */
  readonly skip = (): void => {
    if (!this.#isBeforeRequest) {
      this.#warn('pm.execution.skipRequest has an effect in pre-request scripts only.');
      return;
    }
    this.#skips = true;
    throw new Error('The request is skipped.');
  };

  get skips(): boolean {
    return this.#skips;
  }

  /** `undefined` where no script said anything. */
  get next(): string | null | undefined {
    return this.#next;
  }
}
