import { rename } from 'node:fs/promises';
import { AppError } from '../../../core/errors.ts';
import type { ItemId, Revision } from '../../../core/ids.ts';
import type { LocalValue } from '../../../core/variables/local-values.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { type Environment, globalsId } from '../../../core/workspace/environment.ts';
import { FileStems, stemKey } from '../../../core/workspace/file-stem.ts';
import {
  editEnvironmentFile,
  type EnvironmentFile,
  readEnvironmentFile,
  writeEnvironmentFile,
} from '../../../core/workspace/formats/environment-file.ts';
import { syncDirectory } from '../atomic-write.ts';
import { writeFailure } from '../write-failure.ts';
import { editedText } from './edited-text.ts';
import { mintId } from './entry-tree.ts';
import type { EnvironmentEntry } from './environment-table.ts';
import { absentRevision } from './file-stamp.ts';
import { environmentFileName, environmentsPath, environmentStem, globalsFilePath } from './layout.ts';
import { pathExists } from './move-path.ts';
import { joinLocalValues, newSecretId, planNew, planSave, saveLocalPart } from './local-part.ts';
import { announceVariables, findEnvironment, type WorkspaceContext } from './workspace-context.ts';
import { conflict, type FileContent } from './workspace-files.ts';

const globalsName = 'Globals';

const format = { write: writeEnvironmentFile, edit: editEnvironmentFile };

interface LoadedEnvironment {
  content: FileContent | undefined;
  file: EnvironmentFile;
}

/** The path of an environment's file, or of the globals'. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND */
export function environmentPath(context: WorkspaceContext, id: ItemId): string {
  if (id === globalsId) return globalsFilePath;
  return `${environmentsPath}/${findEnvironment(context, id).fileName}`;
}

/** Reads an environment, or the globals, with local values and handles of secrets. */
export async function readEnvironment(context: WorkspaceContext, id: ItemId): Promise<Environment> {
  const path = environmentPath(context, id);
  const { content, file } = await context.parses.read(context.files.absolute(path), context.now(), () =>
    load(context, id, path),
  );
  const fileRevision = content?.revision ?? absentRevision;
  const joined = await joinLocalValues(context, { id, path }, file.variables, fileRevision);
  return { id, name: file.name, ...joined };
}

/** Creates an environment. Runs under the write lock. */
export async function createEnvironment(
  context: WorkspaceContext,
  name: string,
  variables: Variable[],
): Promise<Environment> {
  const stem = freeStems(context).take(name);
  const id = mintId();
  const fileName = environmentFileName(stem);
  const path = `${environmentsPath}/${fileName}`;
  const plan = planNew(context, variables);
  const file = { name, variables: plan.shared };
  const text = writeEnvironmentFile(file);
  const write = () => context.files.write(path, text, undefined);
  const revision = await saveLocalPart(context, { id, path }, plan, write);
  context.environments.put(describe(context, id, fileName, file, text, revision));
  announceVariables(context, [id], false);
  return readEnvironment(context, id);
}

/** Saves an environment, or the globals; see `WorkspaceStore.saveEnvironment`. Runs under the write lock. */
export async function saveEnvironment(
  context: WorkspaceContext,
  id: ItemId,
  name: string,
  variables: Variable[],
  revision: Revision,
  overwrite: boolean,
): Promise<Environment> {
  const path = environmentPath(context, id);
  const { content, file } = await loadForEdit(context, id, path, overwrite);
  const place = { id, path, fileRevision: content?.revision ?? absentRevision };
  const plan = await planSave(context, place, variables, { revision, overwrite });
  const after: EnvironmentFile = { name: id === globalsId ? file.name : name, variables: plan.shared };
  await saveLocalPart(context, place, plan, async () => {
    const text = editedText(content, file, after, format);
    if (text === content?.text) return;
    const saved = await context.files.write(path, text, content);
    const known = context.environments.find(id);
    if (known !== undefined)
      context.environments.put(describe(context, id, known.fileName, after, text, saved));
  });
  if (after.name !== file.name && id !== globalsId) await renameFile(context, id, after.name);
  announceVariables(context, [id], false);
  return readEnvironment(context, id);
}

/** Duplicates an environment with its local values and secrets. Runs under the write lock. */
export async function duplicateEnvironment(context: WorkspaceContext, id: ItemId): Promise<Environment> {
  const source = await readEnvironment(context, id);
  const variables = await Promise.all(source.variables.map((variable) => withOwnSecret(context, variable)));
  return createEnvironment(context, copyName(source.name, context.environments.all()), variables);
}

/** A name for a copy that no sibling has. */
export function copyName(name: string, siblings: Iterable<{ name: string }>): string {
  const taken = new Set([...siblings].map((sibling) => sibling.name));
  const base = `${name} copy`;
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? base : `${base} ${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Gives a copied variable the text of its secret, so that the copy gets a secret of its own. */
export async function withOwnSecret(context: WorkspaceContext, variable: Variable): Promise<Variable> {
  const { secretId, ...rest } = variable;
  if (secretId === undefined) return rest;
  const value = await context.secrets.read(secretId);
  return value === undefined ? rest : { ...rest, currentValue: value };
}

/** Copies the secrets of local values, for a copy of the set of variables they belong to. */
export async function copyLocalValues(
  context: WorkspaceContext,
  values: readonly LocalValue[],
): Promise<LocalValue[]> {
  const copies: LocalValue[] = [];
  for (const value of values) {
    const { secretId, ...rest } = value;
    const secret = secretId === undefined ? undefined : await context.secrets.read(secretId);
    if (secret === undefined) {
      if (secretId === undefined || rest.hosts !== undefined) copies.push(rest);
      continue;
    }
    const copyId = newSecretId(context);
    await context.secrets.write(copyId, secret);
    copies.push({ ...rest, secretId: copyId });
  }
  return copies;
}

/** Stems that are free among the environments; a name of `except` counts as free. */
export function freeStems(context: WorkspaceContext, except?: EnvironmentEntry): FileStems {
  const others = context.environments.all().filter((entry) => entry !== except);
  return new FileStems(others.map((entry) => environmentStem(entry.fileName) ?? entry.fileName));
}

/** The file follows the name; where it cannot, the name inside it still counts. */
async function renameFile(context: WorkspaceContext, id: ItemId, name: string): Promise<void> {
  const entry = findEnvironment(context, id);
  const stem = freeStems(context, entry).take(name);
  const fileName = environmentFileName(stem);
  if (fileName === entry.fileName || context.recorder.isRecording()) return;
  const isSameFile = stemKey(fileName) === stemKey(entry.fileName);
  if (!isSameFile && (await pathExists(context.files.absolute(`${environmentsPath}/${fileName}`)))) return;
  const directory = context.files.absolute(environmentsPath);
  const from = `${environmentsPath}/${entry.fileName}`;
  try {
    await rename(context.files.absolute(from), context.files.absolute(`${environmentsPath}/${fileName}`));
    await syncDirectory(directory);
  } catch (fault) {
    context.log.error('the file of an environment could not follow its name', writeFailure(fault, from));
    return;
  }
  const values = await context.localValues.read(id, from);
  context.environments.put({ ...entry, fileName });
  await context.localValues.put([{ id, path: `${environmentsPath}/${fileName}`, values }]);
}

function describe(
  context: WorkspaceContext,
  id: ItemId,
  fileName: string,
  file: EnvironmentFile,
  text: string,
  revision: Revision,
): EnvironmentEntry {
  const variableCount = file.variables.length;
  return { id, fileName, name: file.name, variableCount, stamp: context.files.freshStamp(text), revision };
}

async function load(context: WorkspaceContext, id: ItemId, path: string): Promise<LoadedEnvironment> {
  const content = await context.files.read(path);
  if (content !== undefined) return { content, file: readEnvironmentFile(content.text, stemOf(context, id)) };
  if (id === globalsId) return { content, file: { name: globalsName, variables: [] } };
  throw conflict(path, absentRevision);
}

async function loadForEdit(
  context: WorkspaceContext,
  id: ItemId,
  path: string,
  overwrite: boolean,
): Promise<LoadedEnvironment> {
  try {
    return await load(context, id, path);
  } catch (fault) {
    // One that is damaged or gone is written anew only when the user says so.
    if (!overwrite || !(fault instanceof AppError)) throw fault;
    return { content: await context.files.read(path), file: { name: stemOf(context, id), variables: [] } };
  }
}

function stemOf(context: WorkspaceContext, id: ItemId): string {
  if (id === globalsId) return globalsName;
  const { fileName } = findEnvironment(context, id);
  return environmentStem(fileName) ?? fileName;
}
