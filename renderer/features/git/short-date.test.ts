import { expect, it } from 'vitest';
import { shortDate } from './short-date.ts';

const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();
const now = at(2026, 10, 28, 14, 0);

it('says no more than is needed', () => {
  expect(shortDate(at(2026, 10, 28, 9, 5), now)).toBe('09:05');
  expect(shortDate(at(2026, 10, 27, 23, 59), now)).toBe('27 Nov');
  expect(shortDate(at(2026, 0, 1, 0, 0), now)).toBe('1 Jan');
  expect(shortDate(at(2025, 11, 31, 12, 0), now)).toBe('31 Dec 2025');
});

it('can say every moment that a commit may name', () => {
  expect(shortDate(0, now)).toContain('1970');
  expect(shortDate(8.64e15, now)).toContain('275760');
});
