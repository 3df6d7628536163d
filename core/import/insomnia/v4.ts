import type { JsonObject } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';
import { maxFolderDepth, tooDeep } from '../limits.ts';
import { countOf } from '../../count-of.ts';
import type { NoteBook } from '../notes.ts';
import {
  bySortKey,
  type InsomniaEnvironment,
  type InsomniaNode,
  type InsomniaWorkspace,
  noteOthers,
} from './nodes.ts';

/** Resources that say nothing a user would miss: they belong to the app or to things that are counted by themselves. */
const quiet = new Set(['export', 'workspace', 'request_group', 'environment']);
const requestType = /request$/;

/**
 * Puts the flat list of an Insomnia export (v4) together: each thing under its parent, in Insomnia's order. Requests
 * whose parent is not in the export, or is inside itself, stand at the top of the first collection.
 *
 * @throws AppError ERR_IMPORT_TOO_DEEP
 */
export function workspacesOfV4(document: JsonObject, name: string, notes: NoteBook): InsomniaWorkspace[] {
  const list = field(document, 'resources');
  const resources = (Array.isArray(list) ? list : []).filter(isObject);
  const assembly = new Assembly(resources);
  const roots = resources.filter((entry) => typeOf(entry) === 'workspace');
  const workspaces = roots.map((raw) => assembly.workspace(raw));
  const orphans = assembly.unplaced();
  if (orphans.length > 0) {
    const first = workspaces.find(({ onlyEnvironments }) => !onlyEnvironments);
    const target = first ?? emptyWorkspace(name);
    if (first === undefined) workspaces.push(target);
    target.nodes.push(...orphans);
    const message = `${countOf(orphans.length, 'request')} without a known folder stand at the end of the collection.`;
    notes.add('insomnia.orphan', 'changed', [], message);
  }
  noteOthers(countOthers(resources), notes);
  return workspaces;
}

function emptyWorkspace(name: string): InsomniaWorkspace {
  return { raw: { name }, nodes: [], environments: [], onlyEnvironments: false };
}

function countOthers(resources: JsonObject[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of resources) {
    const type = typeOf(entry);
    if (quiet.has(type) || requestType.test(type)) continue;
    // An empty cookie jar comes with every export.
    if (type === 'cookie_jar' && !hasEntries(field(entry, 'cookies'))) continue;
    if (type === 'api_spec' && asText(field(entry, 'contents')) === '') continue;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

function hasEntries(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function typeOf(entry: JsonObject): string {
  return asText(field(entry, '_type'));
}

class Assembly {
  private readonly childrenOf = new Map<string, JsonObject[]>();
  private readonly resources: JsonObject[];
  private readonly placed = new Set<JsonObject>();

  constructor(resources: JsonObject[]) {
    this.resources = resources;
    for (const entry of resources) {
      const parent = asText(field(entry, 'parentId'));
      const siblings = this.childrenOf.get(parent);
      if (siblings === undefined) this.childrenOf.set(parent, [entry]);
      else siblings.push(entry);
    }
  }

  workspace(raw: JsonObject): InsomniaWorkspace {
    return {
      raw,
      nodes: this.nodes(raw, 0),
      environments: this.environments(raw, 0),
      onlyEnvironments: textField(raw, 'scope') === 'environment',
    };
  }

  /** Requests that no workspace led to. */
  unplaced(): InsomniaNode[] {
    return this.resources
      .filter((entry) => requestType.test(typeOf(entry)) && !this.placed.has(entry))
      .map((raw) => this.leaf(raw));
  }

  private nodes(parent: JsonObject, level: number): InsomniaNode[] {
    if (level > maxFolderDepth) throw tooDeep();
    const entries = this.children(parent).filter((entry) => {
      const type = typeOf(entry);
      return (type === 'request_group' || requestType.test(type)) && !this.placed.has(entry);
    });
    for (const entry of entries) this.placed.add(entry);
    return bySortKey(entries, (entry) => field(entry, 'metaSortKey')).map((raw) =>
      typeOf(raw) === 'request_group'
        ? { kind: 'folder', raw, type: 'request_group', children: this.nodes(raw, level + 1) }
        : this.leaf(raw),
    );
  }

  private leaf(raw: JsonObject): InsomniaNode {
    const type = typeOf(raw);
    return { kind: type === 'request' ? 'request' : 'other', raw, type, children: [] };
  }

  private environments(parent: JsonObject, level: number): InsomniaEnvironment[] {
    if (level > maxFolderDepth) throw tooDeep();
    const entries = this.children(parent).filter(
      (entry) => typeOf(entry) === 'environment' && !this.placed.has(entry),
    );
    for (const entry of entries) this.placed.add(entry);
    return bySortKey(entries, (entry) => field(entry, 'metaSortKey')).map((raw) => ({
      name: asText(field(raw, 'name')),
      raw,
      isPrivate: field(raw, 'isPrivate') === true,
      subs: this.environments(raw, level + 1),
    }));
  }

  private children(parent: JsonObject): JsonObject[] {
    const id = asText(field(parent, '_id'));
    return id === '' ? [] : (this.childrenOf.get(id) ?? []);
  }
}
