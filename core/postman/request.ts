import { z } from 'zod';
import { emptyRequest, type Request } from '../http/request.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { checkSchema } from '../checks/check.ts';
import { extractionRuleSchema } from '../links/extraction-rule.ts';
import type { Example } from '../workspace/example.ts';
import { readAuth, writeAuth } from './auth.ts';
import { readBody, writeBody } from './body.ts';
import { readDescription } from './description.ts';
import { readHeaders, writeHeaders } from './header.ts';
import {
  applyResidue,
  asText,
  field,
  isObject,
  postmanExtension,
  residueOf,
  textField,
  toExtension,
} from './residue.ts';
import { readUrl, writeUrl } from './url.ts';

/** Things worth telling about one request that was read; counts are of rows or entries. */
export interface RequestFacts {
  /** The request was only an address. */
  bareAddress: boolean;
  urlMissing: boolean;
  methodMissing: boolean;
  urlRebuilt: boolean;
  urlDisagreed: boolean;
  bodyDisabled: boolean;
  authUnreadable: boolean;
  converted: number;
  unreadable: number;
}

/** Fields of a request that have a reader of their own. */
const ownReaders = new Set(['url', 'header', 'body', 'auth']);
/** What only Postern knows travels under this key, where a Postman file has room for it. */
export const posternKey = 'x-postern';

/** Reads the `request` of an item, or the `originalRequest` of a saved answer: an object or an address. */
export function readRequest(raw: JsonValue | undefined): { request: Request; facts: RequestFacts } {
  const bare = !isObject(raw);
  const object: JsonObject = isObject(raw) ? raw : raw === undefined || raw === null ? {} : { url: raw };
  const url = readUrl(field(object, 'url'));
  const headers = readHeaders(field(object, 'header'));
  const body = readBody(field(object, 'body'), headers.rows);
  const auth = readAuth(field(object, 'auth'));
  const method = textField(object, 'method');

  const request: Request = {
    ...emptyRequest(),
    method: method ?? (bare && typeof raw === 'string' ? 'GET' : ''),
    url: url.url,
    queryParams: url.queryParams,
    pathVariables: url.pathVariables,
    headers: headers.rows,
    body: body.body,
  };
  if (auth.auth !== undefined) request.auth = auth.auth;
  const description = readDescription(field(object, 'description'));
  if (description !== undefined) request.description = description;

  const extension = toExtension({
    form: bare ? (raw === undefined ? null : 'bare') : undefined,
    request: bare ? undefined : residueOf(object, ownFields(request), ownReaders),
    header: headerResidue(field(object, 'header')),
    url: url.residue,
    body: body.residue,
    auth: auth.residue,
  });
  if (extension !== undefined) request.extension = extension;
  const facts: RequestFacts = {
    bareAddress: bare && raw !== undefined,
    urlMissing: url.url === '',
    methodMissing: request.method === '',
    urlRebuilt: url.rebuilt && isObject(field(object, 'url')) && url.url !== '',
    urlDisagreed: url.disagreed,
    bodyDisabled: body.disabled,
    authUnreadable: auth.unreadable,
    converted: url.converted + headers.converted + body.converted,
    unreadable: url.unreadable + headers.unreadable + body.unreadable,
  };
  return { request, facts };
}

/** Writes a request as version 2.1 does. */
export function writeRequest(request: Request): JsonValue | undefined {
  const own = postmanExtension(request.extension);
  const form = field(own, 'form');
  const url = writeUrl(request, field(own, 'url'));
  const body = writeBody(request.body, request.headers, field(own, 'body'));
  const auth = writeAuth(request.auth, field(own, 'auth'));
  const written: JsonObject = {};
  const fields = applyResidue(ownFields(request), field(own, 'request'), (candidate) => {
    if (!isObject(candidate)) return false;
    return (
      (textField(candidate, 'method') ?? '') === request.method &&
      readDescription(field(candidate, 'description')) === request.description
    );
  });
  if (auth !== undefined) written['auth'] = auth;
  Object.assign(written, fields);
  written['header'] = writeHeaderList(request, field(own, 'header'));
  if (body !== undefined) written['body'] = body;
  if (url !== undefined) written['url'] = url;
  if (form !== undefined && isBare(request, written)) return form === null ? undefined : (url ?? '');
  return written;
}

/** Tells whether an address alone says all there is of a request. */
function isBare(request: Request, written: JsonObject): boolean {
  const others = Object.keys(written).filter((key) => !['url', 'header', 'method'].includes(key));
  const plainMethod = request.method === 'GET' || request.method === '';
  return others.length === 0 && request.headers.length === 0 && plainMethod;
}

function ownFields(request: Request): JsonObject {
  const written: JsonObject = {};
  if (request.method !== '') written['method'] = request.method;
  if (request.description !== undefined) written['description'] = request.description;
  return written;
}

/** Headers that were no list of rows: a text, null, or something unknown. An absent list says the same as an empty one. */
function headerResidue(raw: JsonValue | undefined): JsonValue | undefined {
  if (raw === undefined || (Array.isArray(raw) && raw.every(isObject))) return undefined;
  return { instead: raw };
}

function writeHeaderList(request: Pick<Request, 'headers'>, residue: JsonValue | undefined): JsonValue {
  const written = writeHeaders(request.headers);
  const instead = isObject(residue) ? field(residue, 'instead') : undefined;
  if (instead === undefined) return written;
  const read = readHeaders(instead);
  const same = JSON.stringify(read.rows) === JSON.stringify(request.headers);
  return same ? instead : written;
}

const exampleReaders = new Set(['originalRequest', 'header']);

/** Reads a saved answer (`response` of an item). */
export function readExample(raw: JsonObject): { example: Example; converted: number; unreadable: number } {
  const original = field(raw, 'originalRequest');
  const headers = readHeaders(field(raw, 'header'));
  const example: Example = {
    name: asText(field(raw, 'name')),
    response: { headers: headers.rows, body: asText(field(raw, 'body')) },
  };
  const read = original === undefined ? undefined : readRequest(original);
  if (read !== undefined) example.request = read.request;
  const code = field(raw, 'code');
  if (typeof code === 'number' && Number.isInteger(code)) example.response.statusCode = code;
  const status = textField(raw, 'status');
  if (status !== undefined) example.response.statusText = status;
  const language = textField(raw, '_postman_previewlanguage');
  if (language !== undefined) example.response.language = language;
  const extension = toExtension({
    response: residueOf(raw, exampleFields(example), exampleReaders),
    header: headerResidue(field(raw, 'header')),
  });
  if (extension !== undefined) example.extension = extension;
  return {
    example,
    converted: headers.converted + (read?.facts.converted ?? 0),
    unreadable: headers.unreadable + (read?.facts.unreadable ?? 0),
  };
}

/** Writes a saved answer. */
export function writeExample(example: Example): JsonObject {
  const own = postmanExtension(example.extension);
  const fields = applyResidue(exampleFields(example), field(own, 'response'), (candidate) => {
    if (!isObject(candidate)) return false;
    const { name, response } = readExample(candidate).example;
    return (
      name === example.name &&
      response.body === example.response.body &&
      response.statusCode === example.response.statusCode &&
      response.statusText === example.response.statusText &&
      response.language === example.response.language
    );
  });
  const original = example.request && writeRequest(example.request);
  return {
    ...(isObject(fields) ? fields : {}),
    ...(original === undefined ? {} : { originalRequest: original }),
    header: writeHeaderList(example.response, field(own, 'header')),
  };
}

function exampleFields(example: Example): JsonObject {
  const { statusCode, statusText, language, body } = example.response;
  return {
    name: example.name,
    ...(statusText === undefined ? {} : { status: statusText }),
    ...(statusCode === undefined ? {} : { code: statusCode }),
    ...(language === undefined ? {} : { _postman_previewlanguage: language }),
    body,
  };
}

const posternSchema = z.object({
  extractions: z.array(extractionRuleSchema).optional(),
  checks: z.array(checkSchema).optional(),
  allowLiteralPlaceholders: z.boolean().optional(),
  timeoutMs: z.number().int().min(0).optional(),
});

/** Takes what only Postern knows of a request out of the item of an export of ours. */
export function readPosternFields(raw: JsonValue | undefined, request: Request): boolean {
  const parsed = posternSchema.safeParse(raw);
  if (!parsed.success) return false;
  const { extractions, checks, allowLiteralPlaceholders, timeoutMs } = parsed.data;
  if (extractions !== undefined) request.extractions = extractions;
  if (checks !== undefined && checks.length > 0) request.checks = checks;
  if (allowLiteralPlaceholders !== undefined) request.allowLiteralPlaceholders = allowLiteralPlaceholders;
  if (timeoutMs !== undefined) request.settings = { ...request.settings, timeoutMs };
  return true;
}

/** Gives what only Postern knows of a request, or `undefined` for nothing. */
export function writePosternFields(request: Request): JsonValue | undefined {
  const fields: JsonObject = {};
  if (request.extractions.length > 0) {
    fields['extractions'] = request.extractions.map((rule): JsonObject => ({ ...rule }));
  }
  if (request.checks !== undefined && request.checks.length > 0) {
    fields['checks'] = request.checks.map((check): JsonObject => ({ ...check }));
  }
  if (request.allowLiteralPlaceholders === true) fields['allowLiteralPlaceholders'] = true;
  if (request.settings?.timeoutMs !== undefined) fields['timeoutMs'] = request.settings.timeoutMs;
  return Object.keys(fields).length === 0 ? undefined : fields;
}
