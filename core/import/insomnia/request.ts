import { emptyRequest, type Request, type RequestSettings } from '../../http/request.ts';
import type { Row } from '../../http/row.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';
import type { RequestItem } from '../../workspace/collection.ts';
import type { Script } from '../../workspace/script.ts';
import { noteForeignScripts } from '../foreign-scripts.ts';
import { joinedQuery } from '../joined-query.ts';
import type { NoteBook } from '../notes.ts';
import { readInsomniaAuth } from './auth.ts';
import { insomniaRow, readInsomniaBody } from './body.ts';
import { ownOrMeta } from './nodes.ts';
import type { InsomniaTemplates } from './template.ts';

/** Makes a request of one of Insomnia's, of either version. */
export function readInsomniaRequest(
  raw: JsonObject,
  parents: string[],
  templates: InsomniaTemplates,
  notes: NoteBook,
): RequestItem {
  const address = asText(field(raw, 'url'));
  const method = asText(field(raw, 'method'));
  const given = asText(field(raw, 'name'));
  const name = given === '' ? `${method} ${address}`.trim() || 'Untitled request' : given;
  const where = [...parents, name];
  const turned = (key: string): JsonValue => templates.value(field(raw, key) ?? null, where);
  const request: Request = {
    ...emptyRequest(),
    method,
    ...joinedQuery(asText(turned('url')), rowsOf(turned('parameters')), 'further'),
    pathVariables: rowsOf(turned('pathParameters')),
    headers: rowsOf(turned('headers')),
    body: readInsomniaBody(turned('body')),
    scripts: insomniaScripts(raw, notes, where),
  };
  const auth = readInsomniaAuth(turned('authentication'), notes, where);
  if (auth !== undefined) request.auth = auth;
  const description = ownOrMeta(raw, 'description');
  if (description !== undefined && description !== '') request.description = description;
  const settings = settingsOf(raw);
  if (settings !== undefined) request.settings = settings;
  const kept = keptFields(raw);
  if (kept !== undefined) request.extension = { insomnia: kept };
  return { kind: 'request', name, request, examples: [] };
}

/** Rows of a list of `{name, value}`. */
export function rowsOf(value: JsonValue | undefined): Row[] {
  return (Array.isArray(value) ? value : []).filter(isObject).map(insomniaRow);
}

/** Scripts as they stand; they speak to `insomnia`, so they keep types of their own. */
export function insomniaScripts(raw: JsonObject, notes: NoteBook, where: string[]): Script[] {
  const nested = field(raw, 'scripts');
  const holder = isObject(nested) ? nested : {};
  const codes: [string, string | undefined][] = [
    ['insomnia:pre-request', textField(holder, 'preRequest') ?? textField(raw, 'preRequestScript')],
    ['insomnia:after-response', textField(holder, 'afterResponse') ?? textField(raw, 'afterResponseScript')],
  ];
  const scripts = codes.flatMap(([type, code]): Script[] =>
    code === undefined || code.trim() === '' ? [] : [{ type, code, language: 'text/javascript' }],
  );
  noteForeignScripts(notes, where, 'Insomnia', scripts);
  return scripts;
}

function settingsOf(raw: JsonObject): RequestSettings | undefined {
  const nested = field(raw, 'settings');
  const follow =
    textField(isObject(nested) ? nested : {}, 'followRedirects') ?? textField(raw, 'settingFollowRedirects');
  return follow === 'on' || follow === 'off' ? { followRedirects: follow === 'on' } : undefined;
}

/** What the model has no field for and somebody could miss: a switched-off authorization. */
export function keptFields(raw: JsonObject): JsonObject | undefined {
  const auth = field(raw, 'authentication');
  return isObject(auth) && field(auth, 'disabled') === true && textField(auth, 'type') !== undefined
    ? { authentication: auth }
    : undefined;
}
