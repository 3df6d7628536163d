import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCodes } from './errors.ts';

it('lists every code once, with what happened and what to do', () => {
  const page = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const listed = rows.map(([, code]) => code);
  expect(new Set(listed)).toEqual(new Set(errorCodes.map((code) => `\`${code}\``)));
  expect(listed).toHaveLength(errorCodes.length);
  expect(rows.filter(([, , cause = '', next = '']) => cause.length < 10 || next.length < 10)).toEqual([]);
});
