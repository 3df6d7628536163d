import { mkdir, rmdir } from 'node:fs/promises';
import { AppError, isAppError } from '../../../core/errors.ts';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import type { ItemId } from '../../../core/ids.ts';
import { writeDefinitionFile } from '../../../core/workspace/formats/definition-file.ts';
import { writeRequestFile } from '../../../core/workspace/formats/request-file.ts';
import { writeFailure } from '../write-failure.ts';
import {
  type ContainerEntry,
  definitionPath,
  type Entry,
  entryPath,
  isContainerEntry,
  mintId,
  subtree,
} from './entry-tree.ts';
import { directoryPath, freeStems, lastOrder, planOrders, writeFields } from './item-place.ts';
import {
  examplesField,
  requestFileName,
  requestResourcesName,
  requestStem,
  resourcesName,
} from './layout.ts';
import type { LocalScope } from './local-value-file.ts';
import { moveTogether } from './move-journal.ts';
import { pathExists } from './move-path.ts';
import { journalPath } from './trash.ts';
import { announceTree, findContainer, findEntry, type WorkspaceContext } from './workspace-context.ts';

export interface NewItem {
  kind: 'collection' | 'folder' | 'request';
  parentId?: ItemId | undefined;
  name: string;
  request?: Request | undefined;
}

/** Creates an item at the end of its parent. */
export async function createItem(context: WorkspaceContext, item: NewItem): Promise<Entry> {
  const parent = parentFor(context, item.kind, item.parentId);
  const stem = (await freeStems(context, parent, item.kind === 'request' ? 'request' : 'container')).take(
    item.name,
  );
  const order = lastOrder(context.tree.siblings(parent).values());
  const entry =
    item.kind === 'request'
      ? await createRequest(context, parent as ContainerEntry, item, stem, order)
      : await createContainer(context, parent, item.name, stem, order);
  announceTree(context, { upserted: [entry] });
  return entry;
}

/** Renames an item; its file or folder follows. */
export async function renameItem(context: WorkspaceContext, id: ItemId, name: string): Promise<Entry> {
  const entry = findEntry(context, id);
  if (name === entry.name) return entry;
  const stem = (await freeStems(context, entry.parent, stemKind(entry), entry)).take(name);
  const fileName = isContainerEntry(entry) ? stem : requestFileName(stem);
  // A damaged file is not written to; its name is its stem.
  if (entry.kind !== 'damaged') await writeFields(context, entry, nameFields(entry, name, stem));
  await relocate(context, entry, entry.parent, fileName);
  entry.name = entry.kind === 'damaged' ? stem : name;
  announceTree(context, { upserted: [entry] });
  return entry;
}

/** Moves an item into a parent, before a sibling or last. */
export async function moveItem(
  context: WorkspaceContext,
  id: ItemId,
  parentId: ItemId | undefined,
  beforeId: ItemId | undefined,
): Promise<Entry> {
  const entry = findEntry(context, id);
  const parent = newParentFor(context, entry, parentId);
  if (beforeId === id) return entry;
  const orders = planOrders(context, entry, parent, beforeId);
  for (const [target, order] of orders) await writeOrder(context, target, order);
  if (parent !== entry.parent) {
    const stem = (await freeStems(context, parent, stemKind(entry))).take(stemOf(entry));
    const fileName = isContainerEntry(entry) ? stem : requestFileName(stem);
    if (stem !== stemOf(entry) && entry.kind !== 'damaged') {
      await writeFields(context, entry, nameFields(entry, entry.name, stem));
    }
    await relocate(context, entry, parent, fileName);
  }
  announceTree(context, { upserted: [entry, ...orders.keys()] });
  return entry;
}

async function createRequest(
  context: WorkspaceContext,
  parent: ContainerEntry,
  item: NewItem,
  stem: string,
  order: number | undefined,
): Promise<Entry> {
  const request = item.request ?? emptyRequest();
  const fileName = requestFileName(stem);
  const text = writeRequestFile({ name: item.name === stem ? undefined : item.name, order, request });
  const revision = await context.files.write(`${directoryPath(parent)}/${fileName}`, text, undefined);
  const entry: Entry = {
    id: mintId(),
    kind: 'request',
    parent,
    fileName,
    name: item.name,
    method: request.method,
    order,
    stamp: context.files.freshStamp(text),
    revision,
  };
  context.tree.add(entry);
  return entry;
}

async function createContainer(
  context: WorkspaceContext,
  parent: ContainerEntry | undefined,
  name: string,
  stem: string,
  order: number | undefined,
): Promise<Entry> {
  const entry: ContainerEntry = {
    id: mintId(),
    kind: parent === undefined ? 'collection' : 'folder',
    parent,
    fileName: stem,
    name,
    order,
    children: new Map(),
    definitionName: 'definition.yaml',
  };
  const text = writeDefinitionFile({ definition: { name, variables: [], scripts: [] }, order });
  const directory = context.files.absolute(entryPath(entry));
  try {
    await mkdir(directory, { recursive: true });
    entry.revision = await context.files.write(definitionPath(entry), text, undefined);
  } catch (fault) {
    // Only if nothing is in it.
    await rmdir(`${directory}/${resourcesName}`).catch(() => undefined);
    await rmdir(directory).catch(() => undefined);
    throw writeFailure(fault, entryPath(entry));
  }
  entry.stamp = context.files.freshStamp(text);
  context.tree.add(entry);
  return entry;
}

/** Moves an item's file or folder, and what belongs to a request, to another place, and keeps local values with it. */
async function relocate(
  context: WorkspaceContext,
  entry: Entry,
  parent: ContainerEntry | undefined,
  fileName: string,
): Promise<void> {
  if (parent === entry.parent && fileName === entry.fileName) return;
  const local = await localScopesOf(context, entry);
  const directory = directoryPath(parent);
  const stem = requestStem(fileName) ?? fileName;
  const targets = [`${directory}/${fileName}`, `${directory}/${resourcesName}/${requestResourcesName(stem)}`];
  const sources = [entryPath(entry), ...(await resourcesOf(context, entry))];
  const moves = sources.map((path, at) => ({
    from: context.files.absolute(path),
    to: context.files.absolute(targets[at] ?? path),
  }));
  try {
    await moveTogether(journalPath(context), moves);
  } catch (fault) {
    throw writeFailure(fault, entryPath(entry));
  }
  context.tree.move(entry, parent, fileName);
  if (local.length > 0) {
    await context.localValues.put(
      local.map(({ id, values }) => ({ id, path: scopePath(context, id), values })),
    );
  }
}

async function writeOrder(context: WorkspaceContext, entry: Entry, order: number): Promise<void> {
  try {
    await writeFields(context, entry, { order });
  } catch (fault) {
    // A sibling that cannot be read keeps the place its name gives it.
    if (!isAppError(fault) || fault.code !== 'ERR_WORKSPACE_UNREADABLE') throw fault;
  }
}

function nameFields(entry: Entry, name: string, stem: string) {
  if (isContainerEntry(entry)) return { name };
  const hasExamples = (entry.exampleCount ?? 0) > 0;
  return {
    name: name === stem ? undefined : name,
    ...(hasExamples ? { examples: examplesField(stem) } : {}),
  };
}

/** Gives the container an item would move into. @throws AppError ERR_WORKSPACE_INVALID_MOVE, ERR_WORKSPACE_ITEM_NOT_FOUND */
export function newParentFor(
  context: WorkspaceContext,
  entry: Entry,
  parentId: ItemId | undefined,
): ContainerEntry | undefined {
  const parent = parentFor(context, entry.kind, parentId);
  for (let at: ContainerEntry | undefined = parent; at !== undefined; at = at.parent) {
    if (at === entry) throw invalidMove('A folder cannot be moved into itself.');
  }
  return parent;
}

function parentFor(
  context: WorkspaceContext,
  kind: Entry['kind'],
  parentId: ItemId | undefined,
): ContainerEntry | undefined {
  if (kind === 'collection') {
    if (parentId !== undefined)
      throw invalidMove('A collection stands at the top and in no other collection.');
    return undefined;
  }
  if (parentId === undefined) throw invalidMove('A request or folder stands in a collection or folder.');
  return findContainer(context, parentId);
}

/** The folder that belongs to a request, where it has one. */
export async function resourcesOf(context: WorkspaceContext, entry: Entry): Promise<string[]> {
  if (isContainerEntry(entry)) return [];
  const path = `${directoryPath(entry.parent)}/${resourcesName}/${requestResourcesName(stemOf(entry))}`;
  return (await pathExists(context.files.absolute(path))) ? [path] : [];
}

/** The local values of the containers in a subtree. */
export async function localScopesOf(context: WorkspaceContext, entry: Entry): Promise<LocalScope[]> {
  const scopes: LocalScope[] = [];
  if ((await context.localValues.all()).length === 0) return scopes;
  for (const each of subtree(entry)) {
    if (!isContainerEntry(each)) continue;
    const path = definitionPath(each);
    const values = await context.localValues.read(each.id, path);
    if (values.length > 0) scopes.push({ id: each.id, path, values });
  }
  return scopes;
}

function scopePath(context: WorkspaceContext, id: ItemId): string {
  return definitionPath(findContainer(context, id));
}

export function stemKind(entry: Entry): 'container' | 'request' {
  return isContainerEntry(entry) ? 'container' : 'request';
}

export function stemOf(entry: Entry): string {
  return isContainerEntry(entry) ? entry.fileName : (requestStem(entry.fileName) ?? entry.fileName);
}

function invalidMove(message: string): AppError {
  return new AppError('ERR_WORKSPACE_INVALID_MOVE', message);
}
