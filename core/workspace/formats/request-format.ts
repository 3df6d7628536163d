import { checkSchema } from '../../checks/check.ts';
import { mergeQueryRows, parseQueryRows, withQueryRows } from '../../http/query.ts';
import type { Request, RequestSettings } from '../../http/request.ts';
import type { Row } from '../../http/row.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { extractionRuleSchema } from '../../links/extraction-rule.ts';
import { sameValue } from '../../same-value.ts';
import { credentialTypes, readAuth, writeAuth } from './auth-format.ts';
import { readBody, writeBody } from './body-format.ts';
import {
  extensionKey,
  isMap,
  present,
  readFlag,
  readList,
  readMap,
  readNumber,
  readOptionalText,
  readText,
  unlessEmpty,
} from './plain-fields.ts';
import { readRows, writeRows } from './row-format.ts';
import { readScripts, writeScripts } from './script-format.ts';

export const requestKind = 'http-request';

/** Reads the fields of a request, of a request file or of the `request` of an example. */
export function readRequestFields(value: JsonObject): Request {
  const own = readMap(value[extensionKey]);
  const { url, queryParams } = readAddress(readText(value['url']), readRows(value['queryParams']));
  const { auth, otherAuths } = readAuth(value['auth'], own['credentialTypes']);
  const request: Request = {
    method: value['method'] === undefined ? 'GET' : readText(value['method']),
    url,
    queryParams,
    pathVariables: readRows(value['pathVariables']),
    headers: readRows(value['headers']),
    body: readBody(value['body']),
    scripts: readScripts(value['scripts']),
    extractions: readList(own['extractions']).flatMap((rule) => {
      const parsed = extractionRuleSchema.safeParse(rule);
      return parsed.success ? [parsed.data] : [];
    }),
  };
  const checks = readList(own['checks']).flatMap((check) => checkSchema.safeParse(check).data ?? []);
  if (checks.length > 0) request.checks = checks;
  if (auth !== undefined) request.auth = auth;
  const settings = readSettings(value['settings'], own['timeoutMs']);
  if (settings !== undefined) request.settings = settings;
  const description = readOptionalText(value['description']);
  if (description !== undefined) request.description = description;
  if (readFlag(own['allowLiteralPlaceholders']) === true) request.allowLiteralPlaceholders = true;
  const extension = readExtension(own['extension'], otherAuths);
  if (extension !== undefined) request.extension = extension;
  return request;
}

/** Writes the fields of a request in the order of the format, without `$kind`, name, order and examples. */
export function writeRequestFields(request: Request): Record<string, JsonValue | undefined> {
  const { otherAuths, ...extension } = request.extension ?? {};
  return {
    description: request.description,
    url: request.url,
    method: request.method,
    headers: unlessEmpty(writeRows(request.headers)),
    queryParams: unlessEmpty(writeRows(rowsBeyondAddress(request))),
    pathVariables: unlessEmpty(writeRows(request.pathVariables)),
    body: writeBody(request.body),
    auth: writeAuth(request.auth, Array.isArray(otherAuths) ? otherAuths : undefined),
    settings: writeSettings(request.settings),
    scripts: unlessEmpty(writeScripts(request.scripts, 'request')),
    [extensionKey]: writeOwnFields({
      extractions: unlessEmpty(request.extractions.map((rule) => present({ ...rule }))),
      checks: unlessEmpty((request.checks ?? []).map((check) => present({ ...check }))),
      allowLiteralPlaceholders: request.allowLiteralPlaceholders === true ? true : undefined,
      timeoutMs: request.settings?.timeoutMs,
      credentialTypes: credentialTypes(request.auth),
      extension: writeExtension(request.extension, extension),
    }),
  };
}

/** Gives the map for the key `x-postern`, nothing where it would be empty. */
export function writeOwnFields(fields: Record<string, JsonValue | undefined>): JsonObject | undefined {
  const own = present(fields);
  return Object.keys(own).length === 0 ? undefined : own;
}

/** Reads what other formats know of an item, with the authorizations that are kept beside the one in force. */
export function readExtension(
  value: JsonValue | undefined,
  otherAuths: JsonValue[] | undefined,
): JsonObject | undefined {
  const extension = isMap(value) ? value : undefined;
  if (otherAuths === undefined) return extension;
  return { ...extension, otherAuths };
}

/** Writes the extension without `otherAuths`, which stand in `auth`; nothing where that was all there was. */
export function writeExtension(whole: JsonObject | undefined, rest: JsonObject): JsonObject | undefined {
  if (whole === undefined) return undefined;
  return Object.keys(rest).length === 0 && Object.keys(whole).length > 0 ? undefined : rest;
}

/** The query stands in the address; rows add what it cannot say. A file with enabled rows only has them put into the address. */
function readAddress(url: string, rows: Row[]): { url: string; queryParams: Row[] } {
  if (rows.length === 0) return { url, queryParams: parseQueryRows(url) };
  const inUrl = parseQueryRows(url);
  if (inUrl.length === 0) return { url: withQueryRows(url, rows), queryParams: rows };
  const merged = mergeQueryRows(rows, url);
  // An enabled row that the address does not have was not sent by whoever wrote the file: it is kept, switched off.
  const left = rows.filter((row) => row.disabled !== true && !inUrl.some((each) => each.key === row.key));
  return { url, queryParams: [...merged, ...left.map((row) => ({ ...row, disabled: true }))] };
}

function rowsBeyondAddress(request: Request): Row[] {
  return sameValue(parseQueryRows(request.url), request.queryParams) ? [] : request.queryParams;
}

function readSettings(
  value: JsonValue | undefined,
  timeoutMs: JsonValue | undefined,
): RequestSettings | undefined {
  const fields = readMap(value);
  const settings: RequestSettings = {};
  const protocolVersion = readOptionalText(fields['protocolVersion']);
  const verifyTls = readFlag(fields['strictSSL']);
  const followRedirects = readFlag(fields['followRedirects']);
  const maxRedirects = readNumber(fields['maxRedirects']);
  const disabled = fields['disabledSystemHeaders'];
  const timeout = readNumber(timeoutMs);
  if (protocolVersion !== undefined) settings.protocolVersion = protocolVersion;
  if (verifyTls !== undefined) settings.verifyTls = verifyTls;
  if (followRedirects !== undefined) settings.followRedirects = followRedirects;
  if (maxRedirects !== undefined && Number.isInteger(maxRedirects) && maxRedirects >= 0) {
    settings.maxRedirects = maxRedirects;
  }
  if (Array.isArray(disabled)) settings.disabledSystemHeaders = disabled.map(readText);
  else if (isMap(disabled)) {
    settings.disabledSystemHeaders = Object.keys(disabled).filter(
      (name) => readFlag(disabled[name]) === true,
    );
  }
  if (timeout !== undefined && Number.isInteger(timeout) && timeout >= 0) settings.timeoutMs = timeout;
  return Object.keys(settings).length === 0 ? undefined : settings;
}

function writeSettings(settings: RequestSettings | undefined): JsonObject | undefined {
  if (settings === undefined) return undefined;
  const fields = present({
    protocolVersion: settings.protocolVersion,
    strictSSL: settings.verifyTls,
    followRedirects: settings.followRedirects,
    maxRedirects: settings.maxRedirects,
    disabledSystemHeaders: settings.disabledSystemHeaders,
  });
  return Object.keys(fields).length === 0 ? undefined : fields;
}
