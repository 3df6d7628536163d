import type { JsonObject, JsonValue } from '../json-value.ts';
import { asText, field, isObject, textField } from '../postman/residue.ts';
import type { CollectionTree } from '../workspace/collection.ts';
import { maxFolderDepth, tooDeep } from './limits.ts';
import { countOf } from '../count-of.ts';
import type { NoteBook } from './notes.ts';
import { readPostmanV2InSteps, type ReadOptions } from './postman-v2.ts';
import type { Steps } from './steps.ts';
import { itemOfV1, scriptsOfV1, authOfV1, leftoverOfV1 } from './postman-v1-request.ts';

/** Tells whether a value is a Postman collection of version 1: it has a flat list of requests. */
export function isPostmanV1(value: JsonValue): value is JsonObject {
  return isObject(value) && Array.isArray(field(value, 'requests'));
}

/**
 * Maps a Postman collection of version 1. Requests and folders stand there in flat lists and are put in place by
 * `order` lists; a request that no list names goes to its own `folder` or to the end, one that two lists name stands
 * in the first place only.
 */
export function readPostmanV1(raw: JsonObject, options: ReadOptions): Steps<CollectionTree> {
  const leftovers = new Map<JsonObject, JsonObject>();
  const document = new V1Converter(raw, options.notes, leftovers).convert();
  return readPostmanV2InSteps(document, { ...options, leftovers });
}

const collectionFields = new Set([
  'name',
  'description',
  'requests',
  'folders',
  'order',
  'folders_order',
  'auth',
  'currentHelper',
  'helperAttributes',
  'events',
  'tests',
  'preRequestScript',
  'variables',
  'variable',
  'id',
  'protocolProfileBehavior',
]);
const folderFields = new Set([...collectionFields, 'folder', 'collectionId', 'collection_id', 'collection']);

interface V1Folder {
  raw: JsonObject;
  item: JsonObject;
  children: JsonValue[];
  placed: boolean;
}

class V1Converter {
  private readonly raw: JsonObject;
  private readonly notes: NoteBook;
  private readonly leftovers: Map<JsonObject, JsonObject>;
  private readonly name: string;
  /** Folders and requests that wait for their place, by id; several may share one. */
  private readonly folders = new Map<string, V1Folder>();
  private readonly requests = new Map<string, JsonObject[]>();
  private readonly placed = new Set<JsonObject>();

  constructor(raw: JsonObject, notes: NoteBook, leftovers: Map<JsonObject, JsonObject>) {
    this.raw = raw;
    this.notes = notes;
    this.leftovers = leftovers;
    this.name = asText(field(raw, 'name'));
  }

  /** Gives the collection in the shape of version 2.1. */
  convert(): JsonObject {
    const { raw } = this;
    const all = this.collect();
    const root: JsonValue[] = [];
    const folderOrder = idList(field(raw, 'folders_order'));
    for (const id of folderOrder ?? this.rootFolderIds()) this.placeFolder(id, root, 1);
    for (const id of idList(field(raw, 'order')) ?? []) this.placeRequest(id, root, this.name);
    this.placeTheRest(all, root);

    const document: JsonObject = { info: this.info(), item: root };
    copyFields(raw, document);
    const leftover = leftoverOfV1(raw, collectionFields);
    if (leftover !== undefined) this.leftovers.set(document, leftover);
    return document;
  }

  private info(): JsonObject {
    const info: JsonObject = { name: this.name };
    const description = textField(this.raw, 'description');
    if (description !== undefined && description !== '') info['description'] = description;
    const id = textField(this.raw, 'id');
    if (id !== undefined) info['_postman_id'] = id;
    return info;
  }

  /** Lists requests and folders by id; requests may also stand inside their folder. */
  private collect(): JsonObject[] {
    const all: JsonObject[] = [];
    const add = (list: JsonValue | undefined, folderId?: string) => {
      for (const entry of Array.isArray(list) ? list : []) {
        if (!isObject(entry)) {
          this.notes.addLost(
            'item.unreadable',
            [this.name],
            'An entry of the list of requests is no request.',
            1,
          );
          continue;
        }
        const request =
          folderId === undefined || field(entry, 'folder') !== undefined
            ? entry
            : { ...entry, folder: folderId };
        all.push(request);
        const id = asText(field(request, 'id'));
        this.requests.set(id, [...(this.requests.get(id) ?? []), request]);
      }
    };
    add(field(this.raw, 'requests'));
    const folders = field(this.raw, 'folders');
    for (const raw of Array.isArray(folders) ? folders : []) {
      if (!isObject(raw)) continue;
      const id = asText(field(raw, 'id'));
      if (!this.folders.has(id)) this.folders.set(id, { raw, item: {}, children: [], placed: false });
      add(field(raw, 'requests'), id);
    }
    return all;
  }

  /** Folders that no other folder holds. */
  private rootFolderIds(): string[] {
    const inner = new Set<string>();
    for (const [id, { raw }] of this.folders) {
      for (const child of idList(field(raw, 'folders_order')) ?? []) if (child !== id) inner.add(child);
      if (this.folders.has(asText(field(raw, 'folder')))) inner.add(id);
    }
    return Array.from(this.folders.keys()).filter((id) => !inner.has(id));
  }

  private placeFolder(id: string, into: JsonValue[], depth: number): void {
    if (depth > maxFolderDepth) throw tooDeep();
    const folder = this.folders.get(id);
    if (folder === undefined || folder.placed) {
      if (folder === undefined) this.noteUnknown('folder');
      return;
    }
    folder.placed = true;
    const { raw, item, children } = folder;
    item['name'] = asText(field(raw, 'name'));
    const description = textField(raw, 'description');
    if (description !== undefined && description !== '') item['description'] = description;
    copyFields(raw, item);
    item['item'] = children;
    const leftover = leftoverOfV1(raw, folderFields);
    if (leftover !== undefined) this.leftovers.set(item, leftover);
    into.push(item);

    const listed = idList(field(raw, 'folders_order')) ?? [];
    const own = Array.from(this.folders).flatMap(([other, { raw: inner }]) =>
      asText(field(inner, 'folder')) === id ? [other] : [],
    );
    for (const child of new Set([...listed, ...own])) this.placeFolder(child, children, depth + 1);
    for (const child of idList(field(raw, 'order')) ?? [])
      this.placeRequest(child, children, asText(field(raw, 'name')));
  }

  private placeRequest(id: string, into: JsonValue[], where: string): void {
    const candidates = this.requests.get(id);
    if (candidates === undefined) return this.noteUnknown('request');
    const request = candidates.find((candidate) => !this.placed.has(candidate));
    if (request === undefined) {
      const place = [this.name, where, asText(field(candidates[0] ?? {}, 'name'))].filter(
        (name, index) => index === 0 || name !== this.name,
      );
      this.notes.add(
        'order.repeated',
        'changed',
        place,
        'The lists of the collection name this request twice. It stands in the first place only.',
      );
      return;
    }
    this.place(request, into);
  }

  private place(request: JsonObject, into: JsonValue[]): void {
    this.placed.add(request);
    const { item, leftover } = itemOfV1(request, (id) => this.requests.get(id)?.[0]);
    if (leftover !== undefined) this.leftovers.set(item, leftover);
    into.push(item);
  }

  /** Folders and requests that no list names. */
  private placeTheRest(all: JsonObject[], root: JsonValue[]): void {
    for (const [id, folder] of this.folders) if (!folder.placed) this.placeFolder(id, root, 1);
    for (const request of all) {
      if (this.placed.has(request)) continue;
      const folder = this.folders.get(asText(field(request, 'folder')));
      this.place(request, folder?.children ?? root);
      const name = asText(field(request, 'name'));
      const target =
        folder === undefined ? 'the collection' : `the folder "${asText(field(folder.raw, 'name'))}"`;
      this.notes.add(
        'order.missing',
        'changed',
        [this.name, name],
        `No list of the collection names this request. It stands at the end of ${target}.`,
      );
    }
  }

  private noteUnknown(kind: 'folder' | 'request'): void {
    this.notes.tally(
      'order.unknown',
      'info',
      [this.name],
      (count) => `The lists of the collection name ${countOf(count, kind)} that the file does not hold.`,
      { topic: kind },
    );
  }
}

/** Ids of an order list; `undefined` where there is none or an empty one. */
function idList(raw: JsonValue | undefined): string[] | undefined {
  if (!Array.isArray(raw) || raw.length === 0) return undefined;
  return raw.map(asText);
}

/** Fields that collections and folders share: authorization, scripts, variables. */
function copyFields(raw: JsonObject, into: JsonObject): void {
  const auth = authOfV1(raw);
  if (auth !== undefined) into['auth'] = auth;
  const events = scriptsOfV1(raw);
  if (events.length > 0) into['event'] = events;
  const variables = field(raw, 'variables') ?? field(raw, 'variable');
  if (Array.isArray(variables) && variables.length > 0) into['variable'] = variables;
  const behavior = field(raw, 'protocolProfileBehavior');
  if (isObject(behavior) && Object.keys(behavior).length > 0) into['protocolProfileBehavior'] = behavior;
}
