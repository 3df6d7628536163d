import { harmlessSkewSec } from '../../core/auth/oauth2/explain/rules-clock.ts';
import { originText } from '../../core/http/parse-address.ts';

/**
 * The clocks of servers that somebody chose to sign by, because this machine's is wrong. Kept until the app quits, or
 * until an answer shows that this machine's clock is right again.
 */
export class ServerClocks {
  /** Seconds to be added to this machine's clock, by origin. */
  readonly #offsets = new Map<string, number>();

  follow(origin: string, offsetSec: number): void {
    if (Math.abs(offsetSec) <= harmlessSkewSec) this.#offsets.delete(origin);
    else this.#offsets.set(origin, offsetSec);
  }

  /** The time to sign with for an address, in milliseconds since the epoch. */
  timeFor(address: string, nowEpochMs: number): number {
    return nowEpochMs + (this.#offsets.get(originText(address)) ?? 0) * 1000;
  }

  /** Takes in how far this machine's clock was ahead of the server's when an answer came. */
  hear(address: string, skewSec: number | undefined): void {
    const origin = originText(address);
    if (skewSec !== undefined && this.#offsets.has(origin)) this.follow(origin, -skewSec);
  }
}
