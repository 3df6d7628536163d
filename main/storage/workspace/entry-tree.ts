import type { ItemId, Revision } from '../../../core/ids.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { compareSiblings } from '../../../core/workspace/tree-view.ts';
import { randomName } from '../random-name.ts';
import type { FileStamp } from './file-stamp.ts';
import { collectionsPath, resourcesName } from './layout.ts';

/** What the tree knows of a file without opening it. */
export interface EntryHead {
  kind: TreeNode['kind'];
  name: string;
  method?: string | undefined;
  order?: number | undefined;
  detail?: string | undefined;
}

/** Why a link that leads outside of the workspace is shown as damaged: it is neither read nor written. */
export const strayLinkDetail = 'link outside of the workspace';

/** One collection, folder or request on disk. */
export interface Entry extends EntryHead {
  id: ItemId;
  /** Absent: a collection. */
  parent: ContainerEntry | undefined;
  /** Name of its directory or file. */
  fileName: string;
  exampleCount?: number | undefined;
  /** Of the request file, or of the definition of a container; absent where it has none. */
  stamp?: FileStamp | undefined;
  revision?: Revision | undefined;
  /** Only of containers. */
  children?: Map<string, Entry>;
}

/** A collection or folder. */
export interface ContainerEntry extends Entry {
  kind: 'collection' | 'folder';
  children: Map<string, Entry>;
  /** Name of its definition file; absent where it has none. */
  definitionName?: string | undefined;
  /** When its directory and its `.resources` last gained or lost something; absent: not known. */
  directoryStamps?: [number, number] | undefined;
}

const idBytes = 12;

/** Gives a new opaque id. */
export function mintId(): ItemId {
  return randomName(idBytes);
}

export function isContainerEntry(entry: Entry | undefined): entry is ContainerEntry {
  return entry?.kind === 'collection' || entry?.kind === 'folder';
}

/** The items of a workspace in memory, by id and by place. */
export class EntryTree {
  readonly collections = new Map<string, Entry>();
  readonly #byId = new Map<ItemId, Entry>();
  #shape = 0;

  /** Changes whenever a collection or folder comes, goes or moves. */
  get shape(): number {
    return this.#shape;
  }

  get size(): number {
    return this.#byId.size;
  }

  find(id: ItemId): Entry | undefined {
    return this.#byId.get(id);
  }

  /** All items, parents before children, in no other order. */
  all(): Entry[] {
    const entries = [...this.collections.values()];
    // The list grows while it is walked.
    for (const entry of entries) if (entry.children !== undefined) entries.push(...entry.children.values());
    return entries;
  }

  siblings(parent: ContainerEntry | undefined): Map<string, Entry> {
    return parent?.children ?? this.collections;
  }

  add(entry: Entry): void {
    this.siblings(entry.parent).set(entry.fileName, entry);
    this.#byId.set(entry.id, entry);
    this.#noteShape(entry);
  }

  /** Takes an item and all inside it out; gives them, itself first. */
  remove(entry: Entry): Entry[] {
    this.siblings(entry.parent).delete(entry.fileName);
    const removed = subtree(entry);
    this.#noteShape(entry);
    for (const each of removed) if (this.#byId.get(each.id) === each) this.#byId.delete(each.id);
    return removed;
  }

  /** Gives an item another place; its children come along. */
  move(entry: Entry, parent: ContainerEntry | undefined, fileName: string): void {
    this.siblings(entry.parent).delete(entry.fileName);
    entry.parent = parent;
    entry.fileName = fileName;
    this.siblings(parent).set(fileName, entry);
    this.#noteShape(entry);
  }

  /** Gives an item the id of one that is gone. */
  adoptId(entry: Entry, id: ItemId): void {
    if (this.#byId.get(entry.id) === entry) this.#byId.delete(entry.id);
    entry.id = id;
    this.#byId.set(id, entry);
  }

  #noteShape(entry: Entry): void {
    if (entry.children !== undefined) this.#shape += 1;
  }

  /** Nodes for the window, in the order it shows them. */
  toNodes(): TreeNode[] {
    return this.inOrder().map(toNode);
  }

  /** All items in the order the window shows them, parents before children. */
  inOrder(): Entry[] {
    const entries: Entry[] = [];
    const visit = (parent: ContainerEntry | undefined) => {
      for (const entry of this.sorted(parent)) {
        entries.push(entry);
        if (isContainerEntry(entry)) visit(entry);
      }
    };
    visit(undefined);
    return entries;
  }

  /** Children of a container, or the collections, in the order the window shows. */
  sorted(parent: ContainerEntry | undefined): Entry[] {
    return [...this.siblings(parent).values()]
      .map((entry) => ({ entry, node: toNode(entry) }))
      .toSorted((left, right) => compareSiblings(left.node, right.node))
      .map(({ entry }) => entry);
  }
}

/** An item and all inside it, itself first. */
export function subtree(entry: Entry): Entry[] {
  const entries = [entry];
  // The list grows while it is walked.
  for (const each of entries) if (each.children !== undefined) entries.push(...each.children.values());
  return entries;
}

/** The item's path in the workspace: its directory, or its file. */
export function entryPath(entry: Entry): string {
  return `${entry.parent === undefined ? collectionsPath : entryPath(entry.parent)}/${entry.fileName}`;
}

/** The path of a container's definition, whether it is there or not. */
export function definitionPath(entry: ContainerEntry): string {
  return `${entryPath(entry)}/${resourcesName}/${entry.definitionName ?? 'definition.yaml'}`;
}

/** The path of the file that holds an item's own text. */
export function textPath(entry: Entry): string {
  return isContainerEntry(entry) ? definitionPath(entry) : entryPath(entry);
}

export function toNode(entry: Entry): TreeNode {
  const node: TreeNode = { id: entry.id, kind: entry.kind, name: entry.name };
  if (entry.parent !== undefined) node.parentId = entry.parent.id;
  if (entry.method !== undefined) node.method = entry.method;
  if (entry.order !== undefined) node.order = entry.order;
  if (entry.detail !== undefined) node.detail = entry.detail;
  if (entry.exampleCount !== undefined && entry.exampleCount > 0) node.exampleCount = entry.exampleCount;
  return node;
}
