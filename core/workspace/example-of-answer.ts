import type { Body } from '../http/body.ts';
import type { HeaderPairs } from '../http/exchange.ts';
import { createMasker, maskAnswerHeaders, maskHeaderValue, maskText } from '../http/mask.ts';
import type { Request } from '../http/request.ts';
import type { Row } from '../http/row.ts';
import { replaceSecretFields } from '../http/secret-fields.ts';
import { isCredentialHeader } from '../http/sensitive-headers.ts';
import type { Example } from './example.ts';

/** An answer that is to be kept beside its request. */
export interface AnswerToKeep {
  name: string;
  /** As it stands in the editor, variables unresolved. */
  request: Request;
  status: number;
  statusText: string;
  headers: HeaderPairs;
  mediaType: string;
  body: string;
  /** What sending the request would mask. */
  secrets: readonly string[];
}

/**
 * Makes a saved example of an answer. It goes into a file that others read, so secrets, and what looks like one, are
 * masked in it; variables stay.
 */
export function exampleOfAnswer({ request, secrets, ...answer }: AnswerToKeep): Example {
  const maskSecrets = createMasker(secrets);
  const mask = (text: string) =>
    replaceSecretFields(maskSecrets(text), (value) => (value.includes('{{') ? value : maskText));
  const language = languageOf(answer.mediaType);
  return {
    name: answer.name,
    request: {
      method: request.method,
      url: mask(request.url),
      queryParams: request.queryParams.map((row) => maskField(row, mask)),
      pathVariables: request.pathVariables,
      headers: request.headers.map((row) => maskHeader(row, mask)),
      body: maskBody(request.body, mask),
      scripts: [],
      extractions: [],
    },
    response: {
      statusCode: answer.status,
      ...(answer.statusText === '' ? {} : { statusText: answer.statusText }),
      headers: maskAnswerHeaders(answer.headers, mask).map(([key, value]) => ({
        key,
        value: key.toLowerCase() === 'set-cookie' ? value.replace(/=[^;]*/, `=${maskText}`) : value,
      })),
      body: mask(answer.body),
      language,
    },
  };
}

type Mask = (text: string) => string;

/** A field says by its name whether its value is a secret. */
function maskField<T extends Row>(row: T, mask: Mask): T {
  const start = `${row.key}=`;
  const masked = mask(start + row.value);
  return { ...row, value: masked.startsWith(start) ? masked.slice(start.length) : mask(row.value) };
}

function maskHeader(row: Row, mask: Mask): Row {
  const isTyped = isCredentialHeader(row.key) && !row.value.includes('{{');
  return { ...row, value: isTyped ? maskHeaderValue(row.key, row.value) : mask(row.value) };
}

function maskBody(body: Body, mask: Mask): Body {
  switch (body.type) {
    case 'raw':
      return { ...body, content: mask(body.content) };
    case 'graphql':
      return { ...body, query: mask(body.query), variables: mask(body.variables) };
    case 'urlencoded':
      return { ...body, rows: body.rows.map((row) => maskField(row, mask)) };
    case 'formdata':
      return { ...body, rows: body.rows.map((row) => maskField(row, mask)) };
    default:
      return body;
  }
}

function languageOf(mediaType: string): string {
  if (/[/+]json$/.test(mediaType)) return 'json';
  if (/[/+]xml$/.test(mediaType)) return 'xml';
  return mediaType === 'text/html' ? 'html' : 'text';
}
