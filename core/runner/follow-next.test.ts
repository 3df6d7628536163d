import { expect, it } from 'vitest';
import { followNext, mostSendsOfRound } from './follow-next.ts';
import type { RunResult } from './run-result.ts';

const steps = ['a', 'b', 'c'].map((id) => ({ id, name: `Get ${id}`, method: 'GET', folders: [] }));
const result: RunResult = { step: steps[0]!, verdict: 'passed', durationMs: 1, sizeBytes: 0, tests: [] };

it.each([
  [undefined, 2],
  [null, 3],
  ['Get a', 0],
  ['c', 2],
  ['Get b', 1],
])('goes on after b with %j', (next, at) => {
  expect(followNext(steps, 1, next, result, 1)).toEqual({ at, result });
});

it('fails where the name is none, and where scripts go in circles', () => {
  expect(followNext(steps, 0, 'Get x', result, 1)).toMatchObject({
    at: 3,
    result: { verdict: 'failed', problem: { code: 'NextRequestUnknown' } },
  });
  expect(followNext(steps, 0, 'Get a', result, mostSendsOfRound)).toMatchObject({
    at: 3,
    result: { verdict: 'failed', problem: { code: 'RoundTooLong' } },
  });
});
