import type { RunStep } from './run-plan.ts';
import type { RunResult } from './run-result.ts';

/** Scripts may send a run in circles: so many sends of one round are enough. */
export const mostSendsOfRound = 10_000;

/** Where a round goes on, and the result, which a way that leads nowhere has made a failure. */
export interface NextStep {
  at: number;
  result: RunResult;
}

/**
 * Says which step comes after one: the next in line, or the one a script named, by its name or id. An unknown name ends the
 * round and is a failure of the request whose script named it.
 *
 * @param sent How many requests of this round were sent, this one included.
 */
export function followNext(
  steps: readonly RunStep[],
  at: number,
  next: string | null | undefined,
  result: RunResult,
  sent: number,
): NextStep {
  const end = steps.length;
  if (next === undefined) return { at: at + 1, result };
  if (next === null) return { at: end, result };
  const place = steps.findIndex(({ id, name }) => id === next || name === next);
  if (place === -1) {
    const message = `A script wants to go on with "${next}", which is not among the requests of this run.`;
    return { at: end, result: failed(result, 'NextRequestUnknown', message) };
  }
  if (sent >= mostSendsOfRound) {
    const message = `The round was ended after ${mostSendsOfRound} requests: its scripts go in circles.`;
    return { at: end, result: failed(result, 'RoundTooLong', message) };
  }
  return { at: place, result };
}

function failed(result: RunResult, code: string, message: string): RunResult {
  return { ...result, verdict: 'failed', problem: result.problem ?? { code, message } };
}
