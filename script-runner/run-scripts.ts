import { mayRequest } from '../core/scripts/may-request.ts';
import { type ScriptJob, type ScriptResult, scriptResultSchema } from '../core/scripts/script-job.ts';
import type { Engine } from './engine.ts';
import { Interpreter } from './interpreter.ts';
import { OwnRequests } from './own-requests.ts';
import type { RunLimits } from './run-limits.ts';

/**
 * Runs the scripts of one phase, one after the other, in an interpreter of their own. One that fails or is stopped ends
 * the phase; what was done before it counts. Never throws for anything a script does.
 */
export async function runScripts(
  engine: Engine,
  job: ScriptJob,
  limits: RunLimits,
  requests = new OwnRequests(),
): Promise<ScriptResult> {
  const runs: ScriptResult['runs'] = [];
  let skipsRequest = false;
  const interpreter = await Interpreter.create(engine, job, requests, limits);
  for (const { name, code } of job.scripts) {
    // What another script left behind sends nothing in its name either.
    requests.allow(mayRequest(code));
    const run = await interpreter.run(code, name);
    skipsRequest = run.status !== 'stopped' && interpreter.skips();
    // What ended a script that skips is no fault of it.
    runs.push(skipsRequest ? { status: 'ran', durationMs: run.durationMs } : run);
    if (skipsRequest || run.status !== 'ran') break;
  }
  const lines = interpreter.lines();
  const left = scriptResultSchema
    .pick({ tests: true, changes: true, request: true, next: true })
    .safeParse(interpreter.collect());
  return {
    runs,
    lines,
    ...(skipsRequest && { skipsRequest }),
    ...(left.success ? left.data : { tests: [], changes: [] }),
  };
}
