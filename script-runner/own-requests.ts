import type { OwnReply } from '../core/scripts/own-request.ts';
import { scriptLimits } from '../core/scripts/script-limits.ts';

/** Gives a request of a script, as JSON that nobody has checked, to who may send it. */
export type Ask = (number: number, request: string) => void;

/** The requests that the scripts of one phase sent, and the replies nobody has taken yet. */
export class OwnRequests {
  readonly #ask: Ask | undefined;
  #isAllowed = false;
  readonly #waiting = new Set<number>();
  #replies: [number: number, reply: OwnReply][] = [];
  #count = 0;
  #wake: () => void = () => undefined;

  /** @param ask Absent where nothing can be sent. */
  constructor(ask?: Ask) {
    this.#ask = ask;
  }

  /** Whether the script that runs next may send. */
  allow(isAllowed: boolean): void {
    this.#isAllowed = isAllowed;
  }

  /** Sends one; gives its number, or -1 where it may not be sent. */
  send(request: string): number {
    if (!this.#isAllowed || this.#ask === undefined || this.#count >= scriptLimits.requests) return -1;
    this.#count += 1;
    this.#waiting.add(this.#count);
    this.#ask(this.#count, request);
    return this.#count;
  }

  /** Takes in a reply; one that nobody waits for is dropped. */
  take(number: number, reply: OwnReply): void {
    if (!this.#waiting.delete(number)) return;
    this.#replies.push([number, reply]);
    this.#wake();
  }

  get areUnderWay(): boolean {
    return this.#waiting.size > 0;
  }

  /** Gives the replies that came. */
  drain(): [number: number, reply: OwnReply][] {
    const replies = this.#replies;
    this.#replies = [];
    return replies;
  }

  get haveReplies(): boolean {
    return this.#replies.length > 0;
  }

  /** Waits until a reply is there, or the time is over. */
  async wait(ms: number): Promise<void> {
    if (this.haveReplies) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => undefined;
  }

  /** The script that sent them has ended. */
  forget(): void {
    this.#waiting.clear();
    this.#replies = [];
  }
}
