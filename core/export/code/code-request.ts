import type { HeaderPairs } from '../../http/exchange.ts';
import type { FormPart } from '../../http/multipart.ts';
import type { BodyPart } from '../../http/wire-request.ts';

/** A request as the generators of code take it: everything resolved, and only what belongs into a program. */
export interface CodeRequest {
  method: string;
  /** Absolute, all ASCII but for placeholders such as `<apiKey>`. */
  url: string;
  headers: HeaderPairs;
  /** The bytes of the body, in order; absent: no body. */
  parts?: readonly BodyPart[];
  /** The same body as the parts of a multipart form, for those that write their own boundary. */
  form?: readonly FormPart[];
  /** `false`: any certificate is taken. */
  verifyTls?: boolean;
  timeoutMs?: number;
}

/** Gives a header's values joined into one line each, for those that know a name once (RFC 9110 section 5.3). */
export function joinedHeaders(headers: HeaderPairs): HeaderPairs {
  const joined = new Map<string, [string, string]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = joined.get(key);
    joined.set(
      key,
      known === undefined ? [name, value] : [known[0], known[1] + (key === 'cookie' ? '; ' : ', ') + value],
    );
  }
  return [...joined.values()];
}

/** The headers without the Content-Type of a form, whose boundary the program makes itself. */
export function headersBesideForm({ headers, form }: CodeRequest): HeaderPairs {
  if (form === undefined) return headers;
  return headers.filter(
    ([name, value]) => name.toLowerCase() !== 'content-type' || !/^multipart\//i.test(value),
  );
}

/** Takes the Content-Type out of the headers, for those that set it at the body. */
export function splitContentType(headers: HeaderPairs): {
  contentType: string | undefined;
  rest: HeaderPairs;
} {
  const isType = ([name]: readonly [string, string]) => name.toLowerCase() === 'content-type';
  return { contentType: headers.find(isType)?.[1], rest: headers.filter((pair) => !isType(pair)) };
}
