import { expect } from 'chai';
import type { createPm } from '../pm.ts';
import type { VariableScope } from '../variable-scope.ts';
import { parsed } from './parsed-text.ts';
import { expectation } from './hoppscotch-expect.ts';

type Pm = ReturnType<typeof createPm>;

/** `pw` and `hopp` of Hoppscotch's scripts, out of what `pm` is made of. */
export function hoppscotchGlobals(pm: Pm): Record<string, unknown> {
  return { pw: createPw(pm), hopp: createHopp(pm) };
}

/** The environment in use; without one, what is set holds everywhere. */
function activeScope(pm: Pm): VariableScope {
  return pm.environment.name === '' ? pm.globals : pm.environment;
}

function environmentOf(pm: Pm) {
  const get = (key: unknown) => pm.variables.get(String(key)) ?? null;
  // Variables stand in `<<name>>` there, and in `{{name}}` since they were imported.
  const resolve = (text: unknown) =>
    pm.variables.replaceIn(String(text).replace(/<<\s*([\w$.-]+)\s*>>/g, '{{$1}}'));
  return {
    get,
    getResolve: (key: unknown) => resolve(get(key) ?? ''),
    resolve,
    set: (key: unknown, value: unknown) => activeScope(pm).set(String(key), value),
    unset: (key: unknown) => activeScope(pm).unset(String(key)),
  };
}

function createPw(pm: Pm) {
  const { response } = pm;
  return {
    env: environmentOf(pm),
    test: pm.test,
    expect: expectation,
    ...(response === undefined
      ? {}
      : {
          response: {
            status: response.code,
            headers: response.headers.all(),
            body: parsed(response.text()),
          },
        }),
  };
}

function scopeOf(scope: VariableScope) {
  return {
    get: (key: unknown) => scope.get(String(key)) ?? null,
    set: (key: unknown, value: unknown) => scope.set(String(key), value),
    delete: (key: unknown) => scope.unset(String(key)),
  };
}

function createHopp(pm: Pm) {
  const { request, response } = pm;
  const { get, set, unset } = environmentOf(pm);
  return {
    env: { get, set, delete: unset, active: scopeOf(pm.environment), global: scopeOf(pm.globals) },
    request: {
      get url() {
        return request.url.toString();
      },
      get method() {
        return request.method;
      },
      get headers() {
        return request.headers.all();
      },
      setUrl: (url: unknown) => {
        request.url = url;
      },
      setMethod: (method: unknown) => {
        request.method = String(method);
      },
      setHeader: (key: unknown, value: unknown) => request.upsertHeader({ key, value }),
      removeHeader: (key: unknown) => request.removeHeader(key),
      variables: pm.variables,
    },
    ...(response === undefined
      ? {}
      : {
          response: {
            statusCode: response.code,
            statusText: response.status,
            headers: response.headers.all(),
            responseTime: response.responseTime,
            text: () => response.text(),
            json: () => response.json(),
            body: { asText: () => response.text(), asJSON: () => response.json() },
          },
        }),
    test: pm.test,
    expect,
  };
}
