import { Assertion, expect } from 'chai';
import type { ScriptJob, ScriptPairs } from '../../core/scripts/script-job.ts';
import { readAnswerCookies } from './answer-cookies.ts';
import type { Libraries } from './libraries.ts';
import type { RunFlow } from './run-flow.ts';
import type { OwnRequests } from './own-requests.ts';
import type { ScriptableRequest } from './script-request.ts';
import { ScriptableResponse } from './script-response.ts';
import type { Tests } from './tests.ts';
import type { AllVariables, Scopes } from './variables.ts';

function missing(name: string): never {
  throw new Error(`${name} is not available: scripts have no files and no secrets in Postern.`);
}

/** Makes `pm`. */
export function createPm(
  job: ScriptJob,
  {
    scopes,
    all,
    tests,
    request,
    requests,
    libraries,
    flow,
    warn,
  }: {
    scopes: Scopes;
    all: AllVariables;
    tests: Tests;
    request: ScriptableRequest;
    requests: OwnRequests;
    libraries: Libraries;
    flow: RunFlow;
    warn: (text: string) => void;
  },
) {
  const withAll = <S extends object>(scope: S) =>
    Object.assign(scope, { replaceIn: (text: unknown) => all.replaceIn(text) });
  const response = job.response === undefined ? undefined : makeResponse(job.response);
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
    sendRequest: requests.send,
    cookies: answerCookies(job.response?.headers ?? []),
    // Pages of scripts are not drawn; the tests around them are to run all the same.
    visualizer: { set: () => warn('pm.visualizer draws nothing here.'), clear: () => undefined },
    vault: { get: () => missing('pm.vault'), set: () => missing('pm.vault') },
    require: libraries.requirePackage,
    execution: {
      setNextRequest: flow.setNext,
      skipRequest: flow.skip,
    },
  };
}

/** An answer with what `pm.response.to` says of it. */
export function makeResponse(given: NonNullable<ScriptJob['response']>): ScriptableResponse {
  const response = new ScriptableResponse(given);
  Object.defineProperty(response, 'to', { get: () => (new Assertion(response) as Chai.Assertion).to });
  return response;
}

function answerCookies(headers: ScriptPairs) {
  const values = readAnswerCookies(headers);
  return {
    get: (name: unknown) => values.get(String(name)),
    has: (name: unknown) => values.has(String(name)),
    toObject: () => Object.fromEntries(values),
    jar: () => missing('pm.cookies.jar'),
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
