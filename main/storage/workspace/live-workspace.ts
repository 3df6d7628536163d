import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { EventName, EventPayload } from '../../../core/contract.ts';
import { AppError } from '../../../core/errors.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import type { Log } from '../../log.ts';
import { type FileSystem, isMissing } from '../file-system.ts';
import { makePrivateDirectory } from '../profile.ts';
import type { SecretStore } from '../secret-store.ts';
import { hearsInOrder } from '../folder-ear.ts';
import { readFailure, writeFailure } from '../write-failure.ts';
import { Ghosts } from './adopt-ids.ts';
import { EditRecorder } from './edit-recorder.ts';
import { EntryTree, isContainerEntry } from './entry-tree.ts';
import { EnvironmentTable } from './environment-table.ts';
import { readIndexFile, type WorkspaceIndex, writeIndexFile } from './index-file.ts';
import { LocalHistory } from './local-history.ts';
import { LocalValueFile } from './local-value-file.ts';
import { changedFolders, prepareTree, smallWorkspaceItems, tidyUp } from './open-workspace.ts';
import { ParseCache } from './parse-cache.ts';
import { reconcile } from './reconcile.ts';
import { UndoLog } from './undo-log.ts';
import { type DirtyPlaces, watchWorkspace, type WorkspaceWatcher } from './watch-workspace.ts';
import { announceChanges, announceVariables, type WorkspaceContext } from './workspace-context.ts';
import { WorkspaceFiles } from './workspace-files.ts';
import { WriteLock } from './write-lock.ts';

export interface WorkspaceStoreOptions {
  /** The workspace folder; it need not be there yet. */
  path: string;
  profilePath: string;
  secrets: SecretStore;
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  now(): number;
  log: Log;
  /** For tests: what stands between the store and the disk. */
  fileSystem?: FileSystem;
}

export interface LiveWorkspaceOptions extends WorkspaceStoreOptions {
  root: string;
  realRoot: string;
  profile: string;
  key: string;
}

/** How long what was read is kept at most: of a network drive not every change can be heard. */
const keptMs = 1_000;
const mostKept = 500;

/** Something that was read, and the state of everything it was read from. */
interface Kept {
  value: unknown;
  state: number;
  readAtMs: number;
}

/** How long changes are gathered before the index is written. */
const indexDelayMs = 1_000;
const foldersAtOnce = 8;
/** The tree of a large workspace is asked for first; what is needed besides is not read in its way, nor left for long. */
const idleMs = 250;
/** When work in the background starts: by then the stamps of what was just written are old enough to be trusted. */
const laterMs = 100;

/** An open workspace: its context once the tree is read, the order of writes, the watcher and the index. */
export class LiveWorkspace {
  readonly #options: LiveWorkspaceOptions;
  readonly #lock: WriteLock;
  #opening: Promise<WorkspaceContext> | undefined;
  #context: WorkspaceContext | undefined;
  /** As the last run left it; dropped when the tree stands. */
  #index: Promise<WorkspaceIndex | undefined> | undefined;
  /** Starts the rest of opening. */
  #startLoading: () => void = () => undefined;
  /** Ends when every file was looked at after opening. */
  #checking: Promise<void> = Promise.resolve();
  /** Ends when everything is watched and tidy. */
  #settling: Promise<void> = Promise.resolve();
  #watcher: WorkspaceWatcher | undefined;
  #profileWatcher: FSWatcher | undefined;
  #indexTimer: NodeJS.Timeout | undefined;
  #rootWasThere = false;
  #closed = false;
  /** Goes up with every write of ours and every change that is heard. */
  #changes = 0;
  readonly #kept = new Map<string, Kept>();

  constructor(options: LiveWorkspaceOptions) {
    this.#options = options;
    this.#lock = new WriteLock(join(options.profile, 'write.lock'));
    // Started now; who needs it waits for it and gets its failure.
    this.#open().catch(() => undefined);
  }

  /**
   * Gives the nodes of the tree: of a large workspace as the last run left them, while this one still looks at the disk;
   * what is otherwise comes as a change.
   */
  async readTree(): Promise<TreeNode[]> {
    if (this.#context === undefined) {
      const index = await this.#index;
      if (index !== undefined && index.nodes.length > smallWorkspaceItems && this.#context === undefined) {
        // Once the answer is on its way.
        void setImmediate().then(this.#startLoading);
        return [...index.nodes];
      }
    }
    return this.read((context) => Promise.resolve(context.tree.toNodes()));
  }

  /** Runs what only reads. */
  async read<T>(work: (context: WorkspaceContext) => Promise<T>): Promise<T> {
    const context = await this.#ready();
    return this.#named(readFailure, () => work(context));
  }

  /** As {@link read}, after every file was looked at. */
  async readSettled<T>(work: (context: WorkspaceContext) => Promise<T>): Promise<T> {
    const context = await this.#ready();
    await this.#checking;
    return this.#named(readFailure, () => work(context));
  }

  /**
   * Gives what `load` gave last time under this key, where nothing in the workspace and of its secrets can have changed since;
   * a send asks for the same few files many times over. The value is shared: read it only.
   */
  async keep<T>(key: string, load: () => Promise<T>): Promise<T> {
    const state = this.#state();
    const kept = this.#kept.get(key);
    const now = performance.now();
    if (state !== undefined && kept?.state === state && now - kept.readAtMs < keptMs) return kept.value as T;
    const value = await load();
    if (state === undefined || this.#state() !== state) return value;
    this.#kept.delete(key);
    this.#kept.set(key, { value, state, readAtMs: now });
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > mostKept && oldest.done !== true) this.#kept.delete(oldest.value);
    return value;
  }

  /** Names what everything is like now; `undefined` while that cannot be known without a look at the disk. */
  #state(): number | undefined {
    if (!hearsInOrder || this.#lock.isBusy) return undefined;
    if (this.#watcher?.isQuiet !== true || this.#profileWatcher === undefined) return undefined;
    const secrets = this.#options.secrets.changeCount();
    // Both only go up: no two states have the same sum.
    return secrets === undefined ? undefined : this.#changes + secrets;
  }

  /** A write is under way or waits for its turn. */
  get isWriting(): boolean {
    return this.#lock.isBusy;
  }

  /**
   * Runs what writes, one after the other, also against other processes. `canBringBack`: the folder of the workspace may be gone,
   * since the work can make it again.
   */
  async write<T>(
    work: (context: WorkspaceContext) => Promise<T>,
    { canBringBack = false }: { canBringBack?: boolean } = {},
  ): Promise<T> {
    const context = await this.#ready();
    return this.#lock.run(() =>
      this.#named(writeFailure, async () => {
        if (!canBringBack) await this.#refuseMissingRoot();
        const result = await work(context).finally(() => (this.#changes += 1));
        this.#rootWasThere = true;
        void this.#watcher?.refresh();
        return result;
      }),
    );
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#watcher?.close();
    this.#profileWatcher?.close();
    this.#startLoading();
    const context = await this.#opening?.catch(() => undefined);
    await this.#settling;
    // What is under way ends first.
    await this.#lock.runWithoutFile(async () => {
      if (this.#indexTimer !== undefined && context !== undefined) await this.#writeIndex(context);
      await this.#lock.close();
    });
  }

  /** Gives failures of the system the name of a refusal. */
  async #named<T>(name: (fault: unknown, path: string) => unknown, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (fault) {
      throw name(fault, this.#options.root);
    }
  }

  #ready(): Promise<WorkspaceContext> {
    const opening = this.#open();
    this.#startLoading();
    return opening;
  }

  #open(): Promise<WorkspaceContext> {
    // A folder that could not be opened may be there at the next try.
    this.#opening ??= this.#load().catch((fault: unknown) => {
      this.#opening = undefined;
      throw readFailure(fault, this.#options.root);
    });
    return this.#opening;
  }

  async #load(): Promise<WorkspaceContext> {
    const wanted = new Promise<void>((resolve) => (this.#startLoading = resolve));
    // A moment later: the other stores ask the system for their files meanwhile.
    this.#index = Promise.resolve().then(() => readIndexFile(this.#indexPath()));
    const index = await this.#index;
    await makePrivateDirectory(this.#options.profile);
    if (index !== undefined && index.nodes.length > smallWorkspaceItems) {
      const timer = setTimeout(this.#startLoading, idleMs).unref();
      await wanted;
      clearTimeout(timer);
    }
    const known = await index?.open();
    const context = this.#createContext(
      known?.tree ?? new EntryTree(),
      new EnvironmentTable(known?.environments),
    );
    const changes = await prepareTree(context, known !== undefined);
    this.#rootWasThere = await this.#isRootThere();
    this.#context = context;
    this.#index = undefined;
    if (this.#closed) return context;
    // The tree that was shown from the index may be older than what was found.
    if (known !== undefined) announceChanges(context, changes, true);
    else if (index !== undefined) replaceShown(context, index.nodes);
    // Without an index every file was just read.
    if (known !== undefined) this.#checking = this.#lookAtFiles(context);
    this.#settling = this.#settle(context);
    return context;
  }

  #createContext(tree: EntryTree, environments: EnvironmentTable): WorkspaceContext {
    const { root, realRoot, profile, key, secrets, log, now, emit, fileSystem } = this.#options;
    const recorder = new EditRecorder();
    const isKnown = (id: string) =>
      id === globalsId || tree.find(id) !== undefined || environments.find(id) !== undefined;
    const context: WorkspaceContext = {
      root,
      realRoot,
      profile,
      key,
      files: new WorkspaceFiles(root, realRoot, recorder, fileSystem),
      recorder,
      parses: new ParseCache(),
      tree,
      ghosts: new Ghosts(),
      environments,
      localValues: new LocalValueFile(join(profile, 'current-values.json'), { log, now, isKnown }),
      localHistory: new LocalHistory(),
      secrets,
      undoLog: new UndoLog(),
      log,
      now,
      emit,
      later: (work) => {
        setTimeout(() => {
          if (this.#closed) return;
          const run = this.#lock.runWithoutFile(work).finally(() => (this.#changes += 1));
          run.catch((fault: unknown) => log.error('work in the background failed', fault));
        }, laterMs).unref();
      },
      touchIndex: () => {
        this.#indexTimer ??= setTimeout(() => {
          void this.#lock.runWithoutFile(() => this.#writeIndex(context));
        }, indexDelayMs).unref();
      },
    };
    return context;
  }

  /** The second part of opening, while the window already shows the tree. */
  async #settle(context: WorkspaceContext): Promise<void> {
    try {
      await this.#checking;
      if (this.#closed) return;
      this.#watcher = watchWorkspace(context.root, context.tree, (places) =>
        this.#lookAgain(context, places),
      );
      this.#profileWatcher = this.#watchProfile(context);
      await this.#watcher.refresh();
      // What came or went before its folder was watched.
      this.#lookAgain(context, {
        containers: new Set([undefined, ...(await changedFolders(context))]),
        environments: true,
      });
      context.touchIndex();
      await tidyUp(context, () => this.#closed);
    } catch (fault) {
      context.log.error('the workspace could not be looked at in full', fault);
    }
  }

  /** Finds files that were edited in place while Postern was closed; a few folders at a time, so that no save waits for all. */
  async #lookAtFiles(context: WorkspaceContext): Promise<void> {
    const containers = context.tree.all().filter(isContainerEntry);
    for (let at = 0; at < containers.length && !this.#closed; at += foldersAtOnce) {
      const some = containers.slice(at, at + foldersAtOnce);
      await this.#lock.runWithoutFile(async () => {
        announceChanges(context, await reconcile(context, some, false), true);
      });
    }
  }

  #watchProfile(context: WorkspaceContext): FSWatcher | undefined {
    try {
      const watcher = watch(context.profile, { persistent: false }, (_, name) => {
        if (name !== null && name !== 'current-values.json') return;
        this.#changes += 1;
        void this.#lock.runWithoutFile(async () => {
          announceVariables(context, await context.localValues.takeOutsideChanges(), true);
        });
      });
      watcher.on('error', () => {
        watcher.close();
        this.#profileWatcher = undefined;
      });
      return watcher;
    } catch {
      // Only another process's current values come later then.
      return undefined;
    }
  }

  #lookAgain(context: WorkspaceContext, { containers, environments }: DirtyPlaces): void {
    this.#changes += 1;
    void this.#lock
      .runWithoutFile(async () => {
        // A drive that was pulled out is no deletion of everything.
        if (this.#closed || (this.#rootWasThere && !(await this.#isRootThere()))) return;
        if (containers.size > 0) announceChanges(context, await reconcile(context, containers, false), true);
        if (environments) {
          const { ids } = context.environments.reconcile(context.root, context.now());
          announceVariables(context, ids, true);
        }
        this.#rootWasThere ||= await this.#isRootThere();
        await this.#watcher?.refresh();
      })
      .catch((fault: unknown) => context.log.error('changes in the workspace could not be read', fault));
  }

  async #writeIndex(context: WorkspaceContext): Promise<void> {
    clearTimeout(this.#indexTimer);
    this.#indexTimer = undefined;
    try {
      await writeIndexFile(this.#indexPath(), context.tree, context.environments.all());
    } catch (fault) {
      context.log.error('the index of the workspace could not be written', fault);
    }
  }

  async #refuseMissingRoot(): Promise<void> {
    if (!this.#rootWasThere || (await this.#isRootThere())) return;
    throw new AppError(
      'ERR_WORKSPACE_NOT_FOUND',
      `The folder "${this.#options.root}" is gone. Bring it back (a drive, a network share) and try again; nothing was written.`,
      { details: { path: this.#options.root } },
    );
  }

  async #isRootThere(): Promise<boolean> {
    try {
      return (await stat(this.#options.root)).isDirectory();
    } catch (fault) {
      if (isMissing(fault)) return false;
      throw fault;
    }
  }

  #indexPath(): string {
    return join(this.#options.profile, 'index.json');
  }
}

/** The index could be shown and not be used: all items have new ids. */
function replaceShown(context: WorkspaceContext, shown: readonly TreeNode[]): void {
  context.emit('workspace.treeChanged', {
    upserted: context.tree.toNodes(),
    removedIds: shown.map(({ id }) => id),
    externallyChangedIds: [],
  });
}
