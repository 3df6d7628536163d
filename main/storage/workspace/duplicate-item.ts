import { rename, rm } from 'node:fs/promises';
import type { ItemId } from '../../../core/ids.ts';
import { editFields } from '../../../core/workspace/formats/edit-fields.ts';
import { syncDirectory } from '../atomic-write.ts';
import { temporaryName } from '../temporary-name.ts';
import { writeFailure } from '../write-failure.ts';
import {
  type ContainerEntry,
  definitionPath,
  type Entry,
  entryPath,
  isContainerEntry,
  subtree,
  textPath,
} from './entry-tree.ts';
import { copyLocalValues, copyName } from './environment-edits.ts';
import { localScopesOf } from './item-edits.ts';
import { directoryPath, freeStems, planOrders, writeFields } from './item-place.ts';
import {
  examplesField,
  requestFileName,
  requestResourcesName,
  requestStem,
  resourcesName,
} from './layout.ts';
import type { LocalScope } from './local-value-file.ts';
import { copyPath, pathExists, syncPath } from './move-path.ts';
import { reconcile } from './reconcile.ts';
import {
  announceChanges,
  announceTree,
  findEntry,
  type WorkspaceContext,
  wrongKind,
} from './workspace-context.ts';

/** Copies an item with all inside it, examples, local values and secrets included, and puts the copy after it. */
export async function duplicateItem(context: WorkspaceContext, id: ItemId): Promise<Entry> {
  const entry = findEntry(context, id);
  if (entry.kind === 'damaged') throw wrongKind(entry, 'readable, so it cannot be duplicated');
  const siblings = context.tree.sorted(entry.parent);
  const name = copyName(entry.name, siblings);
  const fileName = isContainerEntry(entry)
    ? await copyContainer(context, entry, name)
    : await copyRequest(context, entry, name);

  const changes = await reconcile(context, [entry.parent], false);
  const copy = context.tree.siblings(entry.parent).get(fileName);
  if (copy === undefined)
    throw writeFailure(Object.assign(new Error('The copy is gone.'), { code: 'ENOENT' }), fileName);
  if (isContainerEntry(entry) && isContainerEntry(copy)) await copyScopes(context, entry, copy);
  announceChanges(context, changes, false);
  await placeAfter(context, copy, siblings[siblings.indexOf(entry) + 1]?.id);
  return copy;
}

async function copyContainer(
  context: WorkspaceContext,
  entry: ContainerEntry,
  name: string,
): Promise<string> {
  const parent = context.files.absolute(directoryPath(entry.parent));
  const stem = (await freeStems(context, entry.parent, 'container')).take(name);
  const stagingName = temporaryName('staging');
  const staging = `${parent}/${stagingName}`;
  try {
    await copyPath(context.files.absolute(entryPath(entry)), staging);
    // The copy has its own name before it comes into sight.
    const inStaging: ContainerEntry = { ...entry, fileName: stagingName, children: new Map() };
    await writeFields(context, inStaging, { name });
    await syncPath(staging);
    await rename(staging, `${parent}/${stem}`);
    await syncDirectory(parent);
  } catch (fault) {
    await rm(staging, { recursive: true, force: true });
    throw writeFailure(fault, entryPath(entry));
  }
  return stem;
}

async function copyRequest(context: WorkspaceContext, entry: Entry, name: string): Promise<string> {
  const directory = directoryPath(entry.parent);
  const stem = (await freeStems(context, entry.parent, 'request')).take(name);
  const content = await context.files.read(entryPath(entry));
  const ownStem = requestStem(entry.fileName) ?? entry.fileName;
  const resources = `${directory}/${resourcesName}`;
  const from = context.files.absolute(`${resources}/${requestResourcesName(ownStem)}`);
  const to = context.files.absolute(`${resources}/${requestResourcesName(stem)}`);
  const hasResources = await pathExists(from);
  try {
    if (hasResources) {
      await copyPath(from, to);
      await syncPath(to);
    }
    const fields = {
      name: name === stem ? undefined : name,
      ...(hasResources ? { examples: examplesField(stem) } : {}),
    };
    const text = editFields(content?.text ?? '', fields);
    await context.files.write(`${directory}/${requestFileName(stem)}`, text, undefined);
  } catch (fault) {
    if (hasResources) await rm(to, { recursive: true, force: true });
    throw writeFailure(fault, entryPath(entry));
  }
  return requestFileName(stem);
}

/** Gives the containers of a copy the local values of those they were copied from. */
async function copyScopes(
  context: WorkspaceContext,
  from: ContainerEntry,
  to: ContainerEntry,
): Promise<void> {
  const scopes = await localScopesOf(context, from);
  if (scopes.length === 0) return;
  const inside = (root: ContainerEntry, entry: Entry) =>
    definitionPath(entry as ContainerEntry).slice(entryPath(root).length);
  const copies = new Map(
    subtree(to)
      .filter(isContainerEntry)
      .map((entry) => [inside(to, entry), entry]),
  );
  const copied: LocalScope[] = [];
  for (const { path, values } of scopes) {
    const target = copies.get(path.slice(entryPath(from).length));
    if (target === undefined) continue;
    copied.push({ id: target.id, path: textPath(target), values: await copyLocalValues(context, values) });
  }
  await context.localValues.put(copied);
}

async function placeAfter(
  context: WorkspaceContext,
  copy: Entry,
  beforeId: ItemId | undefined,
): Promise<void> {
  // Siblings that go by name stay so.
  if (copy.order === undefined) return;
  const orders = planOrders(context, copy, copy.parent, beforeId);
  for (const [target, order] of orders) await writeFields(context, target, { order });
  announceTree(context, { upserted: orders.keys() });
}
