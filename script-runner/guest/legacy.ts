import type { ScriptJob } from '../../core/scripts/script-job.ts';
import { readAnswerCookies } from './answer-cookies.ts';
import type { RunFlow } from './run-flow.ts';
import type { Scopes } from './variables.ts';

/** What the first generation of Postman scripts uses: `postman.*`, `responseBody`, `tests[...]`. */
export function legacyGlobals(job: ScriptJob, scopes: Scopes, flow: RunFlow) {
  const { response, request } = job;
  const headers = response?.headers ?? [];
  const header = (name: unknown) =>
    headers.find(([key]) => key.toLowerCase() === String(name).toLowerCase())?.[1];
  const { environment, globals } = scopes;
  const cookies = Array.from(readAnswerCookies(headers), ([name, value]) => ({ name, value }));
  return {
    postman: {
      setEnvironmentVariable: (key: string, value: unknown) => environment.set(key, value),
      getEnvironmentVariable: (key: string) => environment.get(key),
      clearEnvironmentVariable: (key: string) => environment.unset(key),
      clearEnvironmentVariables: () => environment.clear(),
      setGlobalVariable: (key: string, value: unknown) => globals.set(key, value),
      getGlobalVariable: (key: string) => globals.get(key),
      clearGlobalVariable: (key: string) => globals.unset(key),
      clearGlobalVariables: () => globals.clear(),
      getResponseHeader: header,
      getResponseCookie: (name: unknown) => cookies.find((cookie) => cookie.name === String(name)),
      setNextRequest: flow.setNext,
    },
    environment: environment.toObject(),
    globals: globals.toObject(),
    request: {
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      data: request.body ?? '',
    },
    data: Object.fromEntries(job.round?.data ?? []),
    iteration: job.round?.index ?? 0,
    ...(response === undefined
      ? {}
      : {
          responseBody: response.text ?? '',
          responseCode: { code: response.status, name: response.statusText, detail: response.statusText },
          responseTime: response.timeMs,
          responseHeaders: Object.fromEntries(headers),
          responseCookies: cookies,
        }),
  };
}

/** `responseBody.has('text')`: texts had it then. */
export function addTextSearch(): void {
  Object.defineProperty(String.prototype, 'has', {
    value(this: string, part: unknown) {
      return this.includes(String(part));
    },
    writable: true,
    configurable: true,
  });
}
