import type { ItemId } from '../ids.ts';
import type { TreeNode } from './tree-node.ts';
import { flattenTree, isContainer, queryTerms, type TreeIndex, type TreeRow } from './tree-view.ts';

/** The nodes from top to bottom, everything open, and what a search asks of each. A node's subtree ends before `ends[at]`. */
interface Lines {
  nodes: TreeNode[];
  names: string[];
  methods: string[];
  parents: number[];
  ends: number[];
  childCounts: number[];
}

function linesOf(index: TreeIndex): Lines {
  const lines: Lines = { nodes: [], names: [], methods: [], parents: [], ends: [], childCounts: [] };
  const visit = (parentId: ItemId | undefined, parent: number) => {
    for (const node of index.get(parentId) ?? []) {
      const at = lines.nodes.push(node) - 1;
      lines.names.push(node.name.toLowerCase());
      lines.methods.push(node.method?.toLowerCase() ?? '');
      lines.parents.push(parent);
      lines.childCounts.push(index.get(node.id)?.length ?? 0);
      lines.ends.push(0);
      visit(node.id, at);
      lines.ends[at] = lines.nodes.length;
    }
  };
  visit(undefined, -1);
  return lines;
}

/** Which of the candidates have every term in their name or method. */
function findMatches({ names, methods }: Lines, terms: readonly string[], candidates: readonly number[]) {
  return candidates.filter((at) =>
    terms.every((term) => names[at]?.includes(term) === true || methods[at]?.startsWith(term) === true),
  );
}

/** The names from the top down to each node, lower case. */
function pathsOf({ names, parents }: Lines): string[] {
  const paths: string[] = [];
  for (const [at, name] of names.entries()) {
    const above = paths[parents[at] ?? -1];
    paths.push(above === undefined ? name : `${above}\n${name}`);
  }
  return paths;
}

/** Which of the candidates have some term themselves, and the others in a name above. */
function findBelow(
  { names, methods }: Lines,
  paths: readonly string[],
  terms: readonly string[],
  candidates: readonly number[],
) {
  const isOwn = (at: number, term: string) =>
    names[at]?.includes(term) === true || methods[at]?.startsWith(term) === true;
  return candidates.filter(
    (at) =>
      terms.some((term) => isOwn(at, term)) &&
      terms.every((term) => isOwn(at, term) || paths[at]?.includes(term) === true),
  );
}

/** What a search found: 2 for a match, 1 for what holds one, 3 for both. */
function markFound({ nodes, parents }: Lines, found: readonly number[]): Uint8Array {
  const marks = new Uint8Array(nodes.length);
  for (const at of found) marks[at] = (marks[at] ?? 0) | 2;
  for (const at of found) {
    // What is above a holder was marked with it.
    for (let up = parents[at] ?? -1; up >= 0 && ((marks[up] ?? 0) & 1) === 0; up = parents[up] ?? -1) {
      marks[up] = (marks[up] ?? 0) | 1;
    }
  }
  return marks;
}

/** The lines in sight for what was found. `made` has those of the last time, which stay the same objects where they are equal. */
function rowsOf(
  lines: Lines,
  marks: Uint8Array,
  expanded: Readonly<Record<ItemId, true>>,
  made: (TreeRow | undefined)[],
): TreeRow[] {
  const { nodes, ends, childCounts } = lines;
  const rows: TreeRow[] = [];
  const visit = (from: number, to: number, depth: number, insideMatch: boolean) => {
    const isShown = (at: number) => insideMatch || marks[at] !== 0;
    let setSize = 0;
    for (let at = from; at < to; at = ends[at] ?? to) if (isShown(at)) setSize += 1;
    let position = 0;
    for (let at = from; at < to; at = ends[at] ?? to) {
      const node = nodes[at];
      if (node === undefined || !isShown(at)) continue;
      position += 1;
      const holdsMatch = ((marks[at] ?? 0) & 1) !== 0;
      const opensHere = insideMatch || ((marks[at] ?? 0) & 2) !== 0;
      const isOpen = holdsMatch || (opensHere && expanded[node.id] === true);
      const isExpanded = isContainer(node) ? isOpen : undefined;
      let row = made[at];
      const isSame = row?.position === position && row.setSize === setSize && row.isExpanded === isExpanded;
      if (row === undefined || !isSame) {
        const childCount = childCounts[at] ?? 0;
        row = { node, id: node.id, label: node.name, depth, childCount, isExpanded, position, setSize };
        made[at] = row;
      }
      rows.push(row);
      if (isExpanded === true) visit(at + 1, ends[at] ?? to, depth + 1, opensHere && !holdsMatch);
    }
  };
  visit(0, nodes.length, 0, false);
  return rows;
}

/** Gives the lines for items that were found in another way: these, and all above them, which is open. */
export function rowsHolding(
  index: TreeIndex,
  found: ReadonlySet<ItemId>,
  expanded: Readonly<Record<ItemId, true>>,
): readonly TreeRow[] {
  const lines = linesOf(index);
  const at = Array.from(lines.nodes.keys()).filter((each) => found.has(lines.nodes[each]?.id ?? ''));
  return rowsOf(lines, markFound(lines, at), expanded, []);
}

/** Gives the lines that are in sight while `expanded` are open and `query` is searched for; all of them for blanks. */
export type TreeSearch = (expanded: Readonly<Record<ItemId, true>>, query: string) => readonly TreeRow[];

/**
 * Searches one tree again and again: every word of a query must be in a node's name or begin its method; where no node has
 * all of them, the names above it count too. Everything above a match is open. Inside a container that matches itself, everything can be opened as usual (`expanded`).
 *
 * A query that goes on from the last one looks only at what that one found, and a line that stays as it was stays the same
 * object, so that nobody draws it again.
 */
export function createTreeSearch(index: TreeIndex): TreeSearch {
  let lines: Lines | undefined;
  let paths: string[] | undefined;
  let last: { query: string; found: readonly number[]; pathTerms: number } | undefined;
  let rows: readonly TreeRow[] = [];
  const made: (TreeRow | undefined)[] = [];
  return (expanded, query) => {
    const terms = queryTerms(query);
    if (terms.length === 0) return flattenTree(index, expanded);
    lines ??= linesOf(index);
    const words = query.trimStart().toLowerCase();
    const before = last !== undefined && words.startsWith(last.query) ? last : undefined;
    const all = () => Array.from(lines?.nodes.keys() ?? []);
    let found = findMatches(lines, terms, before?.found ?? all());
    const isByPath = found.length === 0 && terms.length > 1;
    if (isByPath) {
      paths ??= pathsOf(lines);
      // One more word may be the own one of nodes that had none; what names alone found says nothing here.
      const narrows = before?.pathTerms === terms.length;
      found = findBelow(lines, paths, terms, narrows ? before.found : all());
    }
    last = { query: words, found, pathTerms: isByPath ? terms.length : 0 };
    const next = rowsOf(lines, markFound(lines, found), expanded, made);
    const isSame = next.length === rows.length && next.every((row, at) => row === rows[at]);
    if (!isSame) rows = next;
    return rows;
  };
}
