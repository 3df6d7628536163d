import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { toErrorData } from '../../core/errors.ts';
import type { ItemId } from '../../core/ids.ts';
import type { Round } from '../../core/contract/outgoing.ts';
import { longestDelayMs } from '../../core/runner/run-limits.ts';
import { followNext } from '../../core/runner/follow-next.ts';
import { junitReport } from '../../core/runner/junit-report.ts';
import { planRun, type RunStep } from '../../core/runner/run-plan.ts';
import {
  judgeRefusal,
  judgeSend,
  nextAfterRefusal,
  type RunResult,
  summariseRun,
} from '../../core/runner/run-result.ts';
import { parseArguments, usageError } from './arguments.ts';
import { findByName, findItem } from './find-items.ts';
import { type CliApp, folderOptions, withApp } from './open-cli-app.ts';
import { type GivenVariables, parseVariables } from './parse-variables.ts';
import { readRounds } from './read-rounds.ts';
import type { Terminal } from './terminal.ts';
import { writeOutputFile } from './write-file.ts';

interface RunOptions {
  rounds: readonly Round[];
  environmentId: ItemId | undefined;
  given: GivenVariables;
  /** End at the first failure. */
  bail: boolean;
  /** How long to wait between two requests. */
  delayMs: number;
  signal: AbortSignal;
}

/**
 * `postern run "Collection/Folder"`: sends the requests of a collection or folder one after the other. Gives 0 where all of
 * them were answered, their tests passed, and no script was left out.
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments(args, {
    flags: ['json', 'bail', 'allow-scripts'],
    values: [...folderOptions, 'environment', 'junit', 'data', 'iterations', 'delay-request'],
    lists: ['var', 'allow-file'],
  });
  const [place, ...more] = parsed.positionals;
  if (place === undefined || more.length > 0) {
    throw usageError('Name one collection, folder or request: "Collection/Folder".');
  }
  const given = parseVariables(parsed.list('var'));
  const delayMs = readDelay(parsed.value('delay-request'));
  const rounds = await readRounds(parsed, terminal);
  return withApp(parsed, terminal, async (cli) => {
    const allowed = parsed.list('allow-file').map((file) => path.resolve(terminal.cwd, file));
    if (allowed.length > 0) await cli.call('file.allow', { paths: allowed });
    const { nodes } = await cli.call('workspace.readTree', {});
    const id = findItem(nodes, place);
    const steps = planRun(nodes, id);
    if (steps.length === 0) throw usageError(`There is no request in "${place}".`);
    if (parsed.has('allow-scripts')) await allowScripts(cli, steps);
    const name = parsed.value('environment');
    const environmentId =
      name === undefined
        ? undefined
        : findByName((await cli.call('environment.list', {})).environments, name);
    await cli.call('value.prepare', {
      ids: steps.map((step) => step.id),
      environmentId,
      given: [...Object.keys(given.variables), ...Object.keys(rounds[0]?.data ?? {})],
    });
    const results = await sendAll(
      cli,
      steps,
      { rounds, environmentId, given, bail: parsed.has('bail'), delayMs, signal: terminal.signal },
      (result) => terminal.tell(lineOf(result)),
    );
    const summary = summariseRun(results);
    terminal.tell(summaryLine(summary, steps.length * rounds.length));
    const junit = parsed.value('junit');
    if (junit !== undefined) {
      await writeOutputFile(path.resolve(terminal.cwd, junit), [Buffer.from(junitReport(place, results))]);
    }
    if (parsed.has('json')) {
      await terminal.write(`${JSON.stringify({ summary, results: results.map(withoutId) }, null, 2)}\n`);
    }
    return summary.failed + summary.notTested > 0 ? 1 : 0;
  });
}

/** @throws AppError ERR_CLI_USAGE */
function readDelay(text = '0'): number {
  const delayMs = Number(text);
  if (Number.isInteger(delayMs) && delayMs >= 0 && delayMs <= longestDelayMs) return delayMs;
  throw usageError(`--delay-request takes milliseconds, from 0 to ${longestDelayMs}.`);
}

/** Allows the scripts of the requests and of everything around them. */
async function allowScripts(cli: CliApp, steps: readonly RunStep[]): Promise<void> {
  const reviews = await Promise.all(steps.map(({ id }) => cli.call('script.review', { id })));
  const hashes = new Set(reviews.flatMap(({ scripts }) => scripts.map(({ hash }) => hash)));
  if (hashes.size > 0) await cli.call('script.allow', { hashes: [...hashes] });
}

/** Sends one after the other; what was refused is a result like any other. */
async function sendAll(
  cli: CliApp,
  steps: readonly RunStep[],
  { rounds, environmentId, given, bail, delayMs, signal }: RunOptions,
  tell: (result: RunResult) => void,
): Promise<RunResult[]> {
  const results: RunResult[] = [];
  for (const round of rounds) {
    let at = 0;
    for (let sends = 1; at < steps.length; sends += 1) {
      const step = steps[at];
      if (step === undefined) break;
      // Ended meanwhile, the send itself says so.
      if (results.length > 0) await delay(delayMs, undefined, { signal }).catch(() => undefined);
      const sent = await cli.call('request.send', { id: step.id, environmentId, ...given, round }).then(
        (reply) => ({ result: judgeSend(step, reply), next: reply.scripts?.next }),
        (fault: unknown) => {
          const data = toErrorData(fault);
          return { result: judgeRefusal(step, data), next: nextAfterRefusal(data) };
        },
      );
      const followed = followNext(steps, at, sent.next, sent.result, sends);
      at = followed.at;
      const result = round.count === 1 ? followed.result : { ...followed.result, round: round.index + 1 };
      // The command was ended: what comes after would only be refused too.
      if (result.problem?.code === 'ERR_CALL_CANCELLED') return results;
      results.push(result);
      tell(result);
      if (bail && result.verdict === 'failed') return results;
    }
  }
  return results;
}

const marks = { passed: 'ok    ', failed: 'FAILED', notTested: 'no test', skipped: 'skipped' } as const;

function lineOf({ step, round, verdict, status, statusText, problem, durationMs, tests }: RunResult): string {
  const place = [...step.folders, step.name].join(' / ');
  const title = round === undefined ? place : `${place}, round ${round}`;
  if (verdict === 'skipped') return `${marks.skipped} ${step.method} ${title}: by a script`;
  const answer = status === undefined ? '' : `${status} ${statusText ?? ''}`.trim();
  const figures = [answer, `${Math.round(durationMs)} ms`].filter((part) => part !== '').join(', ');
  const failed = tests.filter(({ passed }) => !passed);
  return [
    `${marks[verdict]} ${step.method} ${title}: ${figures}`,
    ...failed.map(({ name, message }) => `         ${name}: ${message ?? 'failed'}`),
    ...(problem === undefined ? [] : [`         ${problem.code}: ${problem.message}`]),
    ...(verdict === 'notTested'
      ? ['         its scripts are not allowed: --allow-scripts lets them run']
      : []),
  ].join('\n');
}

function summaryLine(
  { sent, skipped, failed, notTested, tests, failedTests, durationMs }: ReturnType<typeof summariseRun>,
  planned: number,
): string {
  const parts = [
    `${sent} of ${planned} requests sent`,
    `${failed} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(notTested > 0 ? [`${notTested} not tested`] : []),
    `${tests - failedTests} of ${tests} tests passed`,
    `${Math.round(durationMs)} ms`,
  ];
  return parts.join(', ');
}

function withoutId({ step: { id: _id, ...step }, ...result }: RunResult): object {
  return { ...step, ...result };
}
