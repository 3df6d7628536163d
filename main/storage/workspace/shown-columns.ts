import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import type { Entry } from './entry-tree.ts';

/**
 * What the tree shows, by columns: one value for each item, in the order the window shows them, parents before children.
 * A column is read in a fraction of the time of as many rows, and what only some items have is a list of pairs.
 */
export interface ShownColumns {
  /** One letter for each item. */
  kinds: string;
  /** Number of the parent's row; -1: a collection. */
  parents: number[];
  ids: string[];
  names: string[];
  /** Place in `methodNames`; -1: none. */
  methods: number[];
  methodNames: string[];
  /** `null`: none. */
  orders: (number | null)[];
  details: [row: number, detail: string][];
  exampleCounts: [row: number, count: number][];
}

const kinds: readonly TreeNode['kind'][] = ['collection', 'folder', 'request', 'unsupported', 'damaged'];
/** By the code of a kind's first letter. */
const kindOfCode: (TreeNode['kind'] | undefined)[] = [];
for (const kind of kinds) kindOfCode[kind.charCodeAt(0)] = kind;

/** Gives the columns of items that stand in the order they are shown in. */
export function shownColumns(entries: readonly Entry[], rowOf: ReadonlyMap<Entry, number>): ShownColumns {
  const methodNames = [...new Set(entries.flatMap(({ method }) => (method === undefined ? [] : [method])))];
  const placeOf = new Map(methodNames.map((method, place) => [method, place]));
  const details: ShownColumns['details'] = [];
  const exampleCounts: ShownColumns['exampleCounts'] = [];
  entries.forEach(({ detail, exampleCount = 0 }, row) => {
    if (detail !== undefined) details.push([row, detail]);
    if (exampleCount > 0) exampleCounts.push([row, exampleCount]);
  });
  return {
    kinds: entries.map(({ kind }) => kind.charAt(0)).join(''),
    parents: entries.map(({ parent }) => (parent === undefined ? -1 : (rowOf.get(parent) ?? -1))),
    ids: entries.map(({ id }) => id),
    names: entries.map(({ name }) => name),
    methods: entries.map(({ method }) => (method === undefined ? -1 : (placeOf.get(method) ?? -1))),
    methodNames,
    orders: entries.map(({ order }) => order ?? null),
    details,
    exampleCounts,
  };
}

/** Gives the nodes of the tree; `undefined` where the columns do not fit together. */
export function shownNodes(columns: ShownColumns): TreeNode[] | undefined {
  const { kinds: letters, parents, ids, names, methods, methodNames, orders } = columns;
  const nodes: TreeNode[] = [];
  for (let row = 0; row < letters.length; row += 1) {
    const kind = kindOfCode[letters.charCodeAt(row)];
    const id = ids[row];
    const name = names[row];
    const order = orders[row];
    const parentRow = parents[row] ?? row;
    const parent = parentRow < 0 ? undefined : nodes[parentRow];
    if (kind === undefined || typeof id !== 'string' || id === '' || typeof name !== 'string')
      return undefined;
    const isInside = parent?.kind === 'folder' || parent?.kind === 'collection';
    if (isInside === (kind === 'collection')) return undefined;
    const method = methodNames[methods[row] ?? -1];
    if (isInside && method !== undefined && typeof order === 'number') {
      // Made in one piece: this is what nearly all of them are.
      nodes.push({ id, kind, name, parentId: parent.id, method, order });
      continue;
    }
    const node: TreeNode = { id, kind, name };
    if (isInside) node.parentId = parent.id;
    if (method !== undefined) node.method = method;
    if (typeof order === 'number') node.order = order;
    nodes.push(node);
  }
  return addRare(nodes, columns) ? nodes : undefined;
}

function addRare(nodes: readonly TreeNode[], { details, exampleCounts }: ShownColumns): boolean {
  for (const [row, detail] of details) {
    const node = nodes[row];
    if (node === undefined || typeof detail !== 'string') return false;
    node.detail = detail;
  }
  for (const [row, count] of exampleCounts) {
    const node = nodes[row];
    if (node === undefined || typeof count !== 'number') return false;
    node.exampleCount = count;
  }
  return true;
}
