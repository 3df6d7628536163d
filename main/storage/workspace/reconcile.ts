import { join } from 'node:path';
import { readHead } from '../../../core/workspace/formats/request-head.ts';
import { systemCode } from '../file-system.ts';
import { createTimeSlice, type TimeSlice } from '../time-slice.ts';
import { adoptIds, type Ghosts } from './adopt-ids.ts';
import {
  type ContainerEntry,
  definitionPath,
  type Entry,
  type EntryHead,
  entryPath,
  type EntryTree,
  isContainerEntry,
  mintId,
  strayLinkDetail,
} from './entry-tree.ts';
import { collectionsPath, requestStem } from './layout.ts';
import { type DirectoryListing, listDirectory } from './list-directory.ts';
import { lookAtFile, requestHead } from './read-entry.ts';

/** What a look at the disk found to be otherwise than in memory. */
export interface TreeChanges {
  /** New items and items that look different now. */
  upserted: Set<Entry>;
  /** Items that are gone, with their ids. */
  removed: Entry[];
  /** Items that were there before and whose file has another content now. */
  changed: Set<Entry>;
}

export interface ReconcileContext {
  /** The workspace folder as it was opened. */
  root: string;
  /** The same with all links resolved. */
  realRoot: string;
  tree: EntryTree;
  ghosts: Ghosts;
  now(): number;
}

/** Deeper folders are not shown; a link or a mistake made them. */
const deepest = 100;

/**
 * Brings the tree in memory in line with the disk: the containers given (`undefined`: the list of collections), with all
 * below them where `deep`. Files with a known stamp are not opened. Gives way to other work every few milliseconds.
 */
export async function reconcile(
  context: ReconcileContext,
  containers: Iterable<ContainerEntry | undefined>,
  deep: boolean,
): Promise<TreeChanges> {
  const pass = new Pass(context, deep);
  for (const container of containers) await pass.visit(container, 0);
  return pass.finish();
}

class Pass {
  readonly #context: ReconcileContext;
  readonly #deep: boolean;
  readonly #slice: TimeSlice = createTimeSlice();
  readonly #added: Entry[] = [];
  readonly #gone: Entry[] = [];
  readonly #changes: TreeChanges = { upserted: new Set(), removed: [], changed: new Set() };

  constructor(context: ReconcileContext, deep: boolean) {
    this.#context = context;
    this.#deep = deep;
  }

  async visit(container: ContainerEntry | undefined, depth: number): Promise<void> {
    const { root, realRoot, tree } = this.#context;
    // It may have gone while an earlier one was looked at.
    if (container !== undefined && tree.find(container.id) !== container) return;
    const path = join(root, container === undefined ? collectionsPath : entryPath(container));
    const listing = listDirectory(path, realRoot);
    if (listing === undefined && container !== undefined) return;
    if (container !== undefined && listing !== undefined) {
      container.definitionName = listing.definitionName;
      this.#lookAtDefinition(container);
    }
    await this.#visitFiles(container, listing, path);
    await this.#visitDirectories(container, listing, depth);
    if (container !== undefined && listing !== undefined) container.directoryStamps = listing.stamps;
  }

  /** Takes out what is gone, gives new items the ids of those they were, and tells what changed. */
  finish(): TreeChanges {
    const { tree, ghosts } = this.#context;
    adoptIds(tree, this.#added, this.#gone, ghosts);
    const { upserted } = this.#changes;
    for (const entry of this.#added) upserted.add(entry);
    this.#changes.removed = this.#gone.filter((entry) => tree.find(entry.id) === undefined);
    return this.#changes;
  }

  async #visitFiles(
    container: ContainerEntry | undefined,
    listing: DirectoryListing | undefined,
    path: string,
  ): Promise<void> {
    const siblings = this.#context.tree.siblings(container);
    const names = new Set(container === undefined ? [] : listing?.requestFiles);
    const stray = new Set(container === undefined ? [] : listing?.strayLinks);
    for (const entry of [...siblings.values()]) {
      if (!isContainerEntry(entry) && !names.has(entry.fileName) && !stray.has(entry.fileName))
        this.#drop(entry);
    }
    if (container === undefined) return;
    for (const name of stray) {
      this.#put(
        container,
        name,
        { kind: 'damaged', name: requestStem(name) ?? name, detail: strayLinkDetail },
        {},
      );
    }
    for (const name of names) {
      this.#lookAtRequest(container, name, join(path, name), listing?.exampleCounts);
      await this.#slice.giveWay();
    }
  }

  async #visitDirectories(
    container: ContainerEntry | undefined,
    listing: DirectoryListing | undefined,
    depth: number,
  ): Promise<void> {
    const { tree } = this.#context;
    const names = new Set(depth < deepest ? listing?.directories : []);
    for (const entry of [...tree.siblings(container).values()]) {
      if (isContainerEntry(entry) && !names.has(entry.fileName)) this.#drop(entry);
    }
    for (const name of names) {
      const known = tree.siblings(container).get(name);
      if (isContainerEntry(known)) {
        if (this.#deep) await this.visit(known, depth + 1);
        continue;
      }
      const fresh: ContainerEntry = {
        id: mintId(),
        kind: container === undefined ? 'collection' : 'folder',
        parent: container,
        fileName: name,
        name,
        children: new Map(),
      };
      tree.add(fresh);
      this.#added.push(fresh);
      await this.visit(fresh, depth + 1);
    }
  }

  #lookAtRequest(
    container: ContainerEntry,
    name: string,
    path: string,
    exampleCounts: Map<string, number> | undefined,
  ): void {
    const stem = requestStem(name) ?? name;
    const known = container.children.get(name);
    const exampleCount = exampleCounts?.get(stem);
    const look = lookAtFile(path, known?.stamp, this.#context.now());
    if (look === undefined) {
      if (known !== undefined) this.#drop(known);
    } else if (look === 'same') {
      if (known !== undefined && (known.exampleCount ?? 0) !== (exampleCount ?? 0)) {
        known.exampleCount = exampleCount;
        this.#changes.upserted.add(known);
      }
    } else {
      const { stamp, revision } = look;
      this.#put(container, name, requestHead(look, stem), { stamp, revision, exampleCount });
    }
  }

  #put(
    container: ContainerEntry,
    fileName: string,
    head: EntryHead,
    facts: Pick<Entry, 'stamp' | 'revision' | 'exampleCount'>,
  ): void {
    const known = container.children.get(fileName);
    if (known === undefined) {
      const entry: Entry = { id: mintId(), parent: container, fileName, ...head, ...facts };
      this.#context.tree.add(entry);
      this.#added.push(entry);
      return;
    }
    const before = fieldsShown(known);
    if (known.revision !== facts.revision) this.#changes.changed.add(known);
    Object.assign(known, { method: undefined, order: undefined, detail: undefined }, head, facts);
    if (before !== fieldsShown(known)) this.#changes.upserted.add(known);
  }

  #lookAtDefinition(container: ContainerEntry): void {
    const before = fieldsShown(container);
    const path = join(this.#context.root, definitionPath(container));
    const look =
      container.definitionName === undefined ? undefined : safeLook(path, container, this.#context.now());
    if (look === 'same') return;
    const head = look === undefined ? undefined : readHead(look.text);
    if (container.revision !== look?.revision) this.#changes.changed.add(container);
    container.stamp = look?.stamp;
    container.revision = look?.revision;
    container.name = head?.name ?? container.fileName;
    container.order = head?.order;
    container.detail = look?.damage ?? head?.damage;
    if (before !== fieldsShown(container)) this.#changes.upserted.add(container);
  }

  #drop(entry: Entry): void {
    this.#gone.push(...this.#context.tree.remove(entry));
  }
}

function safeLook(path: string, container: ContainerEntry, now: number) {
  try {
    return lookAtFile(path, container.stamp, now);
  } catch (fault) {
    if (systemCode(fault) !== undefined) return undefined;
    throw fault;
  }
}

function fieldsShown(entry: Entry): string {
  return JSON.stringify([
    entry.kind,
    entry.name,
    entry.method,
    entry.order,
    entry.detail,
    entry.exampleCount ?? 0,
  ]);
}
