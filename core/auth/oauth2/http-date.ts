import type { HeaderPairs } from '../../http/exchange.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads an HTTP date in its preferred form, `Sun, 06 Nov 1994 08:49:37 GMT`, as seconds since 1970.
 *
 * @see RFC 9110 section 5.6.7
 */
export function readHttpDate(text: string): number | undefined {
  const match =
    /^\s*(?:[A-Za-z]{3},\s*)?(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+(\d{2}):(\d{2}):(\d{2})\s+(?:GMT|UTC)\s*$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = ''] = match;
  const month = months.indexOf(monthName.toLowerCase());
  if (month === -1) return undefined;
  const days = daysSince1970(Number(year), month + 1, Number(day));
  return days * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
}

/** Howard Hinnant's days-from-civil: March-based years make the leap day the last one. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/**
 * Tells how far this machine's clock is ahead of a server's (negative: behind), in seconds, from the answer's `Date`.
 * `undefined` where the answer has none.
 */
export function clockSkewSec(headers: HeaderPairs, receivedAtEpochSec: number): number | undefined {
  const value = headers.find(([name]) => name.toLowerCase() === 'date')?.[1];
  const serverSec = value === undefined ? undefined : readHttpDate(value);
  return serverSec === undefined ? undefined : Math.round(receivedAtEpochSec - serverSec);
}
