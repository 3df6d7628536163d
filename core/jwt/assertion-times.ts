import type { Findings } from './assertion-finding.ts';
import { defaultAssertionLifetimeSec, maxAssertionLifetimeSec } from './claims.ts';
import { type JsonMember, findMember } from './json-members.ts';

/** Clocks differ by a few seconds without harm. */
const toleranceSec = 5;
/** A time this large is in milliseconds: in seconds it would be after the year 5000. */
const leastMilliseconds = 100_000_000_000;

/**
 * Checks `exp`, `iat` and `nbf` of a client assertion.
 *
 * @see RFC 7519 sections 4.1.4 to 4.1.6: a NumericDate is a number, without quotes
 */
export function checkAssertionTimes(
  members: readonly JsonMember[],
  nowEpochSec: number,
  findings: Findings,
): void {
  const now = Math.floor(nowEpochSec);
  const usual = now + defaultAssertionLifetimeSec;
  const inRange = (value: number) => value > now && value <= now + maxAssertionLifetimeSec;
  const error = (code: string, member: string, message: string, label: string, value: number) =>
    findings.add('claims', code, 'error', message, member, { label, name: member, value });

  const exp = findMember(members, 'exp')?.value;
  const expNumber = typeof exp === 'string' ? readDigits(exp) : exp;
  const minutes = `Set it to ${defaultAssertionLifetimeSec / 60} minutes from now`;
  if (exp === undefined) error('expMissing', 'exp', 'There is no "exp".', minutes, usual);
  else if (typeof expNumber !== 'number')
    error('expNotNumber', 'exp', '"exp" must be a number of seconds.', minutes, usual);
  else if (typeof exp === 'string') {
    const good = inRange(expNumber);
    const message = '"exp" is in quotes. It must be a number: servers refuse a text.';
    error(
      'expQuoted',
      'exp',
      message,
      good ? 'Remove the quotes' : `Remove the quotes and ${minutes.toLowerCase()}`,
      good ? expNumber : usual,
    );
  } else if (expNumber >= leastMilliseconds) {
    const seconds = Math.floor(expNumber / 1000);
    error(
      'expMilliseconds',
      'exp',
      '"exp" is in milliseconds. It must be in seconds.',
      'Turn it into seconds',
      inRange(seconds) ? seconds : usual,
    );
  } else if (expNumber <= now) error('expPast', 'exp', '"exp" is in the past.', minutes, usual);
  else if (expNumber > now + maxAssertionLifetimeSec) {
    error(
      'expTooFar',
      'exp',
      '"exp" is more than an hour ahead. Okta takes one hour at most.',
      minutes,
      usual,
    );
  }

  for (const name of ['iat', 'nbf']) {
    const value = findMember(members, name)?.value;
    if (value === undefined) continue;
    const number = typeof value === 'string' ? readDigits(value) : value;
    const label = 'Set it to now';
    if (typeof number !== 'number')
      error(`${name}NotNumber`, name, `"${name}" must be a number of seconds.`, label, now);
    else if (typeof value === 'string') {
      error(
        `${name}Quoted`,
        name,
        `"${name}" is in quotes. It must be a number.`,
        'Remove the quotes',
        Math.min(number, now),
      );
    } else if (number >= leastMilliseconds) {
      error(
        `${name}Milliseconds`,
        name,
        `"${name}" is in milliseconds. It must be in seconds.`,
        'Turn it into seconds',
        Math.min(Math.floor(number / 1000), now),
      );
    } else if (number > now + toleranceSec)
      error(`${name}Future`, name, `"${name}" is in the future.`, label, now);
  }
}

function readDigits(text: string): number | undefined {
  return /^\s*\d{1,16}\s*$/.test(text) ? Number(text) : undefined;
}
