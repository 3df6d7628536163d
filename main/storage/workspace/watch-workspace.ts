import { type FSWatcher, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { createTimeSlice } from '../time-slice.ts';
import { type ContainerEntry, entryPath, type EntryTree, isContainerEntry } from './entry-tree.ts';
import { collectionsPath, environmentsPath, resourcesName } from './layout.ts';

/** What may have changed on disk. */
export interface DirtyPlaces {
  /** Collections and folders to look at; `undefined` is the list of collections. */
  containers: Set<ContainerEntry | undefined>;
  /** Environments or globals. */
  environments: boolean;
}

export interface WorkspaceWatcher {
  /** Watches the folders there are now; costs nothing where none came or went since the last time. */
  refresh(): Promise<void>;
  /** Every folder is watched, and nothing is told that was not passed on. */
  readonly isQuiet: boolean;
  close(): void;
}

/** Changes come in bursts (a checkout, a save by rename): one look when it is quiet, or at the latest after the longer time. */
const quietMs = 60;
const longestWaitMs = 500;
/** Where the system cannot watch any more folders, and where the workspace is not there yet, somebody looks every so often. */
const pollMs = 2_000;

/** Where one watch of the whole folder is the system's own; Windows lets nobody rename a folder that is watched inside. */
const watchesRecursively = process.platform === 'win32' || process.platform === 'darwin';

/**
 * Watches the folders of a workspace. On Linux each by itself: the recursive watch that Node 20 offers there walks the
 * whole tree synchronously and watches every file. `onChange` is called with what may have changed, own writes included. Nothing
 * is watched before the first `refresh`.
 */
export function watchWorkspace(
  root: string,
  tree: EntryTree,
  onChange: (places: DirtyPlaces) => void,
): WorkspaceWatcher {
  return new Watcher(root, tree, onChange);
}

class Watcher implements WorkspaceWatcher {
  readonly #root: string;
  readonly #tree: EntryTree;
  readonly #onChange: (places: DirtyPlaces) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #dirty: DirtyPlaces = { containers: new Set(), environments: false };
  #timer: NodeJS.Timeout | undefined;
  #firstMs = 0;
  #poll: NodeJS.Timeout | undefined;
  #rootPoll: NodeJS.Timeout | undefined;
  #closed = false;
  #isStarted = false;
  /** The state of the tree whose folders are watched. */
  #seenShape = -1;
  #refreshing: Promise<void> | undefined;

  constructor(root: string, tree: EntryTree, onChange: (places: DirtyPlaces) => void) {
    this.#root = root;
    this.#tree = tree;
    this.#onChange = onChange;
  }

  refresh(): Promise<void> {
    // A workspace that was not there yet comes with its first write.
    const isCurrent = this.#seenShape === this.#tree.shape && this.#watchers.has(this.#root);
    if (this.#closed || (isCurrent && this.#refreshing === undefined)) return Promise.resolve();
    if (!isCurrent) this.#seenShape = -1;
    this.#refreshing ??= this.#watchAll().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  get isQuiet(): boolean {
    const isCurrent = this.#seenShape === this.#tree.shape && this.#watchers.has(this.#root);
    const isPending = this.#timer !== undefined || this.#refreshing !== undefined;
    return isCurrent && !isPending && this.#poll === undefined && !this.#closed;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#poll);
    clearInterval(this.#rootPoll);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #watchAll(): Promise<void> {
    const slice = createTimeSlice();
    while (!this.#closed && this.#seenShape !== this.#tree.shape) {
      this.#seenShape = this.#tree.shape;
      const wanted = this.#wanted();
      for (const [path, watcher] of [...this.#watchers]) {
        if (wanted.has(path)) continue;
        watcher.close();
        this.#watchers.delete(path);
      }
      for (const [path, mark] of wanted) {
        if (!this.#closed && !this.#watchers.has(path)) this.#watch(path, mark);
        await slice.giveWay();
      }
      this.#isStarted = true;
    }
    if (!this.#closed && !this.#watchers.has(this.#root)) this.#awaitRoot();
  }

  /** A checkout, or another process, may make the folder of a workspace that was opened before it was there. */
  #awaitRoot(): void {
    this.#rootPoll ??= setInterval(() => {
      if (statSync(this.#root, { throwIfNoEntry: false })?.isDirectory() !== true) return;
      clearInterval(this.#rootPoll);
      this.#rootPoll = undefined;
      void this.refresh();
    }, pollMs).unref();
  }

  /** Folders to watch, with what a change in them makes dirty. */
  #wanted(): Map<string, () => void> {
    const root = () => markDirty(this.#dirty, this.#tree, '');
    if (watchesRecursively) return new Map([[this.#root, root]]);
    const wanted = new Map<string, () => void>([
      [this.#root, root],
      [join(this.#root, 'postman'), root],
      [join(this.#root, collectionsPath), root],
      [join(this.#root, environmentsPath), () => (this.#dirty.environments = true)],
      [join(this.#root, 'postman/globals'), () => (this.#dirty.environments = true)],
    ]);
    for (const entry of this.#tree.all()) {
      if (!isContainerEntry(entry)) continue;
      const mark = () => this.#dirty.containers.add(entry);
      const path = join(this.#root, entryPath(entry));
      wanted.set(path, mark);
      wanted.set(join(path, resourcesName), mark);
    }
    return wanted;
  }

  #watch(path: string, mark: () => void): void {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
    try {
      const options = { persistent: false, recursive: watchesRecursively };
      const watcher = watch(path, options, (_, name) => {
        this.#hear(watchesRecursively ? () => markDirty(this.#dirty, this.#tree, name ?? '') : mark);
      });
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(path);
        this.#touch(mark);
      });
      this.#watchers.set(path, watcher);
      // What happened in a new folder before it was watched was not heard.
      if (this.#isStarted) this.#touch(mark);
    } catch {
      this.#startPolling();
    }
  }

  #hear(mark: () => void): void {
    // A folder may have come that the tree does not know, such as a first `.resources`.
    this.#seenShape = -1;
    this.#touch(mark);
  }

  #touch(mark: () => void): void {
    if (this.#closed) return;
    mark();
    const now = performance.now();
    if (this.#timer === undefined) this.#firstMs = now;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(quietMs, this.#firstMs + longestWaitMs - now));
    this.#timer = setTimeout(() => this.#flush(), wait).unref();
  }

  #flush(): void {
    this.#timer = undefined;
    const dirty = this.#dirty;
    this.#dirty = { containers: new Set(), environments: false };
    this.#onChange(dirty);
  }

  #startPolling(): void {
    this.#poll ??= setInterval(() => {
      const containers = this.#tree.all().filter(isContainerEntry);
      this.#onChange({ containers: new Set([undefined, ...containers]), environments: true });
    }, pollMs).unref();
  }
}

/** Marks what a change of a path, relative to the workspace, may have touched; the empty path: all that stands at the top. */
export function markDirty(places: DirtyPlaces, tree: EntryTree, path: string): void {
  const parts = path.split(/[\\/]/).filter((part) => part !== '');
  const [top = 'postman', area] = parts;
  if (top !== 'postman') return;
  if (area === undefined || area === 'environments' || area === 'globals') places.environments = true;
  if (area !== undefined && area !== 'collections') return;
  let container: ContainerEntry | undefined;
  for (const part of parts.slice(2)) {
    const child = tree.siblings(container).get(part);
    if (!isContainerEntry(child)) break;
    // A folder that changed may be gone or new: what holds it is looked at as well.
    places.containers.add(container);
    container = child;
  }
  places.containers.add(container);
}
