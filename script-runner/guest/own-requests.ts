import { readHeaderLines } from '../../core/postman/header.ts';
import type { OwnReply, OwnRequest } from '../../core/scripts/own-request.ts';
import type { ScriptPairs } from '../../core/scripts/script-job.ts';
import type { GuestHost } from './host.ts';
import { ScriptableRequest } from './script-request.ts';
import { ScriptableResponse } from './script-response.ts';
import { variableText } from './variable-scope.ts';

type MakeResponse = (response: Extract<OwnReply, { response: unknown }>['response']) => ScriptableResponse;
type Callback = (problem: Error | null, response?: ScriptableResponse) => unknown;

/** `pm.sendRequest`: an address, or what a request of a collection is written like; a callback, or a promise. */
export class OwnRequests {
  readonly #host: GuestHost;
  readonly #makeResponse: MakeResponse;
  readonly #waiting = new Map<number, (reply: OwnReply) => void>();

  constructor(host: GuestHost, makeResponse: MakeResponse) {
    this.#host = host;
    this.#makeResponse = makeResponse;
  }

  readonly send = (given: unknown, callback?: unknown): Promise<ScriptableResponse> => {
    const number = this.#host.request(JSON.stringify(readRequest(given)));
    if (number === -1) {
      throw new Error(
        'pm.sendRequest is not available here: too many requests, or a script whose text does not name it.',
      );
    }
    const answered = new Promise<ScriptableResponse>((resolve, reject) => {
      this.#waiting.set(number, (reply) => {
        const problem = 'problem' in reply ? new Error(reply.problem) : null;
        const response = 'response' in reply ? this.#makeResponse(reply.response) : undefined;
        if (response === undefined) reject(problem ?? new Error('No answer came.'));
        else resolve(response);
        // What it throws is the script's fault, as with a timer.
        if (typeof callback === 'function') (callback as Callback)(problem, response);
      });
    });
    // Who gave a callback hears of the problem there.
    if (typeof callback === 'function') answered.catch(() => undefined);
    return answered;
  };

  take(number: number, reply: OwnReply): void {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    waiting?.(reply);
  }

  clearAll(): void {
    this.#waiting.clear();
  }
}

type Members = Record<string, unknown>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

/** Takes the forms that Postman takes. @throws TypeError for what cannot be sent */
function readRequest(given: unknown): OwnRequest {
  if (given instanceof ScriptableRequest) {
    const { method, url, headers, body } = given.toData();
    return { method, url, headers, ...(body === undefined ? {} : { body: { type: 'raw', text: body } }) };
  }
  if (!isObject(given)) return { method: 'GET', url: readUrl(given), headers: [] };
  const { url, method = 'GET', header, headers = header, body, auth } = given;
  if (auth !== undefined && auth !== null) {
    throw new TypeError('pm.sendRequest takes no auth here: set the Authorization header.');
  }
  const read = body === undefined || body === null ? undefined : readBody(body);
  const { body: sent, type } = read ?? {};
  const rows = readPairs(headers);
  const isTyped = rows.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    method: String(method).toUpperCase(),
    url: readUrl(url),
    headers: type === undefined || isTyped ? rows : [...rows, ['Content-Type', type]],
    ...(sent === undefined ? {} : { body: sent }),
  };
}

function readUrl(url: unknown): string {
  if (typeof url === 'string') return url;
  if (isObject(url)) {
    if (typeof url['raw'] === 'string') return url['raw'];
    const { protocol = 'http', host, port, path, query } = url;
    if (host !== undefined) {
      const text = (value: unknown, mark: string) =>
        Array.isArray(value) ? value.join(mark) : String(value);
      const search = readPairs(query).map(
        ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
      );
      return (
        `${String(protocol)}://${text(host, '.')}${port === undefined ? '' : `:${variableText(port)}`}` +
        `${path === undefined ? '' : `/${text(path, '/')}`}${search.length === 0 ? '' : `?${search.join('&')}`}`
      );
    }
    // An address of the collection, as pm.request.url gives it.
    const shown = (url as { toString(): unknown }).toString();
    if (typeof shown === 'string' && shown !== '[object Object]') return shown;
  }
  throw new TypeError('pm.sendRequest takes an address, or an object with a url.');
}

/** Header lines and rows: `{ name: value }`, `[{ key, value }]`, or lines of text. */
function readPairs(given: unknown): ScriptPairs {
  if (given === undefined || given === null) return [];
  if (typeof given === 'string') {
    return readHeaderLines(given)
      .filter(({ disabled }) => disabled !== true)
      .map(({ key, value }) => [key, value]);
  }
  if (!Array.isArray(given)) {
    if (!isObject(given)) return [];
    const { key, value } = given;
    if (typeof key === 'string' && 'value' in given) return [[key, variableText(value)]];
    return Object.entries(given).map(([name, text]) => [name, variableText(text)]);
  }
  return given.flatMap((row: unknown): ScriptPairs => {
    if (typeof row === 'string') return readPairs(row);
    if (!isObject(row) || row['disabled'] === true || typeof row['key'] !== 'string') return [];
    return [[row['key'], variableText(row['value'] ?? '')]];
  });
}

function readBody(body: unknown): { body?: OwnRequest['body']; type?: string } {
  if (!isObject(body)) return { body: { type: 'raw', text: String(body) } };
  const { mode, raw, urlencoded, formdata, graphql, options } = body;
  if (mode === undefined && raw === undefined && urlencoded === undefined && formdata === undefined) {
    // An object that is no body of a collection is meant as JSON.
    return { body: { type: 'raw', text: JSON.stringify(body) }, type: 'application/json' };
  }
  if (mode === 'graphql' || graphql !== undefined) {
    return { body: { type: 'raw', text: JSON.stringify(graphql) }, type: 'application/json' };
  }
  if (mode === 'urlencoded' || urlencoded !== undefined) {
    const rows = typeof urlencoded === 'string' ? readForm(urlencoded) : readPairs(urlencoded);
    return { body: { type: 'urlencoded', rows } };
  }
  if (mode === 'formdata' || formdata !== undefined) {
    if (Array.isArray(formdata) && formdata.some((row) => isObject(row) && row['type'] === 'file')) {
      throw new TypeError('Scripts have no files: a file cannot be part of pm.sendRequest.');
    }
    return { body: { type: 'formdata', rows: readPairs(formdata) } };
  }
  if (mode === 'file') throw new TypeError('Scripts have no files: a file cannot be part of pm.sendRequest.');
  if (raw === undefined || raw === null) return {};
  const language = isObject(options) && isObject(options['raw']) ? options['raw']['language'] : undefined;
  const isJson = language === 'json' || typeof raw === 'object';
  return {
    body: { type: 'raw', text: typeof raw === 'object' ? JSON.stringify(raw) : variableText(raw) },
    ...(isJson ? { type: 'application/json' } : {}),
  };
}

function readForm(text: string): ScriptPairs {
  return text
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [key = '', ...rest] = piece.split('=');
      return [decodeForm(key), decodeForm(rest.join('='))];
    });
}

function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
