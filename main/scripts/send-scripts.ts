import { AppError } from '../../core/errors.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import type { Round } from '../../core/contract/outgoing.ts';
import type { Request } from '../../core/http/request.ts';
import { collectScripts, type FoundScript } from '../../core/scripts/collect-scripts.ts';
import type { ScriptChange, ScriptJob, ScriptPhase, ScriptResult } from '../../core/scripts/script-job.ts';
import { emptyScriptReport, type ScriptReport } from '../../core/scripts/script-report.ts';
import type { DefinitionRecord } from '../../core/workspace/definition.ts';
import type { AppContext } from '../app-context.ts';
import { writeConsoleLine } from '../console/tell-console.ts';
import type { CallContext } from '../services/service.ts';
import { hashScript } from './hash-script.ts';
import { sendOwnRequest } from './own-request.ts';
import { applyScriptRequest, toScriptRequest } from './script-request.ts';
import { readScriptResponse } from './script-response.ts';
import { readScriptScopes, type ScriptPlace, targetOf } from './script-scopes.ts';

/** What scripts run around. */
export interface ScriptedSend {
  id: string | undefined;
  name: string;
  request: Request;
  /** Nearest first, up to the collection. */
  ancestors: readonly DefinitionRecord[];
  environmentId: string | undefined;
  variables: Readonly<Record<string, string>>;
  /** Those of them that scripts are not given. */
  secretVariables: readonly string[];
  /** Of a run that goes round several times. */
  round: Round | undefined;
  call: CallContext;
}

/** The scripts of one send. */
export interface SendScripts {
  /**
   * Runs those that come before the request and gives it as they left it, with the local variables they set.
   *
   * @throws AppError ERR_SCRIPT_FAILED, ERR_SCRIPT_SKIPPED_REQUEST: as in Postman, the request is not sent then
   */
  before(): Promise<{ request: Request; variables: Readonly<Record<string, string>> }>;
  /** Runs those that come after the answer. */
  after(exchange: Exchange): Promise<void>;
  report: ScriptReport;
}

/** Gives the scripts around a send, or `undefined` where there are none. Those nobody allowed do not run. */
export function findSendScripts(app: AppContext, send: ScriptedSend): SendScripts | undefined {
  if (
    send.request.scripts.length === 0 &&
    send.ancestors.every(({ definition }) => definition.scripts.length === 0)
  ) {
    return undefined;
  }
  const named = { id: send.id, name: send.name, scripts: send.request.scripts };
  const before = collectScripts('beforeRequest', named, send.ancestors);
  const after = collectScripts('afterResponse', named, send.ancestors);
  if (before.length + after.length === 0) return undefined;
  const report = emptyScriptReport();
  if (![...before, ...after].every(({ code }) => app.scriptConsents.has(hashScript(code)))) {
    noteNotAllowed(app, report, [...before, ...after]);
    return {
      report,
      before: () => Promise.resolve({ request: send.request, variables: send.variables }),
      after: () => Promise.resolve(),
    };
  }
  return new AllowedScripts(app, send, { before, after }, report);
}

function noteNotAllowed(app: AppContext, report: ScriptReport, scripts: readonly FoundScript[]): void {
  for (const { from, phase, code } of scripts) {
    const status = app.scriptConsents.has(hashScript(code)) ? 'skipped' : 'notAllowed';
    report.runs.push({ from, phase, status });
  }
}

class AllowedScripts implements SendScripts {
  readonly report: ScriptReport;
  readonly #app: AppContext;
  readonly #send: ScriptedSend;
  readonly #scripts: { before: FoundScript[]; after: FoundScript[] };
  readonly #place: ScriptPlace;
  #variables: Readonly<Record<string, string>>;

  constructor(
    app: AppContext,
    send: ScriptedSend,
    scripts: { before: FoundScript[]; after: FoundScript[] },
    report: ScriptReport,
  ) {
    this.#app = app;
    this.#send = send;
    this.#scripts = scripts;
    this.report = report;
    this.#variables = send.variables;
    this.#place = { environmentId: send.environmentId, ancestorIds: send.ancestors.map(({ id }) => id) };
  }

  async before() {
    const { request } = this.#send;
    const { before } = this.#scripts;
    if (before.length === 0) return { request, variables: this.#variables };
    const result = await this.#run('beforeRequest', before, { request: toScriptRequest(request) });
    if (result.skipsRequest === true) throw requestSkipped(before[result.runs.length - 1], result.next);
    const failed = result.runs.findIndex(({ status }) => status !== 'ran');
    if (failed !== -1) throw scriptFailed(before[failed], result.runs[failed]);
    const changed = result.request === undefined ? request : applyScriptRequest(request, result.request);
    return { request: changed, variables: this.#variables };
  }

  async after(exchange: Exchange) {
    const { after } = this.#scripts;
    if (after.length === 0 || exchange.outcome.kind !== 'response') return;
    const { method, url, headers } = exchange.request;
    const response = await readScriptResponse(this.#app, exchange.outcome, exchange.timings.totalMs);
    await this.#run('afterResponse', after, { request: { method, url, headers }, response });
  }

  async #run(
    phase: ScriptPhase,
    scripts: readonly FoundScript[],
    seen: Pick<ScriptJob, 'request' | 'response'>,
  ): Promise<ScriptResult> {
    const app = this.#app;
    const given = await readScriptScopes(app, this.#place, this.#variables, this.#send);
    const job: ScriptJob = {
      phase,
      scripts: scripts.map(({ from, code, dialect }) => ({ name: from.name, code, dialect })),
      requestName: this.#send.name,
      ...roundOf(this.#send.round, given.withheld),
      ...seen,
      ...given,
    };
    const { id, call } = this.#send;
    const result = await app.scripts.run(job, call.signal, (own) =>
      sendOwnRequest(app, own, { itemId: id, cancel: call }),
    );
    this.#note(phase, scripts, result);
    // One after the other: two changes may be of the same file.
    for (const change of result.changes) await this.#apply(change);
    return result;
  }

  #note(phase: ScriptPhase, scripts: readonly FoundScript[], result: ScriptResult): void {
    for (const [index, { from }] of scripts.entries()) {
      this.report.runs.push({ from, phase, ...(result.runs[index] ?? { status: 'skipped' as const }) });
    }
    this.report.tests.push(...result.tests);
    if (result.next !== undefined) this.report.next = result.next;
    for (const { level, text } of result.lines) {
      this.report.lines.push({ level, text, phase });
      const source = { itemId: this.#send.id, name: this.#send.name, phase };
      // The scripts were given no secret, so there is none to mask.
      writeConsoleLine(this.#app, { atEpochMs: this.#app.now(), level, parts: [text], source }, []);
    }
  }

  async #apply({ scope, key, value }: ScriptChange): Promise<void> {
    const action = value === undefined ? 'unset' : 'set';
    const note = (outcome: ScriptReport['variables'][number]['outcome']) =>
      this.report.variables.push({ scope, key, action, outcome });
    if (scope === 'local') {
      const { [key]: _before, ...others } = this.#variables;
      this.#variables = value === undefined ? others : { ...others, [key]: value };
      note('done');
      return;
    }
    const target = targetOf(scope, this.#place);
    if (target === undefined) {
      note('noTarget');
      return;
    }
    try {
      await this.#app.workspace.setVariable(target, key, value ?? '');
      note('done');
    } catch (fault) {
      this.#app.log.error('a variable that a script set could not be kept', fault);
      note('failed');
    }
  }
}

function scriptFailed(
  script: FoundScript | undefined,
  run: ScriptResult['runs'][number] | undefined,
): AppError {
  const { name = 'Error', message = '' } = run?.error ?? {};
  const from = script?.from;
  return new AppError(
    'ERR_SCRIPT_FAILED',
    `The pre-request script of ${from?.kind ?? 'request'} "${from?.name ?? ''}" failed, so nothing was sent. ${name}: ${message}`,
    { details: { name, message, ...(from?.itemId === undefined ? {} : { itemId: from.itemId }) } },
  );
}

/** @param next The request that a run goes on with, where a script named one */
function requestSkipped(script: FoundScript | undefined, next: string | null | undefined): AppError {
  const from = script?.from;
  return new AppError(
    'ERR_SCRIPT_SKIPPED_REQUEST',
    `The pre-request script of ${from?.kind ?? 'request'} "${from?.name ?? ''}" skipped this request with pm.execution.skipRequest, so nothing was sent.`,
    {
      details: {
        ...(from?.itemId === undefined ? {} : { itemId: from.itemId }),
        ...(next === undefined ? {} : { next }),
      },
    },
  );
}

/** A column that stands in the place of a secret variable is withheld as that is. */
function roundOf(round: Round | undefined, withheld: readonly string[]): Pick<ScriptJob, 'round'> {
  if (round === undefined) return {};
  const { index, count, data = {} } = round;
  return { round: { index, count, data: Object.entries(data).filter(([key]) => !withheld.includes(key)) } };
}
