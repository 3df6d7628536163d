import type { AppErrorData } from '../errors.ts';
import type { Exchange } from '../http/exchange.ts';
import type { ScriptTest } from '../scripts/script-job.ts';
import type { ScriptReport } from '../scripts/script-report.ts';
import type { RunStep } from './run-plan.ts';

/** What became of one request of a run. */
export interface RunResult {
  step: RunStep;
  /** Which round, counted from 1; absent where there is only one. */
  round?: number;
  /**
   * `failed`: no answer came, it was refused before it was sent, or a test or script failed. `notTested`: its scripts did not
   * run, since nobody allowed their text. `skipped`: a script had it skipped before it was sent. A status such as 404 alone is no failure: tests say what is expected.
   */
  verdict: 'passed' | 'failed' | 'notTested' | 'skipped';
  /** Absent where no answer came. */
  status?: number;
  statusText?: string;
  /** It was refused before anything of it left the machine. */
  refused?: true;
  /** Why no answer came, or why a script failed. */
  problem?: { code: string; message: string };
  durationMs: number;
  sizeBytes: number;
  /** The entry of the history that keeps what was sent and answered; absent where there is none. */
  historyId?: string;
  /** The request's checks, then what its scripts tested. */
  tests: ScriptTest[];
}

/** A run so far, in figures. */
export interface RunSummary {
  /** Without those a script had skipped. */
  requests: number;
  /** Of the requests, those that left the machine. */
  sent: number;
  skipped: number;
  failed: number;
  notTested: number;
  tests: number;
  failedTests: number;
  durationMs: number;
}

/** Judges what a send gave. */
export function judgeSend(
  step: RunStep,
  {
    exchange,
    historyId,
    checks = [],
    scripts,
  }: {
    exchange: Exchange;
    historyId?: string | undefined;
    checks?: readonly ScriptTest[] | undefined;
    scripts?: ScriptReport | undefined;
  },
): RunResult {
  const { outcome, timings } = exchange;
  const tests = [...checks, ...(scripts?.tests ?? [])];
  const kept = historyId === undefined ? {} : { historyId };
  const base = { step, durationMs: timings.totalMs, tests, ...kept };
  if (outcome.kind === 'failure') {
    const { code, message, nextStep } = outcome.failure;
    return { ...base, verdict: 'failed', sizeBytes: 0, problem: { code, message: `${message} ${nextStep}` } };
  }
  const { status, statusText, body } = outcome;
  const answered = { ...base, status, statusText, sizeBytes: body.sizeBytes };
  const broken = scripts?.runs.find((run) => run.status === 'failed' || run.status === 'stopped');
  if (broken !== undefined) {
    const { name, message } = broken.error ?? { name: 'Error', message: `The script ${broken.status}.` };
    return { ...answered, verdict: 'failed', problem: { code: name, message } };
  }
  if (tests.some(({ passed }) => !passed)) return { ...answered, verdict: 'failed' };
  const isUntested = scripts?.runs.some((run) => run.status === 'notAllowed') === true;
  return { ...answered, verdict: isUntested ? 'notTested' : 'passed' };
}

/** Judges a request that was refused before it left the machine, or that a script had skipped. */
export function judgeRefusal(step: RunStep, { code, message }: AppErrorData): RunResult {
  if (code === 'ERR_SCRIPT_SKIPPED_REQUEST') {
    return { step, verdict: 'skipped', durationMs: 0, sizeBytes: 0, tests: [] };
  }
  const nothing = { durationMs: 0, sizeBytes: 0, tests: [] };
  return { step, verdict: 'failed', refused: true, problem: { code, message }, ...nothing };
}

/** The request that the script of a skipped one has a run go on with; null ends the round. */
export function nextAfterRefusal({ code, details }: AppErrorData): string | null | undefined {
  const next = code === 'ERR_SCRIPT_SKIPPED_REQUEST' ? details?.['next'] : undefined;
  return typeof next === 'string' || next === null ? next : undefined;
}

export function summariseRun(results: readonly RunResult[]): RunSummary {
  const summary = {
    requests: 0,
    sent: 0,
    skipped: 0,
    failed: 0,
    notTested: 0,
    tests: 0,
    failedTests: 0,
    durationMs: 0,
  };
  for (const { verdict, refused, tests, durationMs } of results) {
    if (verdict === 'skipped') summary.skipped += 1;
    else summary.requests += 1;
    if (verdict !== 'skipped' && refused !== true) summary.sent += 1;
    if (verdict === 'failed') summary.failed += 1;
    if (verdict === 'notTested') summary.notTested += 1;
    summary.tests += tests.length;
    summary.failedTests += tests.filter(({ passed }) => !passed).length;
    summary.durationMs += durationMs;
  }
  return summary;
}
