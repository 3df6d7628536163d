import { Assertion, expect } from 'chai';
import type { ScriptJob, ScriptPairs } from '../../core/scripts/script-job.ts';
import type { RunFlow } from './run-flow.ts';
import { ScriptableRequest } from './script-request.ts';
import { ScriptableResponse } from './script-response.ts';
import type { Tests } from './tests.ts';
import { AllVariables, type Scopes } from './variables.ts';

function missing(name: string): never {
  throw new Error(`${name} is not available: scripts have no network and no files in Postern.`);
}

/** Makes `pm`. */
export function createPm(
  job: ScriptJob,
  {
    scopes,
    tests,
    request,
    flow,
    warn,
  }: {
    scopes: Scopes;
    tests: Tests;
    request: ScriptableRequest;
    flow: RunFlow;
    warn: (text: string) => void;
  },
) {
  const all = new AllVariables(scopes, job.withheld, warn);
  const withAll = <S extends object>(scope: S) =>
    Object.assign(scope, { replaceIn: (text: unknown) => all.replaceIn(text) });
  const response = job.response === undefined ? undefined : new ScriptableResponse(job.response);
  if (response !== undefined) {
    Object.defineProperty(response, 'to', { get: () => (new Assertion(response) as Chai.Assertion).to });
  }
  const test = Object.assign((name: unknown, body: unknown) => tests.run(name, body), {
    skip: () => undefined,
    index: () => tests.results().length,
  });
  return {
    info: {
      eventName: job.phase === 'beforeRequest' ? 'prerequest' : 'test',
      requestName: job.requestName,
      requestId: '',
      iteration: job.round?.index ?? 0,
      iterationCount: job.round?.count ?? 1,
    },
    iterationData: iterationData(job.round?.data ?? []),
    variables: all,
    environment: withAll(scopes.environment),
    collectionVariables: withAll(scopes.collection),
    globals: withAll(scopes.globals),
    request,
    response,
    test,
    expect,
    sendRequest: () => missing('pm.sendRequest'),
    cookies: { get: () => missing('pm.cookies'), has: () => missing('pm.cookies') },
    vault: { get: () => missing('pm.vault'), set: () => missing('pm.vault') },
    require: (name: string) => missing(`pm.require('${name}')`),
    execution: {
      setNextRequest: flow.setNext,
      skipRequest: flow.skip,
    },
  };
}

/** The row of the data file, to read. */
function iterationData(pairs: ScriptPairs) {
  const values = new Map(pairs);
  return {
    get: (key: unknown) => values.get(String(key)),
    has: (key: unknown) => values.has(String(key)),
    toObject: () => Object.fromEntries(values),
    toJSON: () => Object.fromEntries(values),
  };
}
