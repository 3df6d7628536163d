import type { JsonObject, JsonValue } from '../json-value.ts';
import { readHeaderLines } from '../postman/header.ts';
import { asText, field, isObject, omit, textField } from '../postman/residue.ts';

/** Fields of a request that the conversion uses, or that say nothing once it stands in its place. */
const requestFields = new Set([
  'name',
  'description',
  'method',
  'url',
  'headers',
  'headerData',
  'queryParams',
  'pathVariables',
  'pathVariableData',
  'data',
  'dataMode',
  'rawModeData',
  'dataOptions',
  'dataDisabled',
  'graphqlModeData',
  'auth',
  'currentHelper',
  'helperAttributes',
  'events',
  'tests',
  'preRequestScript',
  'responses',
  'responses_order',
  'variables',
  'protocolProfileBehavior',
  'folder',
  'collectionId',
  'collection',
]);

/** Makes an item of version 2.1 from a request of version 1; `find` gives a request by id, for saved answers. */
export function itemOfV1(
  raw: JsonObject,
  find: (id: string) => JsonObject | undefined,
): { item: JsonObject; leftover: JsonObject | undefined } {
  const item: JsonObject = { name: asText(field(raw, 'name')), request: requestOfV1(raw) };
  const events = scriptsOfV1(raw);
  if (events.length > 0) item['event'] = events;
  const behavior = field(raw, 'protocolProfileBehavior');
  if (isObject(behavior)) item['protocolProfileBehavior'] = behavior;
  const variables = field(raw, 'variables');
  if (Array.isArray(variables) && variables.length > 0) item['variable'] = variables;
  item['response'] = responsesOfV1(raw, find);
  return { item, leftover: leftoverOfV1(raw, requestFields) };
}

/** What is left of an object of version 1 once known fields are taken; empty and null fields say nothing. */
export function leftoverOfV1(raw: JsonObject, known: ReadonlySet<string>): JsonObject | undefined {
  const entries = Object.entries(omit(raw, known)).filter(([, value]) => !isEmpty(value));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function isEmpty(value: JsonValue): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

function requestOfV1(raw: JsonObject): JsonObject {
  const request: JsonObject = { header: headersOfV1(raw), url: urlOfV1(raw) };
  const method = textField(raw, 'method');
  if (method !== undefined) request['method'] = method;
  const description = textField(raw, 'description');
  if (description !== undefined && description !== '') request['description'] = description;
  const body = bodyOfV1(raw);
  if (body !== undefined) request['body'] = body;
  const auth = authOfV1(raw);
  if (auth !== undefined) request['auth'] = auth;
  return request;
}

/** Headers stand in rows (`headerData`), in one text (`headers`) or in both; a name that begins with `//` is switched off. */
function headersOfV1(raw: JsonObject): JsonValue[] {
  const rows = rowsOfV1(
    field(raw, 'headerData') ?? (Array.isArray(field(raw, 'headers')) ? field(raw, 'headers') : undefined),
  );
  const result = rows.map((row): JsonObject => {
    const key = asText(field(row, 'key'));
    return key.startsWith('//') ? { ...row, key: key.replace(/^\/\/\s*/, ''), disabled: true } : row;
  });
  const known = new Set(result.map((row) => asText(row['key']).toLowerCase()));
  for (const row of readHeaderLines(textField(raw, 'headers') ?? '')) {
    if (known.has(row.key.toLowerCase())) continue;
    result.push(
      row.disabled === true
        ? { key: row.key, value: row.value, disabled: true }
        : { key: row.key, value: row.value },
    );
  }
  return result;
}

/** Rows of version 1 say `enabled` where version 2 says `disabled`. */
function rowsOfV1(raw: JsonValue | undefined): JsonObject[] {
  if (!Array.isArray(raw)) return [];
  return raw.filter(isObject).map((row) => {
    const enabled = field(row, 'enabled');
    const rest = omit(
      row,
      new Set(['enabled', ...(field(row, 'description') === '' ? ['description'] : [])]),
    );
    return enabled === false ? { ...rest, disabled: true } : rest;
  });
}

function urlOfV1(raw: JsonObject): JsonValue {
  const text = asText(field(raw, 'url'));
  const query = rowsOfV1(field(raw, 'queryParams'));
  const variables = rowsOfV1(field(raw, 'pathVariableData'));
  const named = new Set(variables.map((row) => asText(field(row, 'key'))));
  const map = field(raw, 'pathVariables');
  for (const [key, value] of isObject(map) ? Object.entries(map) : []) {
    if (!named.has(key)) variables.push({ key, value: asText(value) });
  }
  if (query.length === 0 && variables.length === 0) return text;
  const url: JsonObject = { raw: text };
  if (query.length > 0) url['query'] = query;
  if (variables.length > 0) url['variable'] = variables;
  return url;
}

const modes = new Map([
  ['raw', 'raw'],
  ['urlencoded', 'urlencoded'],
  ['params', 'formdata'],
  ['binary', 'file'],
  ['graphql', 'graphql'],
]);

function bodyOfV1(raw: JsonObject): JsonValue | undefined {
  const data = field(raw, 'data');
  const rawText = textOfRawMode(field(raw, 'rawModeData'));
  const graphql = field(raw, 'graphqlModeData');
  const named = textField(raw, 'dataMode');
  if (field(raw, 'dataMode') === null) return undefined;
  const hasRows = Array.isArray(data) && data.length > 0;
  const hasContent = hasRows || (rawText ?? '') !== '' || typeof data === 'string' || isObject(graphql);
  const guessed =
    (rawText ?? '') !== '' || typeof data === 'string' ? 'raw' : isObject(graphql) ? 'graphql' : 'formdata';
  const mode = named === undefined ? (hasContent ? guessed : undefined) : (modes.get(named) ?? named);
  if (mode === undefined || (mode === 'formdata' && !hasRows)) return undefined;

  const body: JsonObject = { mode };
  if (mode === 'raw') body['raw'] = rawText ?? (typeof data === 'string' ? data : '');
  else if (mode === 'file') body['file'] = rawText === undefined ? {} : { src: rawText };
  else if (mode === 'graphql') body['graphql'] = graphql ?? data ?? null;
  else if (mode === 'urlencoded' || mode === 'formdata')
    body[mode] = rowsOfV1(data ?? field(raw, 'rawModeData')).map(fileRow);
  else body[mode] = data ?? field(raw, 'rawModeData') ?? null;
  const options = optionsOfV1(field(raw, 'dataOptions'));
  if (options !== undefined) body['options'] = options;
  if (field(raw, 'dataDisabled') === true) body['disabled'] = true;
  return body;
}

function textOfRawMode(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  const [only] = Array.isArray(value) && value.length === 1 ? value : [];
  return typeof only === 'string' ? only : undefined;
}

/** A row of files names them in `value`. */
function fileRow(row: JsonObject): JsonObject {
  if (field(row, 'type') !== 'file' || field(row, 'src') !== undefined) return row;
  return { ...omit(row, new Set(['value'])), src: field(row, 'value') ?? null };
}

function optionsOfV1(raw: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(raw)) return undefined;
  const entries = Object.entries(raw).filter(([, value]) => !isEmpty(value));
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([mode, value]) => [modes.get(mode) ?? mode, value]));
}

/** The types of version 1's helpers. */
const helperTypes = new Map([
  ['apikeyAuth', 'apikey'],
  ['basicAuth', 'basic'],
  ['bearerAuth', 'bearer'],
  ['digestAuth', 'digest'],
  ['hawkAuth', 'hawk'],
  ['oAuth1', 'oauth1'],
  ['oAuth2', 'oauth2'],
  ['ntlmAuth', 'ntlm'],
  ['awsSigV4', 'awsv4'],
  ['jwtAuth', 'jwt'],
  ['asapAuth', 'asap'],
  ['edgegridAuth', 'edgegrid'],
]);

/** Parameters that changed their names since, by type. */
const renamed: Record<string, Record<string, string>> = {
  hawk: { hawk_id: 'authId', hawk_key: 'authKey', ext: 'extraData', app: 'appId', dlg: 'delegation' },
  oauth1: { header: 'addParamsToHeader', auto: 'autoAddParam', includeEmpty: 'addEmptyParamsToSign' },
};

/** Parameters of helpers that only say how Postman's old window showed them. */
const helperOnly = new Set(['id', 'saveToRequest', 'showPassword']);

/** The authorization of a request, folder or collection: the newer `auth`, or the older helper and its attributes. */
export function authOfV1(raw: JsonObject): JsonValue | undefined {
  const auth = field(raw, 'auth');
  if (isObject(auth)) return auth;
  const helper = textField(raw, 'currentHelper');
  if (helper === undefined || helper === 'normal') return undefined;
  const type = helperTypes.get(helper) ?? helper;
  const attributes = attributesOf(field(raw, 'helperAttributes'));
  const names = Object.hasOwn(renamed, type) ? renamed[type] : undefined;
  const parameters = Object.entries(attributes)
    .filter(([key]) => !helperOnly.has(key))
    .map(([key, value]): JsonObject => ({
      key: names !== undefined && Object.hasOwn(names, key) ? (names[key] ?? key) : key,
      value,
      type: typeof value === 'string' || typeof value === 'boolean' ? typeof value : 'any',
    }));
  return { type, [type]: parameters };
}

/** Attributes are an object, or its JSON in a text. */
function attributesOf(raw: JsonValue | undefined): JsonObject {
  if (isObject(raw)) return raw;
  if (typeof raw !== 'string') return {};
  try {
    const parsed = JSON.parse(raw) as JsonValue;
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Events, or the two older fields with scripts. */
export function scriptsOfV1(raw: JsonObject): JsonValue[] {
  const events = field(raw, 'events');
  const result: JsonValue[] = Array.isArray(events) ? [...events] : [];
  const listened = new Set(result.filter(isObject).map((event) => textField(event, 'listen')));
  for (const [listen, key] of [
    ['prerequest', 'preRequestScript'],
    ['test', 'tests'],
  ] as const) {
    const code = field(raw, key);
    const text = Array.isArray(code) ? code.map(asText).join('\n') : asText(code);
    if (text === '' || listened.has(listen)) continue;
    result.push({ listen, script: { exec: text.split('\n'), type: 'text/javascript' } });
  }
  return result;
}

const responseFields = new Set([
  'name',
  'text',
  'responseCode',
  'headers',
  'cookies',
  'time',
  'language',
  'previewType',
  'request',
  'requestObject',
  'status',
]);

function responsesOfV1(raw: JsonObject, find: (id: string) => JsonObject | undefined): JsonValue[] {
  const list = field(raw, 'responses');
  const responses = (Array.isArray(list) ? list : []).filter(isObject);
  const order = field(raw, 'responses_order');
  const ids = (Array.isArray(order) ? order : []).map(asText);
  const rank = (response: JsonObject) => {
    const at = ids.indexOf(asText(field(response, 'id')));
    return at === -1 ? ids.length : at;
  };
  return responses
    .toSorted((left, right) => rank(left) - rank(right))
    .map((response) => responseOfV1(response, find));
}

function responseOfV1(raw: JsonObject, find: (id: string) => JsonObject | undefined): JsonObject {
  const response: JsonObject = { name: asText(field(raw, 'name')), header: rowsOfV1(field(raw, 'headers')) };
  const original = savedRequest(field(raw, 'requestObject') ?? field(raw, 'request'), find);
  if (original !== undefined) response['originalRequest'] = requestOfV1(original);
  const code = field(raw, 'responseCode');
  if (isObject(code)) {
    const number = Number(field(code, 'code'));
    if (Number.isInteger(number)) response['code'] = number;
    const status = textField(code, 'name');
    if (status !== undefined) response['status'] = status;
  }
  const cookies = field(raw, 'cookies');
  if (Array.isArray(cookies) && cookies.length > 0) response['cookie'] = cookies;
  const time = field(raw, 'time');
  if (time !== undefined && time !== null) response['responseTime'] = time;
  const language = textField(raw, 'language');
  if (language !== undefined) response['_postman_previewlanguage'] = language;
  response['body'] = asText(field(raw, 'text'));
  const leftover = leftoverOfV1(raw, responseFields);
  if (leftover !== undefined) response['_postman_v1'] = leftover;
  return response;
}

/** The request of a saved answer: an object, its JSON in a text, or the id of a request. */
function savedRequest(
  raw: JsonValue | undefined,
  find: (id: string) => JsonObject | undefined,
): JsonObject | undefined {
  if (isObject(raw)) return raw;
  if (typeof raw !== 'string' || raw === '') return undefined;
  if (!raw.startsWith('{')) return find(raw);
  const parsed = attributesOf(raw);
  return Object.keys(parsed).length === 0 ? undefined : parsed;
}
