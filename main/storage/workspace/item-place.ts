import { readdir } from 'node:fs/promises';
import { AppError } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import { FileStems } from '../../../core/workspace/file-stem.ts';
import { editFields } from '../../../core/workspace/formats/edit-fields.ts';
import { writeDefinitionFile } from '../../../core/workspace/formats/definition-file.ts';
import { placeNode } from '../../../core/workspace/tree-move.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { isMissing } from '../file-system.ts';
import {
  type ContainerEntry,
  type Entry,
  entryPath,
  isContainerEntry,
  textPath,
  toNode,
} from './entry-tree.ts';
import { collectionsPath, requestStem, resourcesName, resourcesStem } from './layout.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { FileContent } from './workspace-files.ts';

const orderStep = 1_000;

/** The path of the directory that holds a container's items, or all collections. */
export function directoryPath(parent: ContainerEntry | undefined): string {
  return parent === undefined ? collectionsPath : entryPath(parent);
}

/** Stems that are free for a new folder or request in a directory, by what stands on disk now; `except` counts as free. */
export async function freeStems(
  context: WorkspaceContext,
  parent: ContainerEntry | undefined,
  kind: 'container' | 'request',
  except?: Entry,
): Promise<FileStems> {
  const directory = directoryPath(parent);
  const names = (await list(context, directory)).filter((name) => name !== except?.fileName);
  if (kind === 'container') return new FileStems(names);
  const ownStem = except === undefined ? undefined : requestStem(except.fileName);
  // Left-over resources of a request that is gone must not become another one's.
  const resources = (await list(context, `${directory}/${resourcesName}`))
    .flatMap((name) => resourcesStem(name) ?? [])
    .filter((stem) => stem !== ownStem);
  return new FileStems([...names.flatMap((name) => requestStem(name) ?? []), ...resources]);
}

/** The order of an item that goes last; none where its siblings go by name. */
export function lastOrder(siblings: Iterable<Entry>): number | undefined {
  let highest = 0;
  for (const { order } of siblings) {
    if (order === undefined) return undefined;
    highest = Math.max(highest, order);
  }
  return Math.floor(highest) + orderStep;
}

/** Works out the orders that put an item before a sibling, or last: usually only its own. */
export function planOrders(
  context: WorkspaceContext,
  entry: Entry,
  parent: ContainerEntry | undefined,
  beforeId: ItemId | undefined,
): Map<Entry, number> {
  const siblings = context.tree.sorted(parent);
  if (beforeId !== undefined && !siblings.some((sibling) => sibling.id === beforeId)) {
    throw new AppError('ERR_WORKSPACE_INVALID_MOVE', 'The place to move to is no longer there.', {
      details: { beforeId },
    });
  }
  const involved = new Map([...siblings, entry].map((each) => [each.id, each]));
  const nodes: Record<ItemId, TreeNode> = Object.fromEntries(
    [...involved].map(([id, each]) => [id, toNode(each)]),
  );
  const index = new Map([[parent?.id, siblings.map(toNode)]]);
  const orders = new Map<Entry, number>();
  for (const node of placeNode(nodes, index, entry.id, { parentId: parent?.id, beforeId })) {
    const target = involved.get(node.id);
    if (target !== undefined && node.order !== undefined && node.order !== target.order)
      orders.set(target, node.order);
  }
  return orders;
}

/** Writes fields of the top of an item's file, making a container's definition where it has none. */
export async function writeFields(
  context: WorkspaceContext,
  entry: Entry,
  fields: Parameters<typeof editFields>[1],
): Promise<FileContent | undefined> {
  const path = textPath(entry);
  const content = await context.files.read(path);
  const text =
    content === undefined && isContainerEntry(entry)
      ? editFields(
          writeDefinitionFile({ definition: { name: entry.name, variables: [], scripts: [] } }),
          fields,
        )
      : editFields(content?.text ?? '', fields);
  if (text === content?.text) return content;
  entry.revision = await context.files.write(path, text, content);
  entry.stamp = context.files.freshStamp(text);
  if (isContainerEntry(entry)) entry.definitionName ??= 'definition.yaml';
  if (fields.order !== undefined) entry.order = fields.order as number;
  return content;
}

async function list(context: WorkspaceContext, path: string): Promise<string[]> {
  try {
    return await readdir(context.files.absolute(path));
  } catch (fault) {
    if (isMissing(fault)) return [];
    throw fault;
  }
}
