import type { Row } from '../http/row.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { asText, field, isObject, textField } from '../postman/residue.ts';
import type { CollectionItem, CollectionTree } from '../workspace/collection.ts';
import type { Definition } from '../workspace/definition.ts';
import { noteMissingSecrets } from './foreign-auth.ts';
import { hasHeader, passHeaders } from './inherited-headers.ts';
import { maxFolderDepth, tooDeep } from './limits.ts';
import type { NoteBook } from './notes.ts';
import { noAuth, readAuth } from './opencollection/auth.ts';
import { describedBy, objectIn, objectsIn, toRow, toVariable } from './opencollection/fields.ts';
import { readRequest, readScripts } from './opencollection/request.ts';
import type { ImportedEnvironment } from './postman-environment.ts';
import type { Steps } from './steps.ts';
import { noteTemplates } from './templates.ts';

/**
 * Reads an OpenCollection document, the form Bruno writes YAML collections in: everything in one value, with the items in
 * each other. Requests of kinds that Postern does not send are named and left out.
 *
 * @throws AppError ERR_IMPORT_TOO_DEEP
 * @see OpenCollection 1.0
 */
export function* readOpenCollection(
  document: JsonObject,
  name: string,
  notes: NoteBook,
): Steps<{ collection: CollectionTree; environments: ImportedEnvironment[] }> {
  const given = textField(objectIn(document, 'info'), 'name') ?? '';
  const collection: CollectionTree = {
    definition: definitionOf(document, given === '' ? name : given, true, notes, []),
    items: yield* itemsOf(document, [], headersOf(document), notes),
  };
  noteTemplates(collection, notes);
  const environments = objectsIn(objectIn(document, 'config'), 'environments').map((raw) =>
    environmentOf(raw, notes),
  );
  return { collection, environments };
}

/** Tells what an item is; hand-written files leave the kind out where the fields tell it. */
export function kindOfItem(item: JsonValue): string {
  if (!isObject(item)) return 'unknown';
  const type = asText(field(objectIn(item, 'info'), 'type') ?? field(item, 'type'));
  if (type !== '') return type;
  return ['http', 'graphql', 'grpc', 'websocket'].find((kind) => isObject(field(item, kind))) ?? 'folder';
}

/** Counts what is no folder, without the code that maps it. */
export function countOpenCollectionRequests(document: JsonObject): number {
  let count = 0;
  const open: JsonValue[] = [document];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    const items = isObject(holder) ? field(holder, 'items') : undefined;
    for (const item of Array.isArray(items) ? items : []) {
      if (kindOfItem(item) === 'folder') open.push(item);
      else count += 1;
    }
  }
  return count;
}

function* itemsOf(
  holder: JsonObject,
  where: string[],
  inherited: Row[],
  notes: NoteBook,
): Steps<CollectionItem[]> {
  if (where.length > maxFolderDepth) throw tooDeep();
  const list = field(holder, 'items');
  const items: CollectionItem[] = [];
  for (const item of Array.isArray(list) ? list : []) {
    yield;
    const kind = kindOfItem(item);
    if (!isObject(item) || (kind !== 'folder' && kind !== 'http' && kind !== 'graphql')) {
      const message = `A request of the kind "${kind}" is not supported and was left out.`;
      notes.addLost(
        'request.unsupported',
        [...where, isObject(item) ? nameOf(item, kind) : kind],
        message,
        1,
      );
      continue;
    }
    const name = nameOf(item, kind === 'folder' ? 'Folder' : 'Request');
    if (kind === 'folder') {
      const place = [...where, name];
      const own = headersOf(item);
      const headers = [...inherited.filter((row) => !hasHeader(own, row)), ...own];
      items.push({
        kind: 'folder',
        definition: definitionOf(item, name, false, notes, place),
        items: yield* itemsOf(item, place, headers, notes),
      });
      continue;
    }
    const request = readRequest(item, kind, name, where, notes);
    passHeaders(request, inherited, where, notes);
    items.push(request);
  }
  return items;
}

function nameOf(item: JsonObject, fallback: string): string {
  const name = textField(objectIn(item, 'info'), 'name') ?? textField(item, 'name') ?? '';
  return name === '' ? fallback : name;
}

const headersOf = (holder: JsonObject): Row[] => objectsIn(objectIn(holder, 'request'), 'headers').map(toRow);

function definitionOf(
  holder: JsonObject,
  name: string,
  isRoot: boolean,
  notes: NoteBook,
  where: string[],
): Definition {
  const request = objectIn(holder, 'request');
  const definition: Definition = {
    name,
    variables: objectsIn(request, 'variables').map(toVariable),
    scripts: readScripts(request, notes, where),
  };
  const docs =
    describedBy(field(holder, 'docs')) ??
    describedBy(field(objectIn(holder, 'info'), 'summary')) ??
    describedBy(field(objectIn(holder, 'info'), 'description'));
  if (docs !== undefined) definition.description = docs;
  // Nothing said: a folder inherits, and at the top there is nothing to inherit.
  const auth = readAuth(field(request, 'auth'), isRoot ? noAuth : undefined, notes, where);
  if (auth !== undefined && !(isRoot && auth.type === 'noauth')) definition.auth = auth;
  return definition;
}

function environmentOf(raw: JsonObject, notes: NoteBook): ImportedEnvironment {
  const name = textField(raw, 'name') ?? 'Environment';
  const variables = objectsIn(raw, 'variables').map(toVariable);
  const secrets = variables.filter(({ type }) => type === 'secret').map(({ key }) => key);
  noteMissingSecrets(notes, name, 'Bruno', secrets);
  return { name, variables };
}
