import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, omit, textField } from '../../postman/residue.ts';
import { actionOf, assertionOf } from '../bruno/rules.ts';
import { objectIn, objectsIn } from './fields.ts';

/**
 * Turns what Bruno exports to one JSON file into an OpenCollection document: the same things under other names. Kinds Bruno
 * knows and OpenCollection does not keep their name and are refused one by one later.
 */
export function fromBrunoExport(raw: JsonObject): JsonObject {
  return {
    opencollection: '1.0.0',
    info: { name: textField(raw, 'name') ?? textField(objectIn(raw, 'brunoConfig'), 'name') ?? '' },
    ...definitionOf(objectIn(raw, 'root')),
    items: itemsOf(raw),
    config: {
      environments: objectsIn(raw, 'environments').map((environment) => ({
        name: textField(environment, 'name') ?? 'Environment',
        variables: enabledOf(environment, 'variables'),
      })),
    },
  };
}

const kinds: Readonly<Record<string, string>> = { 'http-request': 'http', 'graphql-request': 'graphql' };

function itemsOf(holder: JsonObject): JsonValue[] {
  const items = field(holder, 'items');
  return (Array.isArray(items) ? items : []).map((item) => (isObject(item) ? itemOf(item) : item));
}

function itemOf(item: JsonObject): JsonObject {
  const given = textField(item, 'type') ?? '';
  const type = kinds[given] ?? given;
  const info = { name: textField(item, 'name') ?? '', type };
  if (type === 'folder') return { info, ...definitionOf(objectIn(item, 'root')), items: itemsOf(item) };
  const request = objectIn(item, 'request');
  return {
    info,
    [type]: {
      method: textField(request, 'method') ?? 'GET',
      url: textField(request, 'url') ?? '',
      headers: enabledOf(request, 'headers'),
      params: enabledOf(request, 'params'),
      body: bodyOf(objectIn(request, 'body')),
      auth: authOf(objectIn(request, 'auth')),
    },
    runtime: {
      scripts: scriptsOf(request),
      variables: enabledOf(objectIn(request, 'vars'), 'req'),
      assertions: enabledOf(request, 'assertions').map(assertionOf),
      actions: enabledOf(objectIn(request, 'vars'), 'res').map(actionOf),
    },
    settings: objectIn(item, 'settings'),
    docs: textField(request, 'docs') ?? '',
    examples: objectsIn(item, 'examples').map(exampleOf),
  };
}

function definitionOf(root: JsonObject): JsonObject {
  const request = objectIn(root, 'request');
  const auth = field(request, 'auth');
  return {
    docs: textField(root, 'docs') ?? '',
    request: {
      headers: enabledOf(request, 'headers'),
      variables: enabledOf(objectIn(request, 'vars'), 'req'),
      scripts: scriptsOf(request),
      ...(isObject(auth) ? { auth: authOf(auth) } : {}),
    },
  };
}

/** Rows say `enabled: false` here and `disabled: true` there. */
function enabledOf(holder: JsonObject, key: string): JsonObject[] {
  return objectsIn(holder, key).map((row) =>
    field(row, 'enabled') === false ? { ...row, disabled: true } : row,
  );
}

function scriptsOf(request: JsonObject): JsonObject[] {
  const script = objectIn(request, 'script');
  return [
    { type: 'before-request', code: textField(script, 'req') ?? '' },
    { type: 'after-response', code: textField(script, 'res') ?? '' },
    { type: 'tests', code: textField(request, 'tests') ?? '' },
  ].filter(({ code }) => code.trim() !== '');
}

const bodyKinds: Readonly<Record<string, string>> = {
  formUrlEncoded: 'form-urlencoded',
  multipartForm: 'multipart-form',
};

function bodyOf(body: JsonObject): JsonObject {
  const mode = textField(body, 'mode') ?? 'none';
  if (mode === 'graphql') return objectIn(body, 'graphql');
  const data = Array.isArray(field(body, mode)) ? enabledOf(body, mode) : (field(body, mode) ?? null);
  return { type: bodyKinds[mode] ?? mode, data };
}

const flows: Readonly<Record<string, string>> = { password: 'resource_owner_password_credentials' };

function authOf(auth: JsonObject): JsonValue {
  const mode = textField(auth, 'mode') ?? 'none';
  const values = objectIn(auth, mode);
  if (mode !== 'oauth2') return { ...values, type: mode };
  const text = (key: string) => asText(field(values, key));
  const placement: JsonObject =
    text('tokenPlacement') === 'url' ? { query: '' } : { header: text('tokenHeaderPrefix') };
  return {
    ...omit(values, new Set(['pkce', 'clientId', 'clientSecret', 'username', 'password'])),
    type: 'oauth2',
    flow: flows[text('grantType')] ?? text('grantType'),
    credentials: {
      clientId: text('clientId'),
      clientSecret: text('clientSecret'),
      placement: text('credentialsPlacement'),
    },
    resourceOwner: { username: text('username'), password: text('password') },
    ...(field(values, 'pkce') === true ? { pkce: {} } : {}),
    tokenConfig: { placement },
  };
}

function exampleOf(example: JsonObject): JsonObject {
  const response = objectIn(example, 'response');
  const body = objectIn(response, 'body');
  return {
    ...example,
    response: {
      ...response,
      headers: enabledOf(response, 'headers'),
      body: { type: field(body, 'type') ?? null, data: field(body, 'content') ?? '' },
    },
  };
}
