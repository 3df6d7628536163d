import type { ScriptableRequest } from '../script-request.ts';
import { variableText } from '../variable-scope.ts';
import { parsed } from './parsed-text.ts';

/** `req` of Bruno's scripts: what they change before sending is what is sent. */
export function createBrunoRequest(request: ScriptableRequest, name: string, warn: (text: string) => void) {
  const unmoved = (what: string) => () =>
    warn(`req.${what} has no effect here: see Settings of the request.`);
  const setHeader = (key: unknown, value: unknown) => request.upsertHeader({ key, value });
  const getBody = ({ raw = false } = {}): unknown => {
    const text = request.toData().body;
    return raw || text === undefined ? text : parsed(text);
  };
  return {
    name,
    get url() {
      return request.url.toString();
    },
    get method() {
      return request.method;
    },
    get headers() {
      return request.headers.toObject();
    },
    get body() {
      return getBody();
    },
    getName: () => name,
    getTags: (): string[] => [],
    getUrl: () => request.url.toString(),
    setUrl: (url: unknown) => {
      request.url = url;
    },
    getHost: () => request.url.getHost(),
    getPath: () => request.url.getPath(),
    getQueryString: () => request.url.getQueryString(),
    getMethod: () => request.method,
    setMethod: (method: unknown) => {
      request.method = String(method);
    },
    getHeader: (key: unknown) => request.headers.get(String(key)),
    getHeaders: () => request.headers.toObject(),
    setHeader,
    setHeaders: (headers: unknown) => {
      for (const [key, value] of Object.entries(headers ?? {})) setHeader(key, value);
    },
    deleteHeader: (key: unknown) => request.removeHeader(key),
    deleteHeaders: (keys: readonly unknown[]) => keys.forEach((key) => request.removeHeader(key)),
    getBody,
    setBody: (body: unknown) => request.body.update(variableText(body)),
    getTimeout: () => undefined,
    setTimeout: unmoved('setTimeout'),
    setMaxRedirects: unmoved('setMaxRedirects'),
    disableParsingResponseJson: unmoved('disableParsingResponseJson'),
    onFail: unmoved('onFail'),
    getExecutionMode: () => 'standalone',
  };
}
