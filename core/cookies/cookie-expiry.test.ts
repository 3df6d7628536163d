import { expect, it } from 'vitest';
import { readExpiry } from './cookie-expiry.ts';

it.each([
  ['', { epochSec: undefined }],
  ['2027-01-31', { epochSec: Date.UTC(2027, 0, 31) / 1000 }],
  [' 2027-01-31 23:59 ', { epochSec: Date.UTC(2027, 0, 31, 23, 59) / 1000 }],
  ['2027-13-01', { problem: expect.any(String) }],
  ['2027-01-31 25:00', { problem: expect.any(String) }],
  ['tomorrow', { problem: expect.any(String) }],
])('reads "%s"', (text, expected) => {
  expect(readExpiry(text, Date.UTC)).toEqual(expected);
});
