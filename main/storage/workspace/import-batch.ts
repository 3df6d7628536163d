import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../core/errors.ts';
import type { ItemId, UndoId } from '../../../core/ids.ts';
import { planVariableSave, type VariableSave } from '../../../core/variables/local-values.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import { FileStems } from '../../../core/workspace/file-stem.ts';
import { writeEnvironmentFile } from '../../../core/workspace/formats/environment-file.ts';
import { isMissing } from '../file-system.ts';
import { temporaryName } from '../temporary-name.ts';
import type { ImportBatch, ImportResult } from '../workspace-store.ts';
import { writeFailure } from '../write-failure.ts';
import { definitionPath, type Entry, entryPath, isContainerEntry, mintId } from './entry-tree.ts';
import { readEnvironment, saveEnvironment } from './environment-edits.ts';
import type { EnvironmentEntry } from './environment-table.ts';
import { revisionOf } from './file-stamp.ts';
import { localScopesOf } from './item-edits.ts';
import { freeStems, lastOrder } from './item-place.ts';
import { collectionsPath, environmentFileName, environmentsPath, environmentStem } from './layout.ts';
import { newSecretId } from './local-part.ts';
import type { LocalScope } from './local-value-file.ts';
import { type Move, moveTogether } from './move-journal.ts';
import { copyPath } from './move-path.ts';
import { reconcile } from './reconcile.ts';
import { countFiles, stageCollection, type StagedCollection, importedVariable } from './stage-collection.ts';
import { rememberStamps, StagedWriter } from './staged-writer.ts';
import { syncUnder } from './sync-file-system.ts';
import { journalPath, moveToTrash } from './trash.ts';
import { newUndoId } from './undo-log.ts';
import { announceTree, announceVariables, type WorkspaceContext } from './workspace-context.ts';

export interface ImportOptions {
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

interface StagedEnvironment {
  entry: EnvironmentEntry;
  plan: VariableSave;
}

/** Everything of a batch as it lies in the staging folder. */
interface Staged {
  collections: StagedCollection[];
  /** Names of the directories that folders were copied under. */
  folders: string[];
  environments: StagedEnvironment[];
  moves: Move[];
}

/**
 * Writes an import: all files into a staging folder inside the workspace, synced, then one rename for each collection and
 * environment, journaled so that a crash leaves all or nothing.
 */
export async function importBatch(
  context: WorkspaceContext,
  batch: ImportBatch,
  options: ImportOptions,
): Promise<ImportResult> {
  const staging = context.files.absolute(join(collectionsPath, temporaryName('staging')));
  const writtenSecrets: string[] = [];
  try {
    const staged = await stage(context, batch, staging, options);
    const local = localScopes(staged);
    for (const { secretId, value } of secretsOf(staged)) {
      await context.secrets.write(secretId, value);
      writtenSecrets.push(secretId);
    }
    await context.localValues.put(local);
    try {
      await moveTogether(journalPath(context), staged.moves);
    } catch (fault) {
      await context.localValues.put(local.map(({ id, path }) => ({ id, path, values: [] })));
      throw fault;
    }
    return await enter(context, batch, staged);
  } catch (fault) {
    for (const secretId of writtenSecrets) await context.secrets.delete(secretId).catch(() => undefined);
    throw writeFailure(fault, 'import');
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function stage(
  context: WorkspaceContext,
  batch: ImportBatch,
  staging: string,
  { signal, onProgress }: ImportOptions,
): Promise<Staged> {
  const total =
    batch.collections.reduce((sum, tree) => sum + countFiles(tree), 0) +
    batch.collectionFolders.length +
    batch.environments.length;
  let done = 0;
  const progress = () => onProgress((done += 1), total);
  const staged: Staged = { collections: [], folders: [], environments: [], moves: [] };
  const writer = new StagedWriter(total, signal, progress);
  try {
    await mkdir(staging, { recursive: true });
    await stageCollections(context, batch, staging, writer, staged);
    for (const folder of batch.collectionFolders) {
      await stageFolder(context, folder, staging, staged);
      progress();
    }
    await stageEnvironments(context, batch, staging, writer, staged);
    await writer.finish();
  } finally {
    // Before the folder is removed after a failure, nothing may write into it any more.
    await writer.close();
  }
  await syncUnder(staging);
  writer.check();
  return staged;
}

async function stageCollections(
  context: WorkspaceContext,
  batch: ImportBatch,
  staging: string,
  writer: StagedWriter,
  staged: Staged,
): Promise<void> {
  const stems = await freeStems(context, undefined, 'container');
  const names = new Names([...context.tree.collections.values()].map(({ name }) => name));
  let order = lastOrder(context.tree.collections.values());
  for (const tree of batch.collections) {
    const name = names.take(tree.definition.name);
    const fileName = stems.take(name);
    const directory = join(staging, fileName);
    staged.collections.push(
      await stageCollection(writer, tree, { directory, fileName, name, order }, () => newSecretId(context)),
    );
    staged.moves.push({ from: directory, to: context.files.absolute(`${collectionsPath}/${fileName}`) });
    if (order !== undefined) order += 1_000;
  }
  for (const folder of batch.collectionFolders) staged.folders.push(stems.take(basename(folder)));
}

async function stageFolder(
  context: WorkspaceContext,
  folder: string,
  staging: string,
  staged: Staged,
): Promise<void> {
  const fileName = staged.folders[staged.moves.length - staged.collections.length] ?? basename(folder);
  const from = join(staging, fileName);
  try {
    if (!(await lstat(folder)).isDirectory())
      throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    await copyPath(folder, from);
  } catch (fault) {
    if (!isMissing(fault)) throw fault;
    throw new AppError('ERR_IMPORT_READ_FAILED', `The folder "${folder}" cannot be read.`, { cause: fault });
  }
  staged.moves.push({ from, to: context.files.absolute(`${collectionsPath}/${fileName}`) });
}

async function stageEnvironments(
  context: WorkspaceContext,
  batch: ImportBatch,
  staging: string,
  writer: StagedWriter,
  staged: Staged,
): Promise<void> {
  const onDisk = await readdir(context.files.absolute(environmentsPath)).catch(() => []);
  const stems = new FileStems(onDisk.map((name) => environmentStem(name) ?? name));
  const names = new Names(context.environments.all().map(({ name }) => name));
  for (const { name: wanted, variables } of batch.environments) {
    const name = names.take(wanted);
    const fileName = environmentFileName(stems.take(name));
    const plan = planVariableSave(variables.map(importedVariable), [], () => newSecretId(context));
    const text = writeEnvironmentFile({ name, variables: plan.shared });
    // A folder of its own: a collection could have the same name.
    const directory = join(staging, '.environments');
    writer.makeDirectory(directory);
    await writer.write(join(directory, fileName), text);
    const entry: EnvironmentEntry = {
      id: mintId(),
      fileName,
      name,
      variableCount: variables.length,
      stamp: context.files.freshStamp(text),
      revision: revisionOf(text),
    };
    staged.environments.push({ entry, plan });
    staged.moves.push({
      from: join(directory, fileName),
      to: context.files.absolute(`${environmentsPath}/${fileName}`),
    });
  }
}

/** Brings what was moved into place into the tree, merges the globals, and makes the step undoable. */
async function enter(context: WorkspaceContext, batch: ImportBatch, staged: Staged): Promise<ImportResult> {
  const upserted: Entry[] = [];
  for (const { entries } of staged.collections) {
    for (const entry of entries) {
      context.tree.add(entry);
      upserted.push(entry);
    }
  }
  const changes = await reconcile(context, staged.folders.length === 0 ? [] : [undefined], false);
  for (const { entry } of staged.environments) context.environments.put(entry);
  const writtenMs = context.now();
  context.later(() => rememberStamps(context.root, upserted, writtenMs, context.now));
  announceTree(context, { upserted: [...upserted, ...changes.upserted], removed: changes.removed });
  announceVariables(
    context,
    staged.environments.map(({ entry }) => entry.id),
    false,
  );
  const collectionIds = [
    ...staged.collections.map(({ entry }) => entry.id),
    ...staged.folders.flatMap((fileName) => context.tree.collections.get(fileName)?.id ?? []),
  ];
  const environmentIds = staged.environments.map(({ entry }) => entry.id);
  const undoId = newUndoId();
  const brought: Brought = { collectionIds, environmentIds };
  if (batch.globals.length > 0) {
    try {
      brought.globalsBefore = await mergeGlobals(context, batch.globals);
    } catch (fault) {
      await takeBack(context, undoId, brought);
      throw fault;
    }
  }
  context.undoLog.add(() => takeBack(context, undoId, brought), undoId);
  return { undoId, collectionIds, environmentIds };
}

/** What an import added, for taking it back. */
interface Brought {
  collectionIds: ItemId[];
  environmentIds: ItemId[];
  globalsBefore?: Variable[];
}

/** Imported globals replace those of the same name and join the others. Gives the rows there were before. */
async function mergeGlobals(context: WorkspaceContext, imported: readonly Variable[]): Promise<Variable[]> {
  const { name, variables, revision } = await readEnvironment(context, globalsId);
  const incoming = new Map(imported.map((variable) => [variable.key, importedVariable(variable)]));
  const merged = variables.map((variable) => {
    const fresh = incoming.get(variable.key);
    incoming.delete(variable.key);
    return fresh === undefined ? variable : { ...variable, ...fresh };
  });
  await saveEnvironment(context, globalsId, name, [...merged, ...incoming.values()], revision, false);
  return variables;
}

/** Moves what an import brought, with what became of it since, into the trash. */
async function takeBack(context: WorkspaceContext, undoId: UndoId, brought: Brought): Promise<void> {
  const collections = brought.collectionIds.map((id) => context.tree.find(id)).filter(isContainerEntry);
  const environments = brought.environmentIds.flatMap((id) => context.environments.find(id) ?? []);
  const local: LocalScope[] = [];
  for (const collection of collections) local.push(...(await localScopesOf(context, collection)));
  for (const { id, fileName } of environments) {
    const path = `${environmentsPath}/${fileName}`;
    local.push({ id, path, values: await context.localValues.read(id, path) });
  }
  const paths = [
    ...collections.map(entryPath),
    ...environments.map(({ fileName }) => `${environmentsPath}/${fileName}`),
  ];
  await moveToTrash(context, undoId, paths, local);
  const removed = collections.flatMap((collection) => context.tree.remove(collection));
  for (const environment of environments) context.environments.remove(environment);
  announceTree(context, { removed });
  announceVariables(context, brought.environmentIds, false);
  if (brought.globalsBefore !== undefined) {
    const { name, revision } = await readEnvironment(context, globalsId);
    await saveEnvironment(context, globalsId, name, brought.globalsBefore, revision, false);
  }
}

function secretsOf(staged: Staged): VariableSave['secretsToWrite'] {
  const plans = [...staged.collections.flatMap(({ variables }) => variables), ...staged.environments];
  return plans.flatMap(({ plan }) => plan.secretsToWrite);
}

function localScopes(staged: Staged): LocalScope[] {
  const scopeOf = (id: ItemId, path: string, plan: VariableSave) => ({ id, path, values: plan.local });
  return [
    ...staged.collections.flatMap(({ variables }) =>
      variables.map(({ entry, plan }) => scopeOf(entry.id, definitionPath(entry), plan)),
    ),
    ...staged.environments
      .filter(({ plan }) => plan.local.length > 0)
      .map(({ entry, plan }) => scopeOf(entry.id, `${environmentsPath}/${entry.fileName}`, plan)),
  ];
}

/** Names for what stands at the top, counted up from 2 where one is taken. */
class Names {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  take(name: string): string {
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? name : `${name} ${count}`;
      if (this.#taken.has(candidate)) continue;
      this.#taken.add(candidate);
      return candidate;
    }
  }
}
