import type { JsonObject, JsonValue } from '../json-value.ts';
import { asText, field, isObject, textField } from '../postman/residue.ts';
import type { NoteBook } from './notes.ts';
import { yaakTemplates } from './yaak/templates.ts';
import { fromYaakAuth } from './yaak/auth.ts';
import { fromYaakBody } from './yaak/body.ts';

/**
 * Says what an export of Yaak (schema 1 to 5) holds in the words of an Insomnia export (v4), whose tree, environments and
 * templates mean the same; that is read then.
 */
export function fromYaak(document: JsonObject, notes: NoteBook): JsonObject {
  const raw = field(document, 'resources');
  const resources = yaakTemplates(isObject(raw) ? raw : {}, notes);
  const list = (key: string) => {
    const entries = field(resources, key);
    return Array.isArray(entries) ? entries.filter(isObject) : [];
  };
  const environments = list('environments');
  const workspaces = list('workspaces');
  return {
    __export_format: 4,
    resources: [
      ...workspaces.flatMap((workspace) => workspaceOf(workspace, environments)),
      ...list('folders').map((folder) => folderOf(folder, environments)),
      ...[...list('httpRequests'), ...list('requests')].map(requestOf),
      ...list('grpcRequests').map((request) => otherOf(request, 'grpc_request')),
      ...list('websocketRequests').map((request) => otherOf(request, 'websocket_request')),
    ],
  };
}

/** Counts the requests of an export, without what reads them. */
export function countYaakRequests(document: JsonObject): number {
  const resources = field(document, 'resources');
  if (!isObject(resources)) return 0;
  return ['httpRequests', 'requests', 'grpcRequests', 'websocketRequests']
    .map((key) => field(resources, key))
    .reduce<number>((sum, entries) => sum + (Array.isArray(entries) ? entries.length : 0), 0);
}

/** A workspace with its environments: those below no other one hold for all requests. */
function workspaceOf(workspace: JsonObject, environments: readonly JsonObject[]): JsonObject[] {
  const id = asText(field(workspace, 'id'));
  const own = environments.filter((environment) => asText(field(environment, 'workspaceId')) === id);
  const base = { ...data(workspace), ...Object.assign({}, ...own.filter(isBase).map(data)) };
  const baseId = `base of ${id}`;
  return [
    { ...described(workspace), _type: 'workspace', parentId: null },
    { _id: baseId, _type: 'environment', parentId: id, name: 'Base', data: base },
    ...own
      .filter((environment) => !isBase(environment) && !isOfFolder(environment))
      .map((environment) => ({
        _id: field(environment, 'id') ?? '',
        _type: 'environment',
        parentId: baseId,
        name: field(environment, 'name') ?? '',
        data: data(environment),
        metaSortKey: sortKey(environment),
      })),
  ];
}

function isBase(environment: JsonObject): boolean {
  const parent = textField(environment, 'parentModel');
  if (parent !== undefined) return parent === 'workspace';
  return field(environment, 'base') === true || field(environment, 'environmentId') === null;
}

function isOfFolder(environment: JsonObject): boolean {
  return textField(environment, 'parentModel') === 'folder';
}

function folderOf(folder: JsonObject, environments: readonly JsonObject[]): JsonObject {
  const id = asText(field(folder, 'id'));
  const own = environments.filter(
    (environment) => isOfFolder(environment) && asText(field(environment, 'parentId')) === id,
  );
  return {
    ...described(folder),
    _type: 'request_group',
    parentId: parentOf(folder),
    environment: Object.assign({}, data(folder), ...own.map(data)),
    metaSortKey: sortKey(folder),
  };
}

function requestOf(request: JsonObject): JsonObject {
  const segments = rows(request, 'urlParameters');
  const isPath = (row: JsonObject) => asText(field(row, 'name')).startsWith(':');
  return {
    ...described(request),
    _type: 'request',
    parentId: parentOf(request),
    method: field(request, 'method') ?? 'GET',
    url: field(request, 'url') ?? '',
    parameters: segments.filter((row) => !isPath(row)),
    pathParameters: segments
      .filter(isPath)
      .map((row) => ({ ...row, name: asText(field(row, 'name')).slice(1) })),
    body: fromYaakBody(request),
    metaSortKey: sortKey(request),
  };
}

function otherOf(request: JsonObject, type: string): JsonObject {
  return { ...described(request), _type: type, parentId: parentOf(request), metaSortKey: sortKey(request) };
}

/** What workspaces, folders and requests have in common. */
function described(thing: JsonObject): JsonObject {
  return {
    _id: field(thing, 'id') ?? '',
    name: field(thing, 'name') ?? '',
    description: asText(field(thing, 'description')),
    headers: rows(thing, 'headers'),
    authentication: fromYaakAuth(thing),
  };
}

function parentOf(thing: JsonObject): string {
  return textField(thing, 'folderId') ?? asText(field(thing, 'workspaceId'));
}

function sortKey(thing: JsonObject): JsonValue {
  return field(thing, 'sortPriority') ?? 0;
}

/** Rows with `enabled`; those without a name are the empty line at the end of a table. */
function rows(thing: JsonObject, key: string): JsonObject[] {
  const list = field(thing, key);
  return (Array.isArray(list) ? list.filter(isObject) : [])
    .filter((row) => asText(field(row, 'name')) !== '')
    .map((row) => ({
      name: field(row, 'name') ?? '',
      value: field(row, 'value') ?? '',
      ...(field(row, 'enabled') === false ? { disabled: true } : {}),
    }));
}

function data(holder: JsonObject): JsonObject {
  return Object.fromEntries(
    rows(holder, 'variables')
      .filter((row) => field(row, 'disabled') !== true)
      .map((row) => [asText(field(row, 'name')), field(row, 'value') ?? '']),
  );
}
