import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';
import { maxFolderDepth, tooDeep } from '../limits.ts';
import type { NoteBook } from '../notes.ts';
import {
  bySortKey,
  type InsomniaEnvironment,
  type InsomniaNode,
  type InsomniaWorkspace,
  noteOthers,
  ownOrMeta,
} from './nodes.ts';

/** Reads the tree of an Insomnia file of version 5. @throws AppError ERR_IMPORT_TOO_DEEP */
export function workspaceOfV5(document: JsonObject, notes: NoteBook): InsomniaWorkspace {
  const base = field(document, 'environments');
  noteOthers(countOthers(document), notes);
  return {
    raw: document,
    nodes: nodesOf(field(document, 'collection'), 0, notes),
    environments: isObject(base) ? [environmentOf(base, 0)] : [],
    onlyEnvironments: asText(field(document, 'type')).startsWith('environment.'),
  };
}

function nodesOf(list: JsonValue | undefined, level: number, notes: NoteBook): InsomniaNode[] {
  if (level > maxFolderDepth) throw tooDeep();
  const entries = (Array.isArray(list) ? list : []).filter((entry): entry is JsonObject => {
    if (isObject(entry)) return true;
    notes.addLost('insomnia.entry', [], 'An entry of the collection is no request and was left out.', 1);
    return false;
  });
  return bySortKey(entries, (entry) => metaField(entry, 'sortKey')).map((raw) => {
    if (isV5Folder(raw)) {
      return {
        kind: 'folder',
        raw,
        type: 'folder',
        children: nodesOf(field(raw, 'children'), level + 1, notes),
      };
    }
    const type = kindOf(raw);
    return { kind: type === 'request' ? 'request' : 'other', raw, type, children: [] };
  });
}

/** A folder has children or the id of one; an empty folder may have neither address nor children. */
export function isV5Folder(raw: JsonObject): boolean {
  if (Array.isArray(field(raw, 'children'))) return true;
  return asText(metaField(raw, 'id')).startsWith('fld_') && !Object.hasOwn(raw, 'url');
}

function kindOf(raw: JsonObject): string {
  const id = asText(metaField(raw, 'id'));
  if (id.startsWith('greq_') || Object.hasOwn(raw, 'protoMethodName') || Object.hasOwn(raw, 'protoFileId'))
    return 'grpc_request';
  if (id.startsWith('ws-req_')) return 'websocket_request';
  if (id.startsWith('socketio-req_')) return 'socketio_request';
  if (id.startsWith('mcp-req_')) return 'mcp_request';
  return typeof field(raw, 'method') === 'string' || id.startsWith('req_') ? 'request' : 'other_request';
}

function metaField(raw: JsonObject, key: string): JsonValue | undefined {
  const meta = field(raw, 'meta');
  return isObject(meta) ? field(meta, key) : undefined;
}

function environmentOf(raw: JsonObject, level: number): InsomniaEnvironment {
  if (level > maxFolderDepth) throw tooDeep();
  const subs = field(raw, 'subEnvironments');
  const entries = (Array.isArray(subs) ? subs : []).filter(isObject);
  return {
    name: textField(raw, 'name') ?? ownOrMeta(raw, 'name') ?? '',
    raw,
    isPrivate: metaField(raw, 'isPrivate') === true,
    subs: bySortKey(entries, (entry) => metaField(entry, 'sortKey')).map((entry) =>
      environmentOf(entry, level + 1),
    ),
  };
}

function countOthers(document: JsonObject): Map<string, number> {
  const counts = new Map<string, number>();
  const jar = field(document, 'cookieJar');
  const cookies = isObject(jar) ? field(jar, 'cookies') : undefined;
  if (Array.isArray(cookies) && cookies.length > 0) counts.set('cookie_jar', 1);
  const suites = field(document, 'testSuites');
  for (const suite of Array.isArray(suites) ? suites : []) {
    counts.set('unit_test_suite', (counts.get('unit_test_suite') ?? 0) + 1);
    const tests = isObject(suite) ? field(suite, 'tests') : undefined;
    if (Array.isArray(tests)) counts.set('unit_test', (counts.get('unit_test') ?? 0) + tests.length);
  }
  if (isObject(field(document, 'spec'))) counts.set('api_spec', 1);
  const certificates = field(document, 'certificates');
  if (Array.isArray(certificates) && certificates.length > 0)
    counts.set('client_certificate', certificates.length);
  return counts;
}
