import type { Discovered } from './discovered.ts';
import { describeDuration, harmlessSkewSec } from './explain/rules-clock.ts';

/**
 * Warns before anything is signed that this clock is further off than servers allow: assertions, DPoP proofs and tokens
 * all carry times. `skewSec` is how far this clock is ahead of the server's (negative: behind).
 */
export function clockWarning(skewSec: number | undefined): Discovered['warnings'][number] | undefined {
  if (skewSec === undefined || Math.abs(skewSec) <= harmlessSkewSec) return undefined;
  const direction = skewSec > 0 ? 'ahead of' : 'behind';
  return {
    code: 'clockOff',
    message: `This computer's clock is ${describeDuration(Math.abs(skewSec))} ${direction} the server's. What is signed here may look ${skewSec > 0 ? 'not valid yet' : 'expired'} there: set the clock.`,
  };
}
