import { expect, it } from 'vitest';
import { hasNearWord, isOneSlipApart } from './near-match.ts';

it.each([
  ['users', 'usrs', true],
  ['users', 'userss', true],
  ['users', 'uzers', true],
  ['users', 'suers', true],
  ['users', 'usesr', true],
  ['users', 'users', true],
  ['users', 'uesrr', false],
  ['users', 'usr', false],
  ['ab', 'ba', true],
  ['abc', 'cab', false],
])('%s and %s are one slip apart: %s', (left, right, expected) => {
  expect(isOneSlipApart(left, right)).toBe(expected);
  expect(isOneSlipApart(right, left)).toBe(expected);
});

it('looks at beginnings of words, and at nothing too short', () => {
  expect(hasNearWord('get graphql schema', 'grahpql')).toBe(true);
  expect(hasNearWord('settings: appearance', 'apperance')).toBe(true);
  expect(hasNearWord('environment', 'envrion')).toBe(true);
  expect(hasNearWord('list users', 'lsit')).toBe(true);
  expect(hasNearWord('list users', 'lst')).toBe(false);
  expect(hasNearWord('list users', 'groups')).toBe(false);
});
