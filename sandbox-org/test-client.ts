/** A small HTTP client for the tests: it hides nothing, above all not how header lines were sent. */
import { request } from 'node:http';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Header lines in the order they came; names in lower case. */
  readonly headerLines: readonly (readonly [name: string, value: string])[];
  readonly bytes: Buffer;
  /** The parsed body; null when it is empty. */
  readonly json: JsonValue;
}

export interface WireRequest {
  readonly body?: JsonValue;
  /** Sent as it is, instead of `body`. */
  readonly rawBody?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** False leaves `Authorization` out. */
  readonly authorized?: boolean;
  /** True sends the body in chunks instead of with a length. */
  readonly chunked?: boolean;
}

/** Sends one request to the org; `target` is a path, or the full address of a link. */
export function send(
  org: { readonly url: string; readonly apiToken: string },
  method: string,
  target: string,
  { body, rawBody, headers = {}, authorized = true, chunked = false }: WireRequest = {},
): Promise<WireAnswer> {
  const data = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const length = data === undefined ? 0 : Buffer.byteLength(data);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(target, org.url),
      {
        method,
        agent: false,
        headers: {
          ...(authorized && { authorization: `SSWS ${org.apiToken}` }),
          ...(data !== undefined && { 'content-type': 'application/json' }),
          ...(method !== 'GET' &&
            (chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': length })),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const isJson = response.headers['content-type'] === 'application/json' && bytes.length > 0;
          resolve({
            status: response.statusCode ?? 0,
            headerLines: pairs(response.rawHeaders),
            bytes,
            json: isJson ? (JSON.parse(bytes.toString('utf8')) as JsonValue) : null,
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(data);
  });
}

const pairs = (rawHeaders: readonly string[]): [string, string][] =>
  rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ''] as [string, string]] : [],
  );

/** All values of a header, one for each line. */
export const linesOf = (answer: WireAnswer, name: string): string[] =>
  answer.headerLines.flatMap(([key, value]) => (key === name ? [value] : []));

/** The one value of a header; undefined when there is no such line, or more than one. */
export function lineOf(answer: WireAnswer, name: string): string | undefined {
  const lines = linesOf(answer, name);
  return lines.length === 1 ? lines[0] : undefined;
}

/** The address of a `link` header's relation. */
export const linkOf = (answer: WireAnswer, relation: string): string | undefined =>
  linesOf(answer, 'link')
    .map((line) => /^<([^>]+)>; rel="(\w+)"$/.exec(line))
    .find((match) => match?.[2] === relation)?.[1];

/** What stands at a path of keys and positions; null when nothing does. */
export function at(value: JsonValue, ...path: (string | number)[]): JsonValue {
  let found: JsonValue | undefined = value;
  for (const step of path) {
    if (typeof step === 'number') found = Array.isArray(found) ? found[step] : undefined;
    else found = isJsonObject(found) ? found[step] : undefined;
  }
  return found ?? null;
}

/** Text at a path; empty when there is none. */
export function textAt(value: JsonValue, ...path: (string | number)[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The body as a list of objects. */
export const listOf = ({ json }: WireAnswer): JsonObject[] =>
  Array.isArray(json) ? json.filter((item) => isJsonObject(item)) : [];

/** Follows `next` links from a first answer and gives every page; stops with an error after 100. */
export async function allPages(
  org: { readonly url: string; readonly apiToken: string },
  path: string,
): Promise<WireAnswer[]> {
  const pages: WireAnswer[] = [];
  for (
    let next: string | undefined = path;
    next !== undefined;
    next = linkOf(pages.at(-1) as WireAnswer, 'next')
  ) {
    if (pages.length === 100) throw new Error('The list does not end.');
    pages.push(await send(org, 'GET', next));
  }
  return pages;
}
