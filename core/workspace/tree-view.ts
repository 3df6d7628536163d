import type { ItemId } from '../ids.ts';
import type { TreeNode } from './tree-node.ts';

/** The children of every collection and folder, sorted; the key `undefined` holds the collections. */
export type TreeIndex = ReadonlyMap<ItemId | undefined, readonly TreeNode[]>;

/** A piece of a name that a search found, as offsets into it. */
export interface NameRange {
  start: number;
  end: number;
}

/** One visible line of the tree. */
export interface TreeRow {
  node: TreeNode;
  /** Those of the node. */
  id: ItemId;
  label: string;
  /** 0 for collections. */
  depth: number;
  childCount: number;
  /** Absent where nothing can stand inside. */
  isExpanded: boolean | undefined;
  /** Place among its siblings in sight, from 1, and how many they are. */
  position: number;
  setSize: number;
}

const none: readonly TreeNode[] = [];
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Compares two siblings: by order, those without one last, equal ones by name. */
export function compareSiblings(a: TreeNode, b: TreeNode): number {
  const difference = (a.order ?? Number.MAX_VALUE) - (b.order ?? Number.MAX_VALUE);
  if (difference !== 0) return difference;
  return byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}

/** Tells whether items can stand inside the node. */
export function isContainer(node: TreeNode): boolean {
  return node.kind === 'collection' || node.kind === 'folder';
}

/** Gives the nodes in sight when `expanded` are open. `nodes` has parents before children. */
export function nodesInSight(nodes: readonly TreeNode[], expanded: readonly ItemId[]): TreeNode[] {
  const open = new Set(expanded);
  const shown = new Set<ItemId>();
  return nodes.filter(({ id, parentId }) => {
    if (parentId !== undefined && !(open.has(parentId) && shown.has(parentId))) return false;
    shown.add(id);
    return true;
  });
}

/** Sorts a flat list of nodes into children by parent. A node whose parent is not there stands at the top. */
export function indexTree(nodes: Readonly<Record<ItemId, TreeNode>>): TreeIndex {
  const index = new Map<ItemId | undefined, TreeNode[]>();
  for (const node of Object.values(nodes)) {
    const hasParent = node.parentId !== undefined && Object.hasOwn(nodes, node.parentId);
    const parentId = hasParent ? node.parentId : undefined;
    const siblings = index.get(parentId);
    if (siblings === undefined) index.set(parentId, [node]);
    else siblings.push(node);
  }
  for (const siblings of index.values()) siblings.sort(compareSiblings);
  return index;
}

/** Gives the lines in sight when the ids in `expanded` are open, in order from top to bottom. */
export function flattenTree(index: TreeIndex, expanded: Readonly<Record<ItemId, true>>): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (parentId: ItemId | undefined, depth: number) => {
    const siblings = index.get(parentId) ?? none;
    siblings.forEach((node, at) => {
      const childCount = index.get(node.id)?.length ?? 0;
      const isExpanded = isContainer(node) ? expanded[node.id] === true : undefined;
      const place = { position: at + 1, setSize: siblings.length };
      rows.push({ node, id: node.id, label: node.name, depth, childCount, isExpanded, ...place });
      if (isExpanded === true) visit(node.id, depth + 1);
    });
  };
  visit(undefined, 0);
  return rows;
}

/** Gives the words of a query, in lower case. */
export function queryTerms(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

function mergeRanges(ranges: NameRange[]): NameRange[] {
  if (ranges.length < 2) return ranges;
  const merged: NameRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/**
 * Finds every word of a query in a node's name or method. Gives where in the name, or `undefined` where one is missing.
 */
export function matchNode(node: TreeNode, query: string): NameRange[] | undefined {
  const name = node.name.toLowerCase();
  const ranges: NameRange[] = [];
  for (const term of queryTerms(query)) {
    const start = name.indexOf(term);
    if (start !== -1) ranges.push({ start, end: start + term.length });
    else if (node.method?.toLowerCase().startsWith(term) !== true) return undefined;
  }
  return mergeRanges(ranges);
}

/** Gives the ids above an item, from its collection down; empty for a collection. */
export function ancestorIds(nodes: Readonly<Record<ItemId, TreeNode>>, id: ItemId): ItemId[] {
  const ids: ItemId[] = [];
  let at = nodes[id]?.parentId;
  // A damaged list could point in a circle.
  while (at !== undefined && nodes[at] !== undefined && !ids.includes(at)) {
    ids.unshift(at);
    at = nodes[at]?.parentId;
  }
  return ids;
}

/** Gives an item's id and those of everything inside it. */
export function subtreeIds(index: TreeIndex, id: ItemId): ItemId[] {
  const ids = [id];
  // The list grows while it is walked.
  for (const each of ids) {
    for (const child of index.get(each) ?? none) ids.push(child.id);
  }
  return ids;
}
