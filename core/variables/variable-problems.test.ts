import { expect, test } from 'vitest';
import { variableProblems } from './variable-problems.ts';

const rows = (...keys: string[]) => keys.map((key) => ({ key, enabled: true }));

test('of equal names only the last counts, and the others say which one that is', () => {
  expect([...variableProblems(rows('url', 'id', 'url', 'url'))]).toEqual([
    [0, 'Not in use: row 4 has the same name'],
    [2, 'Not in use: row 4 has the same name'],
  ]);
});

test('rows that are off or empty are no rivals', () => {
  const variables = [...rows('url', '', ''), { key: 'url', enabled: false }];
  expect(variableProblems(variables).size).toBe(0);
});

test.each([
  ['a name', false],
  ['$guid', false],
  ['a-b.c/d', false],
  ['__proto__', false],
  [' padded', true],
  ['padded ', true],
  ['a{b', true],
  ['a}b', true],
  ['{{a}}', true],
  ['two\nlines', true],
  ['   ', true],
])('%j can be meant by a {{name}}: not %s', (key, isProblem) => {
  expect(variableProblems(rows(key)).has(0)).toBe(isProblem);
});
