import type { ItemId, Revision, UndoId } from '../../core/ids.ts';
import type { Request } from '../../core/http/request.ts';
import type { SourcedValue } from '../../core/variables/scope.ts';
import type { ChangedItem } from '../../core/git/git-change.ts';
import type { Variable, VariableScopeRef } from '../../core/variables/variable.ts';
import type { CollectionTree } from '../../core/workspace/collection.ts';
import type { Definition, DefinitionRecord } from '../../core/workspace/definition.ts';
import type { Environment, EnvironmentSummary } from '../../core/workspace/environment.ts';
import type { Example, ListedExample } from '../../core/workspace/example.ts';
import type { FoundText } from '../../core/workspace/find-text.ts';
import type { TreeNode } from '../../core/workspace/tree-node.ts';
import type { FindTextOptions } from './workspace/find-text.ts';
import type { VariableSecret } from './workspace/list-secrets.ts';

/** A request as it was read. */
export interface RequestRecord {
  id: ItemId;
  name: string;
  request: Request;
  revision: Revision;
}

/** A variable with the value a request is sent with; Node side only, since it may be a secret. */
export interface ResolvedVariable {
  key: string;
  value: string;
  secret: boolean;
  /** The only hosts a secret may be sent to. */
  hosts?: readonly string[];
  /** The value comes from elsewhere, and is empty here. */
  sourced?: SourcedValue;
}

/** What an import brings, ready to be written in one undoable step. */
export interface ImportBatch {
  collections: CollectionTree[];
  /** Folders in the v3 layout, copied byte for byte. */
  collectionFolders: string[];
  /** `type: secret` values become current values in the secret store; the shared file gets an empty initial value. */
  environments: { name: string; variables: Variable[] }[];
  globals: Variable[];
}

/** What a batch became. */
export interface ImportResult {
  undoId: UndoId;
  /** In the order of the batch: `collections`, then `collectionFolders`. */
  collectionIds: ItemId[];
  environmentIds: ItemId[];
}

/** Items that came or moved in one step. */
export interface ChangedItems {
  nodes: TreeNode[];
  undoId: UndoId;
}

/** The open workspace: a folder in Postman's v3 layout, read and written atomically, watched for edits from outside. */
export interface WorkspaceStore {
  readonly path: string;
  readonly name: string;

  /**
   * Gives what `load` gave last time under this key, where nothing of the workspace, its current values and its secrets can
   * have changed since; else loads it. The value is shared: read it only.
   */
  keep<T>(key: string, load: () => Promise<T>): Promise<T>;

  readTree(): Promise<TreeNode[]>;
  readRequest(id: ItemId): Promise<RequestRecord>;
  /** What an item is called; of any kind, without reading its file. */
  readName(id: ItemId): Promise<string>;
  /** @throws AppError ERR_WORKSPACE_CONFLICT when the file changed since `revision` and `overwrite` is not set. */
  saveRequest(id: ItemId, request: Request, revision: Revision, overwrite?: boolean): Promise<Revision>;
  readDefinition(id: ItemId): Promise<DefinitionRecord>;
  saveDefinition(
    id: ItemId,
    definition: Definition,
    revision: Revision,
    overwrite?: boolean,
  ): Promise<Revision>;
  readExamples(requestId: ItemId): Promise<ListedExample[]>;
  createExample(requestId: ItemId, example: Example): Promise<UndoId>;
  /** Gives the name of its file from now on. */
  renameExample(requestId: ItemId, fileName: string, name: string): Promise<string>;
  deleteExample(requestId: ItemId, fileName: string): Promise<UndoId>;
  /** The item's parents, nearest first, up to the collection. Starts with the item itself where it is a container. */
  readAncestors(id: ItemId): Promise<DefinitionRecord[]>;
  /** A whole collection in memory, for export. */
  readCollection(id: ItemId): Promise<CollectionTree>;
  /** Finds the items that hold a text, beside their names: at most `limit` of them. */
  findText(text: string, options: FindTextOptions): Promise<{ found: FoundText[]; isCut: boolean }>;
  /** Finds an item by names, `Collection/Folder/Request`; a `/` inside a name is matched too. */
  findByPath(path: string): Promise<ItemId | undefined>;

  createItem(item: {
    kind: 'collection' | 'folder' | 'request';
    parentId?: ItemId | undefined;
    name: string;
    request?: Request | undefined;
  }): Promise<TreeNode>;
  renameItem(id: ItemId, name: string): Promise<TreeNode>;
  /** Copies, moves or deletes items in one turn: all or none, in the order of the tree, taken back as one step. */
  duplicateItems(
    ids: readonly ItemId[],
    into?: { parentId: ItemId; beforeId?: ItemId | undefined },
  ): Promise<ChangedItems>;
  moveItems(
    ids: readonly ItemId[],
    parentId: ItemId | undefined,
    beforeId: ItemId | undefined,
  ): Promise<ChangedItems>;
  deleteItems(ids: readonly ItemId[]): Promise<UndoId>;

  listEnvironments(): Promise<EnvironmentSummary[]>;
  /** Also reads the globals, under the id `globals`. */
  readEnvironment(id: ItemId): Promise<Environment>;
  createEnvironment(name: string, variables: Variable[]): Promise<Environment>;
  saveEnvironment(
    id: ItemId,
    name: string,
    variables: Variable[],
    revision: Revision,
    overwrite?: boolean,
  ): Promise<Environment>;
  duplicateEnvironment(id: ItemId): Promise<Environment>;
  deleteEnvironment(id: ItemId): Promise<UndoId>;

  /** The enabled variables of one scope with their values in force, secrets included. */
  readVariables(scope: VariableScopeRef): Promise<ResolvedVariable[]>;
  setVariable(scope: VariableScopeRef, key: string, value: string): Promise<void>;
  revealVariable(scope: VariableScopeRef, key: string): Promise<string>;

  /** Writes an import; `onProgress` hears the number of files done. Nothing of it stays after a failure or abort. */
  importBatch(
    batch: ImportBatch,
    options: { signal: AbortSignal; onProgress(done: number, total: number): void },
  ): Promise<ImportResult>;
  /** Says what the files at these paths, relative to the workspace, are. */
  describePaths(paths: readonly string[]): Promise<ChangedItem[]>;
  /** The stored value of every secret variable; Node side only. */
  listSecrets(): Promise<VariableSecret[]>;
  /**
   * Runs in the turn of a write what changes files by another way, such as Git, then looks at all of them: open tabs hear of it
   * as of any change from outside. `profile` is the folder with what is private about the workspace.
   */
  changeOutside<T>(work: (profile: string) => Promise<T>): Promise<T>;
  /** Runs several edits as one undoable step. */
  editTogether(edit: () => Promise<void>): Promise<UndoId>;
  /** @throws AppError ERR_WORKSPACE_UNDO_EXPIRED */
  undo(undoId: UndoId): Promise<void>;

  close(): Promise<void>;
}
