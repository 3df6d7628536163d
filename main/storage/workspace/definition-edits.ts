import type { ItemId, Revision } from '../../../core/ids.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import type { Definition, DefinitionRecord } from '../../../core/workspace/definition.ts';
import {
  type DefinitionFile,
  editDefinitionFile,
  readDefinitionFile,
  writeDefinitionFile,
} from '../../../core/workspace/formats/definition-file.ts';
import { editedText, isUnreadable } from './edited-text.ts';
import { type ContainerEntry, definitionPath } from './entry-tree.ts';
import { absentRevision } from './file-stamp.ts';
import { joinLocalValues, joinRevision, planSave, saveLocalPart } from './local-part.ts';
import { announceVariables, findContainer, type WorkspaceContext } from './workspace-context.ts';
import type { FileContent } from './workspace-files.ts';

const format = { write: writeDefinitionFile, edit: editDefinitionFile };

interface LoadedDefinition {
  content: FileContent | undefined;
  file: DefinitionFile;
}

/** Reads the definition of a collection or folder; one without a file has a name and nothing else. */
export async function readDefinitionRecord(context: WorkspaceContext, id: ItemId): Promise<DefinitionRecord> {
  const entry = findContainer(context, id);
  const path = definitionPath(entry);
  const { content, file } = await context.parses.read(context.files.absolute(path), context.now(), () =>
    load(context, entry),
  );
  const shared = file.definition.variables;
  const fileRevision = content?.revision ?? absentRevision;
  const { variables, revision } = await joinLocalValues(context, { id, path }, shared, fileRevision);
  return { id, definition: { ...file.definition, variables }, revision };
}

/** The definitions around an item, nearest first; its own comes first where it is a container. */
export async function readAncestors(context: WorkspaceContext, id: ItemId): Promise<DefinitionRecord[]> {
  const records: DefinitionRecord[] = [];
  const entry = context.tree.find(id);
  let at = entry?.children === undefined ? entry?.parent : (entry as ContainerEntry);
  if (entry === undefined) findContainer(context, id);
  for (; at !== undefined; at = at.parent) records.push(await readDefinitionRecord(context, at.id));
  return records;
}

/** Saves a definition; see `WorkspaceStore.saveDefinition`. Runs under the write lock. */
export async function saveDefinition(
  context: WorkspaceContext,
  id: ItemId,
  definition: Definition,
  revision: Revision,
  overwrite: boolean,
): Promise<Revision> {
  const entry = findContainer(context, id);
  const path = definitionPath(entry);
  const { content, file } = await loadForEdit(context, entry, overwrite);
  const place = { id, path, fileRevision: content?.revision ?? absentRevision };
  const plan = await planSave(context, place, definition.variables, { revision, overwrite });
  const after: DefinitionFile = { ...file, definition: { ...definition, variables: plan.shared } };
  const saved = await saveLocalPart(context, place, plan, async () => {
    const text = editedText(content, file, after, format);
    if (text === content?.text) return content.revision;
    const written = await context.files.write(path, text, content);
    rememberDefinition(context, entry, text, written, after);
    return written;
  });
  announceVariables(context, [id], false);
  return joinRevision(context, saved, plan.local);
}

/** Remembers what was written to a container's definition. */
export function rememberDefinition(
  context: WorkspaceContext,
  entry: ContainerEntry,
  text: string,
  revision: Revision,
  file: DefinitionFile,
): void {
  entry.definitionName ??= 'definition.yaml';
  entry.stamp = context.files.freshStamp(text);
  entry.revision = revision;
  entry.name = file.definition.name;
  entry.order = file.order;
  entry.detail = undefined;
}

/** Saves other variables into the definition as it is now. */
export async function saveDefinitionVariables(
  context: WorkspaceContext,
  id: ItemId,
  variables: Variable[],
): Promise<void> {
  const { definition, revision } = await readDefinitionRecord(context, id);
  await saveDefinition(context, id, { ...definition, variables }, revision, false);
}

async function load(context: WorkspaceContext, entry: ContainerEntry): Promise<LoadedDefinition> {
  const content = await context.files.read(definitionPath(entry));
  return {
    content,
    file: content === undefined ? emptyFile(entry) : readDefinitionFile(content.text, entry.fileName),
  };
}

async function loadForEdit(
  context: WorkspaceContext,
  entry: ContainerEntry,
  overwrite: boolean,
): Promise<LoadedDefinition> {
  const content = await context.files.read(definitionPath(entry));
  try {
    return {
      content,
      file: content === undefined ? emptyFile(entry) : readDefinitionFile(content.text, entry.fileName),
    };
  } catch (fault) {
    // A damaged one is written over only when the user says so.
    if (!overwrite || !isUnreadable(fault)) throw fault;
    return { content, file: emptyFile(entry) };
  }
}

function emptyFile(entry: ContainerEntry): DefinitionFile {
  return { definition: { name: entry.name, variables: [], scripts: [] }, order: entry.order };
}
