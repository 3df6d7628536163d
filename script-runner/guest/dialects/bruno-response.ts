import type { ScriptableResponse } from '../script-response.ts';
import { parsed } from './parsed-text.ts';
import { queryBody } from './bruno-query.ts';

/** The body as Bruno's scripts have it: JSON as a value, anything else as text. */
export function parsedBody(response: ScriptableResponse): unknown {
  return parsed(response.text());
}

/** `res` of Bruno's scripts: an object that can be called with a query, `res('user.id')`. */
export function createBrunoResponse(response: ScriptableResponse, url: string, warn: (text: string) => void) {
  const { code, status, responseTime, responseSize } = response;
  const headers = Object.fromEntries(
    response.headers.all().map(({ key, value }) => [key.toLowerCase(), value]),
  );
  let body: { value: unknown } | undefined;
  // Each reader has the same value, as there: what a script changes in it, it finds again.
  const getBody = (): unknown => (body ??= { value: parsedBody(response) }).value;
  const res = (query: unknown, ...filters: unknown[]): unknown => {
    if (filters.length > 0)
      throw new TypeError('A query of res takes no functions here: use filter of the list.');
    return queryBody(getBody(), String(query));
  };
  Object.defineProperty(res, 'body', { get: getBody, enumerable: true });
  return Object.assign(res, {
    status: code,
    statusText: status,
    headers,
    responseTime,
    url,
    getStatus: () => code,
    getStatusText: () => status,
    getHeader: (name: unknown) => response.headers.get(String(name)),
    getHeaders: () => headers,
    getBody,
    getUrl: () => url,
    getResponseTime: () => responseTime,
    getSize: () => ({ header: 0, body: responseSize, total: responseSize }),
    setBody: () => warn('res.setBody has no effect here: an answer is shown as it came.'),
  });
}
