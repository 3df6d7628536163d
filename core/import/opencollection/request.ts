import { emptyRequest, type Request, type RequestSettings } from '../../http/request.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';
import type { RequestItem } from '../../workspace/collection.ts';
import type { Example } from '../../workspace/example.ts';
import type { Script } from '../../workspace/script.ts';
import { noteForeignScripts } from '../foreign-scripts.ts';
import { joinedQuery } from '../joined-query.ts';
import type { NoteBook } from '../notes.ts';
import { noAuth, readAuth } from './auth.ts';
import { chosenBody, readBody } from './body.ts';
import { describedBy, objectIn, objectsIn, toRow } from './fields.ts';
import { checkOf, extractionOf } from './rules.ts';

const scriptTypes: Readonly<Record<string, string>> = {
  'before-request': 'bruno:pre-request',
  'after-response': 'bruno:post-response',
  tests: 'bruno:tests',
};

/** Makes a request of one of the kinds Postern sends: `http` or `graphql`. */
export function readRequest(
  item: JsonObject,
  kind: 'http' | 'graphql',
  name: string,
  parents: string[],
  notes: NoteBook,
): RequestItem {
  const where = [...parents, name];
  const details = objectIn(item, kind);
  const runtime = objectIn(item, 'runtime');
  const params = objectsIn(details, 'params');
  const isPath = (raw: JsonObject) => field(raw, 'type') === 'path';
  const query = params.filter((raw) => !isPath(raw)).map(toRow);
  const rules = readRules(runtime);
  const request: Request = {
    ...emptyRequest(),
    method: textField(details, 'method') ?? (kind === 'graphql' ? 'POST' : 'GET'),
    ...joinedQuery(asText(field(details, 'url')), query, 'mirror'),
    pathVariables: params.filter(isPath).map(toRow),
    headers: objectsIn(details, 'headers').map(toRow),
    body:
      kind === 'graphql' ? graphqlBody(field(details, 'body')) : readBody(chosenBody(field(details, 'body'))),
    scripts: readScripts(runtime, notes, where),
    extractions: rules.extractions,
    ...(rules.checks.length === 0 ? {} : { checks: rules.checks }),
  };
  const auth = readAuth(field(details, 'auth') ?? field(runtime, 'auth'), noAuth, notes, where);
  if (auth !== undefined) request.auth = auth;
  const docs = describedBy(field(item, 'docs')) ?? describedBy(field(objectIn(item, 'info'), 'description'));
  if (docs !== undefined) request.description = docs;
  const settings = readSettings(objectIn(item, 'settings'));
  if (settings !== undefined) request.settings = settings;
  if (Object.keys(rules.rest).length > 0) {
    request.extension = { opencollection: rules.rest };
    noteRest(rules.rest, notes, where);
  }
  return { kind: 'request', name, request, examples: objectsIn(item, 'examples').map(exampleOf) };
}

function graphqlBody(raw: JsonValue | undefined): Request['body'] {
  const body = chosenBody(raw) ?? {};
  return {
    type: 'graphql',
    query: asText(field(body, 'query')),
    variables: asText(field(body, 'variables')),
  };
}

/** Scripts and tests as they stand; they speak to Bruno, so they keep types of their own. */
export function readScripts(holder: JsonObject, notes: NoteBook, where: string[]): Script[] {
  const scripts = objectsIn(holder, 'scripts').map((raw): Script => ({
    type: scriptTypes[asText(field(raw, 'type'))] ?? 'bruno:script',
    code: asText(field(raw, 'code')),
    language: 'text/javascript',
  }));
  noteForeignScripts(notes, where, 'Bruno', scripts);
  return scripts;
}

/** Assertions become checks and actions extraction rules, where they say what those can; the rest is kept. */
function readRules(runtime: JsonObject) {
  const rest: JsonObject = {};
  const keep = (key: string, list: JsonObject[]) => {
    if (list.length > 0) rest[key] = list;
  };
  const checks = objectsIn(runtime, 'assertions').map((raw) => ({ raw, made: checkOf(raw) }));
  const extractions = objectsIn(runtime, 'actions').map((raw) => ({ raw, made: extractionOf(raw) }));
  keep('variables', objectsIn(runtime, 'variables'));
  keep('assertions', unmade(checks));
  keep('actions', unmade(extractions));
  return { checks: made(checks), extractions: made(extractions), rest };
}

type Made<T> = { raw: JsonObject; made: T | undefined };
const made = <T>(list: readonly Made<T>[]): T[] =>
  list.flatMap((entry) => (entry.made === undefined ? [] : [entry.made]));
const unmade = (list: readonly Made<unknown>[]): JsonObject[] =>
  list.flatMap((entry) => (entry.made === undefined ? [entry.raw] : []));

function noteRest(rest: JsonObject, notes: NoteBook, where: string[]): void {
  for (const [topic, list] of Object.entries(rest)) {
    notes.tally(
      'opencollection.rest',
      'unsupported',
      where,
      (count) =>
        `Of the ${topic} of requests ${count} came along. Postern keeps them and does nothing with them.`,
      { topic, count: Array.isArray(list) ? list.length : 1 },
    );
  }
}

function readSettings(raw: JsonObject): RequestSettings | undefined {
  const settings: RequestSettings = {};
  const whole = (key: string) => {
    const value = field(raw, key);
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  };
  const [timeoutMs, maxRedirects] = [whole('timeout'), whole('maxRedirects')];
  const follow = field(raw, 'followRedirects');
  if (timeoutMs !== undefined && timeoutMs > 0) settings.timeoutMs = timeoutMs;
  if (maxRedirects !== undefined) settings.maxRedirects = maxRedirects;
  if (typeof follow === 'boolean') settings.followRedirects = follow;
  return Object.keys(settings).length === 0 ? undefined : settings;
}

function exampleOf(raw: JsonObject): Example {
  const response = objectIn(raw, 'response');
  const body = field(response, 'body');
  const status = Number(field(response, 'status') ?? Number.NaN);
  const statusText = textField(response, 'statusText');
  const language = isObject(body) ? textField(body, 'type') : undefined;
  return {
    name: textField(raw, 'name') ?? 'Example',
    response: {
      ...(Number.isInteger(status) ? { statusCode: status } : {}),
      ...(statusText === undefined ? {} : { statusText }),
      headers: objectsIn(response, 'headers').map(toRow),
      body: isObject(body) ? asText(field(body, 'data')) : asText(body),
      ...(language === undefined ? {} : { language }),
    },
  };
}
