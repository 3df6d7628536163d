import type { ItemId } from '../ids.ts';
import type { TreeNode } from './tree-node.ts';
import { ancestorIds, compareSiblings, isContainer, type TreeIndex } from './tree-view.ts';

/** Where something is let go, seen from the line under the pointer. */
export type DropZone = 'before' | 'inside' | 'after';

/** A place in the tree: in a parent (none: at the top), before a sibling or last. */
export interface TreePlace {
  parentId: ItemId | undefined;
  beforeId: ItemId | undefined;
}

type Nodes = Readonly<Record<ItemId, TreeNode>>;

/** The distance between the orders of two neighbours that are numbered afresh. */
const orderStep = 1000;

/** Tells whether an item may stand in a parent: collections at the top, all else in a collection or folder, nothing inside itself. */
export function canStandIn(nodes: Nodes, id: ItemId, parentId: ItemId | undefined): boolean {
  const node = nodes[id];
  if (node === undefined) return false;
  if (parentId === undefined) return node.kind === 'collection';
  const parent = nodes[parentId];
  if (parent === undefined || !isContainer(parent) || node.kind === 'collection') return false;
  return parentId !== id && !ancestorIds(nodes, parentId).includes(id);
}

function placeOf(
  nodes: Nodes,
  index: TreeIndex,
  target: TreeNode,
  zone: DropZone,
  isExpanded: boolean,
): TreePlace {
  const firstChild = index.get(target.id)?.[0];
  if (zone === 'inside') return { parentId: target.id, beforeId: undefined };
  // Under an open folder lies its first child, so that is the place the line shows.
  if (zone === 'after' && isExpanded && firstChild !== undefined) {
    return { parentId: target.id, beforeId: firstChild.id };
  }
  const parentId = target.parentId !== undefined && nodes[target.parentId] ? target.parentId : undefined;
  if (zone === 'before') return { parentId, beforeId: target.id };
  const siblings = index.get(parentId) ?? [];
  return { parentId, beforeId: siblings[siblings.indexOf(target) + 1]?.id };
}

/**
 * Gives the place where a dragged item goes, or `undefined` where it may not go or would stay where it is.
 */
export function resolveDrop(
  nodes: Nodes,
  index: TreeIndex,
  drag: { id: ItemId; targetId: ItemId; zone: DropZone; isTargetExpanded: boolean },
): TreePlace | undefined {
  const target = nodes[drag.targetId];
  if (target === undefined || drag.targetId === drag.id) return undefined;
  const place = placeOf(nodes, index, target, drag.zone, drag.isTargetExpanded);
  if (!canStandIn(nodes, drag.id, place.parentId) || place.beforeId === drag.id) return undefined;
  const siblings = index.get(place.parentId) ?? [];
  const at = siblings.findIndex((sibling) => sibling.id === drag.id);
  const staysPut = at !== -1 && siblings[at + 1]?.id === place.beforeId;
  return staysPut ? undefined : place;
}

/** Gives the place one step up (-1) or down (1) among an item's siblings, or `undefined` at the end. */
export function stepPlace(nodes: Nodes, index: TreeIndex, id: ItemId, step: -1 | 1): TreePlace | undefined {
  const parentId = nodes[id]?.parentId;
  const siblings = index.get(parentId) ?? [];
  const at = siblings.findIndex((sibling) => sibling.id === id);
  if (at === -1 || siblings[at + step] === undefined) return undefined;
  return { parentId, beforeId: siblings[step === -1 ? at - 1 : at + 2]?.id };
}

/**
 * Moves an item in a list of nodes and gives the nodes that change. Only the moved one does, unless its new neighbours
 * leave no room between their orders: then all of them are numbered afresh.
 */
export function placeNode(nodes: Nodes, index: TreeIndex, id: ItemId, place: TreePlace): TreeNode[] {
  const node = nodes[id];
  if (node === undefined) return [];
  const siblings = (index.get(place.parentId) ?? []).filter((sibling) => sibling.id !== id);
  const found = siblings.findIndex((sibling) => sibling.id === place.beforeId);
  const at = found === -1 ? siblings.length : found;
  const before = siblings[at - 1];
  const after = siblings[at];
  const moved = { ...node, parentId: place.parentId };

  const low = before === undefined ? 0 : before.order;
  const high = after === undefined ? (low ?? 0) + 2 * orderStep : after.order;
  if (low !== undefined && high !== undefined && low < high) {
    const placed = { ...moved, order: (low + high) / 2 };
    const fits =
      (before === undefined || compareSiblings(before, placed) < 0) &&
      (after === undefined || compareSiblings(placed, after) < 0);
    if (fits) return [placed];
  }
  const line = [...siblings.slice(0, at), moved, ...siblings.slice(at)];
  return line.map((sibling, position) => ({ ...sibling, order: (position + 1) * orderStep }));
}
