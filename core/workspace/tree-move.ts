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

/** Tells whether moving items to a place would leave everything where it is. */
function staysPut(index: TreeIndex, ids: readonly ItemId[], place: TreePlace): boolean {
  const before = (index.get(place.parentId) ?? []).map(({ id }) => id);
  if (!ids.every((id) => before.includes(id))) return false;
  const after = before.filter((id) => !ids.includes(id));
  const at = place.beforeId === undefined ? after.length : after.indexOf(place.beforeId);
  return after.toSpliced(at, 0, ...ids).every((id, position) => id === before[position]);
}

/** The same place, seen from an item that is not on the move itself. */
function besideTheMoved(index: TreeIndex, ids: readonly ItemId[], place: TreePlace): TreePlace {
  const siblings = index.get(place.parentId) ?? [];
  const from = siblings.findIndex(({ id }) => id === place.beforeId);
  const next = from === -1 ? undefined : siblings.slice(from).find(({ id }) => !ids.includes(id));
  return { ...place, beforeId: next?.id };
}

/**
 * Gives the place where dragged items go, or `undefined` where one of them may not go or all would stay where they are.
 */
export function resolveDrop(
  nodes: Nodes,
  index: TreeIndex,
  drag: { ids: readonly ItemId[]; targetId: ItemId; zone: DropZone; isTargetExpanded: boolean },
): TreePlace | undefined {
  const { ids } = drag;
  const target = nodes[drag.targetId];
  if (target === undefined || ids.includes(target.id)) return undefined;
  const place = besideTheMoved(index, ids, placeOf(nodes, index, target, drag.zone, drag.isTargetExpanded));
  if (!ids.every((id) => canStandIn(nodes, id, place.parentId))) return undefined;
  return staysPut(index, ids, place) ? undefined : place;
}

/**
 * Gives the place one step up (-1) or down (1) among the siblings of items that stand in one parent, or `undefined` at the
 * end.
 */
export function stepPlace(
  nodes: Nodes,
  index: TreeIndex,
  ids: readonly ItemId[],
  step: -1 | 1,
): TreePlace | undefined {
  const parentId = nodes[ids[0] ?? '']?.parentId;
  const siblings = index.get(parentId) ?? [];
  const places = ids.map((id) => siblings.findIndex((sibling) => sibling.id === id));
  const edge = step === -1 ? Math.min(...places) : Math.max(...places);
  if (places.includes(-1) || siblings[edge + step] === undefined) return undefined;
  return { parentId, beforeId: siblings[step === -1 ? edge - 1 : edge + 2]?.id };
}

/** Tells whether items stand one after the other in one parent. */
export function areNeighbours(nodes: Nodes, index: TreeIndex, ids: readonly ItemId[]): boolean {
  const siblings = index.get(nodes[ids[0] ?? '']?.parentId) ?? [];
  const from = siblings.findIndex(({ id }) => id === ids[0]);
  return from !== -1 && ids.every((id, at) => siblings[from + at]?.id === id);
}

/** Leaves out items that stand inside another one of the list: whatever is done with that one is done with them. */
export function topmostIds(nodes: Nodes, ids: readonly ItemId[]): ItemId[] {
  const all = new Set(ids);
  return ids.filter((id) => !ancestorIds(nodes, id).some((above) => all.has(above)));
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
