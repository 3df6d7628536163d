import type { Auth } from '../auth/auth.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { asText, field, isObject, textField } from '../postman/residue.ts';
import type { Variable } from '../variables/variable.ts';
import type { CollectionTree, FolderItem, RequestItem } from '../workspace/collection.ts';
import { countOf } from '../count-of.ts';
import type { NoteBook } from './notes.ts';
import { readOperation } from './openapi/operation.ts';
import { References } from './openapi/references.ts';
import { sameAuth, Security } from './openapi/security.ts';
import type { Steps } from './steps.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Makes a collection of an OpenAPI 3 or Swagger 2.0 description: a folder for each tag, a request for each operation,
 * `{{baseUrl}}` for the server. References to other documents are not followed; `bundleDescription` makes one of several.
 */
export function readOpenApi(document: JsonObject, notes: NoteBook): Steps<CollectionTree> {
  return new DescriptionReader(document, notes).collection();
}

class DescriptionReader {
  private readonly document: JsonObject;
  private readonly notes: NoteBook;
  private readonly references: References;
  private readonly security: Security;
  private readonly name: string;
  private readonly folders = new Map<string, FolderItem>();

  constructor(document: JsonObject, notes: NoteBook) {
    this.document = document;
    this.notes = notes;
    this.references = new References(document);
    this.security = new Security(document, this.references);
    const title = textField(this.info(), 'title')?.trim() ?? '';
    this.name = title === '' ? 'Untitled API' : title;
  }

  *collection(): Steps<CollectionTree> {
    const items: (FolderItem | RequestItem)[] = [];
    const requests: RequestItem[] = [];
    this.tagFolders();
    const paths = field(this.document, 'paths');
    for (const [path, value] of isObject(paths) ? Object.entries(paths) : []) {
      const pathItem = this.pathItem(value);
      for (const method of methods) {
        if (pathItem === undefined || !Object.hasOwn(pathItem, method)) continue;
        const item = this.operation(path, method, pathItem);
        if (item === undefined) continue;
        requests.push(item.request);
        (item.tag === undefined ? items : this.folder(item.tag).items).push(item.request);
        yield;
      }
    }
    const auth = this.shareAuth(requests);
    const description = textField(this.info(), 'description');
    this.noteTheRest();
    return {
      definition: {
        name: this.name,
        ...(description === undefined ? {} : { description }),
        variables: this.variables(),
        ...(auth === undefined ? {} : { auth }),
        scripts: [],
        extension: { openapi: { version: asText(field(this.info(), 'version')) } },
      },
      items: [...Array.from(this.folders.values()).filter((folder) => folder.items.length > 0), ...items],
    };
  }

  private info(): JsonObject {
    const info = field(this.document, 'info');
    return isObject(info) ? info : {};
  }

  /** A path item may refer to another; what stands beside the reference wins. @see OpenAPI 3.1 section 4.8.9 */
  private pathItem(value: JsonValue): JsonObject | undefined {
    if (!isObject(value)) return undefined;
    return { ...this.references.resolve(value), ...value };
  }

  private operation(
    path: string,
    method: string,
    pathItem: JsonObject,
  ): { request: RequestItem; tag: string | undefined } | undefined {
    const given = field(pathItem, method);
    // One that stands in another document still has its method and its path.
    const raw = this.references.resolve(given) ?? (isObject(given) ? {} : undefined);
    if (raw === undefined) {
      this.notes.addLost(
        'openapi.operation',
        [this.name, `${method.toUpperCase()} ${path}`],
        'The operation is no object and was left out.',
        1,
      );
      return undefined;
    }
    const ownServer = this.serverUrl(field(raw, 'servers')) ?? this.serverUrl(field(pathItem, 'servers'));
    const request = readOperation(
      {
        method,
        path,
        raw,
        parameters: [...listOf(pathItem, 'parameters'), ...listOf(raw, 'parameters')],
        baseUrl: ownServer ?? '{{baseUrl}}',
        consumes: field(this.document, 'consumes'),
        produces: field(this.document, 'produces'),
      },
      this.references,
    );
    const auth = this.security.read(field(raw, 'security') ?? field(this.document, 'security'));
    if (auth !== undefined) request.request.auth = auth;
    const [tag] = listOf(raw, 'tags');
    return { request, tag: typeof tag === 'string' && tag !== '' ? tag : undefined };
  }

  /** The tags' own list gives the order of the folders. */
  private tagFolders(): void {
    for (const tag of listOf(this.document, 'tags').filter(isObject)) {
      const name = textField(tag, 'name');
      if (name === undefined || name === '') continue;
      const description = textField(tag, 'description');
      const folder = this.folder(name);
      if (description !== undefined) folder.definition.description = description;
    }
  }

  private folder(tag: string): FolderItem {
    let folder = this.folders.get(tag);
    if (folder === undefined) {
      folder = { kind: 'folder', definition: { name: tag, variables: [], scripts: [] }, items: [] };
      this.folders.set(tag, folder);
    }
    return folder;
  }

  /** What most requests need becomes the collection's, and they inherit it. */
  private shareAuth(requests: RequestItem[]): Auth | undefined {
    const groups: { auth: Auth; members: RequestItem[] }[] = [];
    for (const item of requests) {
      const { auth } = item.request;
      if (auth === undefined || auth.type === 'noauth') continue;
      const group = groups.find(
        (candidate) =>
          candidate.auth.type === auth.type && (auth.type === 'oauth2' || sameAuth(candidate.auth, auth)),
      );
      if (group === undefined) groups.push({ auth, members: [item] });
      else group.members.push(item);
    }
    const largest = groups.toSorted((left, right) => right.members.length - left.members.length)[0];
    if (largest === undefined) return undefined;
    for (const { request } of largest.members) {
      if (sameAuth(request.auth, largest.auth)) delete request.auth;
    }
    if (largest.auth.type === 'oauth2') {
      this.notes.add(
        'auth.unsupported',
        'unsupported',
        [this.name],
        'Authorization of the type "oauth2" came along. Check it before the first request.',
      );
    }
    return largest.auth;
  }

  private variables(): Variable[] {
    const variables: Variable[] = [variable('baseUrl', this.baseUrl())];
    const servers = listOf(this.document, 'servers').filter(isObject);
    const named = servers[0] && field(servers[0], 'variables');
    for (const [key, value] of isObject(named) ? Object.entries(named) : []) {
      const details = isObject(value) ? value : {};
      const description = textField(details, 'description');
      variables.push({
        ...variable(key, asText(field(details, 'default'))),
        ...(description === undefined ? {} : { description }),
      });
    }
    if (servers.length > 1) {
      const others = servers.slice(1, 6).map((server) => asText(field(server, 'url')));
      this.notes.add(
        'openapi.servers',
        'info',
        [this.name],
        `The description names ${servers.length} servers; the first became {{baseUrl}}. Others: ${others.join(', ')}.`,
      );
    }
    return variables;
  }

  private baseUrl(): string {
    const first = this.serverUrl(field(this.document, 'servers'));
    if (first !== undefined) return first;
    const host = textField(this.document, 'host');
    if (host === undefined) return '';
    const [scheme] = listOf(this.document, 'schemes');
    const base = (textField(this.document, 'basePath') ?? '').replace(/\/+$/, '');
    return `${typeof scheme === 'string' ? scheme : 'https'}://${host}${base}`;
  }

  /** The address of the first server, with its variables as ours. */
  private serverUrl(servers: JsonValue | undefined): string | undefined {
    const [first] = Array.isArray(servers) ? servers.filter(isObject) : [];
    const url = first && textField(first, 'url');
    return url?.replaceAll(/\{([^{}]+)\}/g, '{{$1}}').replace(/\/+$/, '');
  }

  private noteTheRest(): void {
    const { notes, references } = this;
    if (references.remote > 0) {
      notes.add(
        'openapi.remoteReference',
        'lost',
        [this.name],
        `${countOf(references.remote, 'reference')} to other documents could not be followed, and what stands there is missing. Nothing is fetched during an import: import the folder that holds all files of the description.`,
      );
    }
    const webhooks = field(this.document, 'webhooks') ?? field(this.document, 'x-webhooks');
    if (isObject(webhooks) && Object.keys(webhooks).length > 0) {
      notes.add(
        'openapi.webhooks',
        'unsupported',
        [this.name],
        `${countOf(Object.keys(webhooks).length, 'webhook')} of the description was left out: the server sends those.`,
      );
    }
  }
}

function variable(key: string, initialValue: string): Variable {
  return { key, initialValue, enabled: true, type: 'default' };
}

function listOf(raw: JsonObject, key: string): JsonValue[] {
  const list = field(raw, key);
  return Array.isArray(list) ? list : [];
}
