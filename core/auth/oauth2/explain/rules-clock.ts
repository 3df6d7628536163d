import { originText } from '../../../http/parse-address.ts';
import { action, retry } from './actions.ts';
import type { Evidence } from './evidence.ts';
import { type Rule, isClientStage, says, usesAssertion } from './rule.ts';

/** Servers allow this much without complaint. */
export const harmlessSkewSec = 60;

/** A failure that a wrong clock explains: signed times are off by more than servers allow. */
export const clockRules: Rule[] = [
  {
    code: 'clockWrong',
    applies: (e) => Math.abs(e.skewSec ?? 0) > harmlessSkewSec && dependsOnTime(e),
    explain: (e) => {
      const skewSec = e.skewSec ?? 0;
      const direction = skewSec > 0 ? 'ahead of' : 'behind';
      return {
        sentence: `This computer's clock is ${describeDuration(Math.abs(skewSec))} ${direction} the server's, so what was signed looks ${skewSec > 0 ? 'not valid yet' : 'expired'} there.`,
        cause: 'The time is read from the Date header of the answer.',
        actions: [
          action('useServerClock', "Sign with the server's time", {
            origin: originText(e.request.url),
            offsetSec: -skewSec,
          }),
          action('openClockHelp', 'Set the clock'),
          retry(),
        ],
      };
    },
  },
];

function dependsOnTime(e: Evidence): boolean {
  const isRefused = e.status === 400 || e.status === 401;
  if (!isRefused) return false;
  if (/dpop/.test(e.oauthError)) return !says(e, /header is missing|already been used/i);
  if (isClientStage(e)) {
    const isClient = e.oauthError === 'invalid_client' || e.oauthError === 'invalid_request';
    return usesAssertion(e) && isClient && !says(e, /kid|key id|signature|audience|\baud\b/i);
  }
  return e.stage === 'api' && e.oktaCode === 'E0000011' && e.request.authorization === 'dpop';
}

/** Puts a length of time into words. */
export function describeDuration(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
