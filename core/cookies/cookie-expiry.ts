/** Reads a moment as a person types it, in their own time: `2027-01-31`, or with `23:59`. Empty: none. */
export type TypedExpiry = { epochSec: number | undefined } | { problem: string };

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d))?$/;

/** `toEpochMs` gives the moment of a local date, its month from 0. */
export function readExpiry(
  text: string,
  toEpochMs: (year: number, month: number, day: number, hour: number, minute: number) => number,
): TypedExpiry {
  const trimmed = text.trim();
  if (trimmed === '') return { epochSec: undefined };
  const found = pattern.exec(trimmed);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] =
    found?.slice(1).map((part) => Number(part ?? 0)) ?? [];
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60;
  if (found === null || !isDay)
    return { problem: 'Give a day such as 2027-01-31, with 23:59 after it if you like.' };
  return { epochSec: Math.floor(toEpochMs(year, month - 1, day, hour, minute) / 1000) };
}
