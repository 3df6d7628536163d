import { assert, expect } from 'chai';
import type { ScriptJob } from '../../../core/scripts/script-job.ts';
import type { OwnRequests } from '../own-requests.ts';
import type { RunFlow } from '../run-flow.ts';
import type { ScriptableRequest } from '../script-request.ts';
import type { ScriptableResponse } from '../script-response.ts';
import type { Tests } from '../tests.ts';
import type { Timers } from '../timers.ts';
import type { AllVariables, Scopes } from '../variables.ts';
import type { VariableScope } from '../variable-scope.ts';
import { createBrunoRequest } from './bruno-request.ts';
import { createBrunoResponse, parsedBody } from './bruno-response.ts';

/** What the names of Bruno's scripts are made of. */
export interface BrunoParts {
  scopes: Scopes;
  all: AllVariables;
  tests: Tests;
  timers: Timers;
  request: ScriptableRequest;
  response: ScriptableResponse | undefined;
  requests: OwnRequests;
  flow: RunFlow;
  warn: (text: string) => void;
}

function missing(name: string): never {
  throw new Error(`${name} is not available: scripts have no files, no cookies and no other requests here.`);
}

/** The names that scripts written for Bruno know: `bru`, `req`, `res`, `test`, `expect`, `assert`. */
export function brunoGlobals(job: ScriptJob, parts: BrunoParts): Record<string, unknown> {
  const { request, response, tests, warn } = parts;
  return {
    bru: createBru(job, parts),
    req: createBrunoRequest(request, job.requestName, warn),
    res: response === undefined ? undefined : createBrunoResponse(response, job.request.url, warn),
    test: (name: unknown, body: unknown) => tests.run(name, body),
    expect,
    assert,
  };
}

function createBru(job: ScriptJob, { scopes, all, tests, timers, requests, flow, warn }: BrunoParts) {
  const { local, environment, collection, globals } = scopes;
  const { setTimeout } = timers.globals();
  const kept = job.scopes.collection === undefined ? local : collection;
  // Bruno's own variables win over an environment. Here an environment wins, so that one that has the name takes the value.
  const placeOf = (key: string): VariableScope => (environment.has(key) ? environment : kept);
  const reader = (scope: VariableScope) => (key: unknown) => all.readFrom(scope, String(key));
  const runtime = {
    getVar: (key: unknown) => all.get(String(key)),
    hasVar: (key: unknown) => all.has(String(key)),
    setVar: (key: unknown, value: unknown) => placeOf(String(key)).set(String(key), value),
    deleteVar: (key: unknown) => placeOf(String(key)).unset(String(key)),
    deleteAllVars: () => kept.clear(),
    getAllVars: () => ({ ...kept.toObject(), ...local.toObject() }),
  };
  const environments = {
    getEnvName: () => environment.name,
    getEnvVar: reader(environment),
    hasEnvVar: (key: unknown) => environment.has(String(key)),
    setEnvVar: (key: unknown, value: unknown) => environment.set(String(key), value),
    deleteEnvVar: (key: unknown) => environment.unset(String(key)),
    getAllEnvVars: () => environment.toObject(),
    getGlobalEnvVar: reader(globals),
    setGlobalEnvVar: (key: unknown, value: unknown) => globals.set(String(key), value),
    getAllGlobalEnvVars: () => globals.toObject(),
  };
  return {
    ...runtime,
    ...environments,
    getCollectionVar: reader(collection),
    hasCollectionVar: (key: unknown) => collection.has(String(key)),
    getFolderVar: reader(collection),
    getRequestVar: reader(local),
    getSecretVar: (key: unknown) => all.get(String(key)),
    getProcessEnv: (key: unknown) => {
      warn(`Scripts are not given the environment of the computer: "${String(key)}" has no value here.`);
    },
    interpolate: (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? JSON.parse(all.replaceIn(JSON.stringify(value)))
        : all.replaceIn(value),
    sleep: (ms: unknown) => new Promise<void>((resolve) => void setTimeout(resolve, ms)),
    setNextRequest: flow.setNext,
    runner: {
      setNextRequest: flow.setNext,
      skipRequest: flow.skip,
      stopExecution: () => flow.setNext(null),
    },
    sendRequest: senderOf(requests),
    getTestResults: () => Promise.resolve(tests.results()),
    getAssertionResults: () => Promise.resolve([]),
    isSafeMode: () => true,
    visualize: () => warn('bru.visualize draws nothing here.'),
    runRequest: () => missing('bru.runRequest'),
    cwd: () => missing('bru.cwd'),
    cookies: { jar: () => missing('bru.cookies.jar') },
  };
}

/** `bru.sendRequest`: an address or the options axios takes; an answer that is no success is thrown, as there. */
function senderOf(requests: OwnRequests) {
  return async (given: unknown, callback?: unknown) => {
    const tell = (fault: Error | null, answer?: unknown) => {
      if (typeof callback === 'function') (callback as (...found: unknown[]) => unknown)(fault, answer);
    };
    try {
      const response = await requests.send(toPostman(given));
      const { code: status, status: statusText } = response;
      const answer = { status, statusText, headers: response.headers.toObject(), data: parsedBody(response) };
      if (status >= 400) {
        const refused = new Error(`The request was answered with the status ${status}.`);
        throw Object.assign(refused, { response: answer });
      }
      tell(null, answer);
      return answer;
    } catch (fault) {
      tell(fault as Error);
      if (typeof callback === 'function') return undefined;
      throw fault;
    }
  };
}

function toPostman(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { url, method, headers, data } = given as Record<string, unknown>;
  return { url, method, header: headers, ...(data === undefined ? {} : { body: data }) };
}
