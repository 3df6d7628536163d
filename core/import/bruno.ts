import { isAppError } from '../errors.ts';
import type { Row } from '../http/row.ts';
import type { JsonValue } from '../json-value.ts';
import { isObject, textField } from '../postman/residue.ts';
import type { CollectionItem, CollectionTree, FolderItem, RequestItem } from '../workspace/collection.ts';
import type { Definition } from '../workspace/definition.ts';
import { readBruAuth } from './bruno/auth.ts';
import { bruRows } from './bruno/body.ts';
import { type BruBlock, bruList, parseBru } from './bruno/parse-bru.ts';
import {
  bruVariables,
  docsOf,
  fieldsOf,
  keepRest,
  methodBlock,
  readBruRequest,
  readBruScripts,
} from './bruno/request.ts';
import { countTextRequests } from './count-requests.ts';
import { noteMissingSecrets } from './foreign-auth.ts';
import { hasHeader, passHeaders } from './inherited-headers.ts';
import { maxFolderDepth, tooDeep } from './limits.ts';
import type { ImportedMaterial } from './imported-material.ts';
import { countItems } from './count-items.ts';
import type { NoteBook } from './notes.ts';
import type { ImportedEnvironment } from './postman-environment.ts';
import { refusal } from './refusal.ts';
import type { Steps } from './steps.ts';
import { noteTemplates } from './templates.ts';

/** One file of a Bruno folder; the path is inside it, parted by slashes. */
export interface BruFile {
  path: string;
  text: string;
}

interface Sorted<T> {
  seq: number;
  name: string;
  item: T;
}

interface Folder {
  name: string;
  blocks: BruBlock[];
  folders: Map<string, Folder>;
  requests: Sorted<RequestItem>[];
  headers: Row[];
}

/**
 * Makes a collection and its environments of the files of a Bruno folder: `bruno.json`, `collection.bru`, `folder.bru`,
 * `environments/*.bru`, and a request in every other `.bru` file. A damaged file is named and left out.
 *
 * @throws AppError ERR_IMPORT_TOO_DEEP
 */
export function* readBruno(files: BruFile[], name: string, notes: NoteBook): Steps<ImportedMaterial> {
  const reader = new BrunoReader(name, notes);
  for (const file of files) {
    reader.file(file);
    yield;
  }
  return reader.finish();
}

/**
 * Reads one `.bru` file that stands alone: a request.
 *
 * @throws AppError ERR_IMPORT_INVALID_BRU (`details.line`), ERR_IMPORT_UNSUPPORTED for a file without a request
 */
export function readBruText(text: string, name: string, notes: NoteBook): ImportedMaterial {
  const reader = new BrunoReader(name, notes);
  const item = reader.alone(text, stemOf(name));
  const material = reader.finish();
  if (item === undefined) throw refusal('bruno-part', material.leaves.in);
  for (const tree of material.collections) tree.definition.name = item.name;
  return material;
}

class BrunoReader {
  private readonly notes: NoteBook;
  private readonly root: Folder;
  private readonly environments: ImportedEnvironment[] = [];
  private leavesIn = 0;

  constructor(name: string, notes: NoteBook) {
    this.notes = notes;
    this.root = { name, blocks: [], folders: new Map(), requests: [], headers: [] };
  }

  file({ path, text }: BruFile): void {
    const parts = path.split('/');
    const last = parts.pop() ?? '';
    if (path === 'bruno.json') {
      this.root.name = nameOf(text) ?? this.root.name;
      return;
    }
    const isEnvironment = parts[0] === 'environments' && parts.length === 1;
    const isDefinition = last === 'folder.bru' || (last === 'collection.bru' && parts.length === 0);
    const counted = isEnvironment || isDefinition ? 0 : countTextRequests(text, 'bruno');
    this.leavesIn += counted;
    try {
      if (isEnvironment) this.environment(text, stemOf(last));
      else if (isDefinition) this.folder(parts).blocks = parseBru(text);
      else this.request(text, parts, stemOf(last));
    } catch (fault) {
      if (!isAppError(fault) || fault.code !== 'ERR_IMPORT_INVALID_BRU') throw fault;
      this.notes.addLost(fault.code, [path], fault.message, counted);
    }
  }

  /** Reads one request; unlike in a folder, damage is thrown. */
  alone(text: string, stem: string): RequestItem | undefined {
    this.leavesIn += countTextRequests(text, 'bruno');
    this.request(text, [], stem);
    return this.root.requests[0]?.item;
  }

  finish(): ImportedMaterial {
    const tree: CollectionTree = {
      definition: this.definition(this.root, []),
      items: this.items(this.root, [], this.root.headers),
    };
    noteTemplates(tree, this.notes);
    return {
      formats: ['bruno'],
      collections: [tree],
      environments: this.environments,
      globals: [],
      leaves: { in: this.leavesIn, mapped: countItems(tree.items), reported: this.notes.lostRequests },
    };
  }

  private request(text: string, parents: string[], stem: string): void {
    const folder = this.folder(parents);
    const blocks = parseBru(text);
    const methods = blocks.filter((block) => methodBlock.test(block.name));
    const others = blocks.filter((block) => foreignBlock.test(block.name));
    for (const block of others) {
      const message = `A request of the kind "${block.name}" is not supported and was left out.`;
      this.notes.addLost('request.unsupported', [...parents, stem], message, 1);
    }
    const [method, ...further] = methods;
    if (further.length > 0) {
      const message = 'The file names several requests; the first was taken.';
      this.notes.addLost('bruno.severalRequests', [...parents, stem], message, further.length);
    }
    if (method === undefined) {
      if (others.length > 0) return;
      const message = 'The file holds no request and was left out.';
      this.notes.add('bruno.noRequest', 'lost', [...parents, stem], message);
      return;
    }
    const item = readBruRequest(
      blocks.filter((block) => !further.includes(block)),
      method,
      stem,
      parents,
      this.notes,
    );
    folder.requests.push({ seq: seqOf(blocks), name: item.name, item });
  }

  private environment(text: string, name: string): void {
    const blocks = parseBru(text);
    const secrets = blocks
      .filter((block) => block.name === 'vars:secret')
      .flatMap(bruList)
      .map((entry) => ({ key: entry.name, initialValue: '', enabled: !entry.disabled, type: 'secret' }));
    const variables = [...bruVariables(blocks, 'vars'), ...secrets];
    const rest = keepRest(blocks, new Set(['vars', 'vars:secret', 'color']), '', this.notes, [
      'environments',
      name,
    ]);
    this.environments.push({ name, variables, ...(rest === undefined ? {} : { extension: rest }) });
    noteMissingSecrets(
      this.notes,
      name,
      'Bruno',
      secrets.map(({ key }) => key),
    );
  }

  private folder(parts: string[]): Folder {
    if (parts.length > maxFolderDepth) throw tooDeep();
    let folder = this.root;
    for (const part of parts) {
      let inner = folder.folders.get(part);
      if (inner === undefined) {
        inner = { name: part, blocks: [], folders: new Map(), requests: [], headers: [] };
        folder.folders.set(part, inner);
      }
      folder = inner;
    }
    return folder;
  }

  private definition(folder: Folder, where: string[]): Definition {
    const { blocks } = folder;
    // `bruno.json` names the collection; a folder may name itself.
    const given = where.length === 0 ? '' : (fieldsOf(blocks, 'meta').get('name') ?? '');
    const definition: Definition = {
      name: given === '' ? folder.name : given,
      variables: bruVariables(blocks, 'vars', 'vars:pre-request'),
      scripts: readBruScripts(blocks, this.notes, where),
    };
    const docs = docsOf(blocks);
    if (docs !== undefined) definition.description = docs;
    const mode = fieldsOf(blocks, 'auth').get('mode') ?? (where.length === 0 ? 'none' : 'inherit');
    const auth = readBruAuth(mode, blocks, this.notes, where);
    if (auth !== undefined && !(auth.type === 'noauth' && where.length === 0)) definition.auth = auth;
    const used = new Set(['headers', 'vars', 'vars:pre-request']);
    const rest = keepRest(blocks, used, mode, this.notes, where);
    if (rest !== undefined) definition.extension = rest;
    folder.headers = blocks.filter(({ name }) => name === 'headers').flatMap(bruRows);
    return definition;
  }

  private items(folder: Folder, where: string[], inherited: Row[]): CollectionItem[] {
    const folders = Array.from(folder.folders.entries(), ([key, inner]): Sorted<FolderItem> => {
      const place = [...where, key];
      const definition = this.definition(inner, place);
      const headers = [...inherited.filter((row) => !hasHeader(inner.headers, row)), ...inner.headers];
      const item: FolderItem = { kind: 'folder', definition, items: this.items(inner, place, headers) };
      return { seq: seqOf(inner.blocks), name: definition.name, item };
    });
    for (const { item } of folder.requests) passHeaders(item, inherited, where, this.notes);
    return [...inOrder(folders), ...inOrder(folder.requests)];
  }
}

/** Requests of kinds that are not sent. */
const foreignBlock = /^(?:grpc|ws)$/;

function inOrder<T>(entries: Sorted<T>[]): T[] {
  return entries
    .toSorted((left, right) => left.seq - right.seq || (left.name < right.name ? -1 : 1))
    .map(({ item }) => item);
}

function seqOf(blocks: BruBlock[]): number {
  const seq = Number(fieldsOf(blocks, 'meta').get('seq'));
  return Number.isFinite(seq) ? seq : Number.MAX_SAFE_INTEGER;
}

function stemOf(path: string): string {
  return path.replace(/\.bru$/i, '');
}

function nameOf(text: string): string | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    const name = isObject(value) ? textField(value, 'name')?.trim() : undefined;
    return name === '' ? undefined : name;
  } catch {
    return undefined;
  }
}
