import { readFile } from 'node:fs/promises';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { isMissing } from '../file-system.ts';
import { writeJsonFile } from '../json-file.ts';
import { createTimeSlice } from '../time-slice.ts';
import { type ContainerEntry, type Entry, EntryTree } from './entry-tree.ts';
import type { EnvironmentEntry } from './environment-table.ts';

/**
 * The index of a workspace in the profile: ids and what the tree shows, so that opening again needs no look into the
 * files. It can be deleted at any time; then ids are new. Rows are tuples and hold no key names, and stand in the order the
 * tree is shown in: ten thousand requests are read and shown in a few milliseconds.
 */
export interface IndexFile {
  version: 1;
  items: ItemRow[];
  environments: EnvironmentRow[];
}

/** Number of the parent's row (-1: none), then the fields of an {@link Entry}. `null` stands for absent. */
type ItemRow = [
  parent: number,
  id: string,
  kind: Entry['kind'],
  fileName: string,
  name: string,
  method: string | null,
  order: number | null,
  detail: string | null,
  exampleCount: number,
  sizeBytes: number,
  modifiedMs: number,
  revision: string | null,
  definitionName: string | null,
  directoryMs: number,
  resourcesMs: number,
];
const itemRowLength = 15;

type EnvironmentRow = [
  id: string,
  fileName: string,
  name: string,
  variableCount: number,
  sizeBytes: number,
  modifiedMs: number,
  revision: string,
  damage: string | null,
];

/** Reads the index; `undefined` where there is none or it does not fit. */
export async function readIndexFile(path: string): Promise<IndexFile | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
  try {
    const index = JSON.parse(text) as IndexFile;
    // A loop over rows: a schema would take longer than all the rest.
    return index.version === 1 && index.items.every(fits) && Array.isArray(index.environments)
      ? index
      : undefined;
  } catch {
    // It is only a memory of what stands in the workspace.
    return undefined;
  }
}

/** Gives the nodes of the tree, sorted, parents before children. */
export function indexedNodes(index: IndexFile): TreeNode[] {
  const { items } = index;
  return items.map((row): TreeNode => {
    const node: TreeNode = { id: row[1], kind: row[2], name: row[4] };
    const parent = items[row[0]];
    if (parent !== undefined) node.parentId = parent[1];
    if (row[5] !== null) node.method = row[5];
    if (row[6] !== null) node.order = row[6];
    if (row[7] !== null) node.detail = row[7];
    if (row[8] > 0) node.exampleCount = row[8];
    return node;
  });
}

/** Builds the tree in memory; gives way to other work. `undefined` where rows contradict each other. */
export async function indexedTree(index: IndexFile): Promise<EntryTree | undefined> {
  const slice = createTimeSlice();
  const tree = new EntryTree();
  const entries: Entry[] = [];
  for (const row of index.items) {
    const parent = entries[row[0]];
    const isTop = row[2] === 'collection';
    if ((parent?.children === undefined) !== isTop || tree.find(row[1]) !== undefined) return undefined;
    const entry = readItem(row, parent as ContainerEntry | undefined);
    tree.add(entry);
    entries.push(entry);
    await slice.giveWay();
  }
  return tree;
}

/** Gives the environments; `undefined` where a row does not fit. */
export function indexedEnvironments(index: IndexFile): EnvironmentEntry[] | undefined {
  const entries: EnvironmentEntry[] = [];
  for (const row of index.environments) {
    const [id, fileName, name, variableCount, sizeBytes, modifiedMs, revision, damage] = row;
    if (typeof id !== 'string' || typeof fileName !== 'string' || typeof name !== 'string') return undefined;
    const stamp = { sizeBytes, modifiedMs };
    const entry: EnvironmentEntry = { id, fileName, name, variableCount, stamp, revision };
    if (damage !== null) entry.damage = damage;
    entries.push(entry);
  }
  return entries;
}

/** Writes the index. */
export async function writeIndexFile(
  path: string,
  tree: EntryTree,
  environments: readonly EnvironmentEntry[],
): Promise<void> {
  const slice = createTimeSlice();
  const entries = tree.inOrder();
  const rowOf = new Map(entries.map((entry, row) => [entry, row]));
  const items: ItemRow[] = [];
  for (const entry of entries) {
    items.push(writeItem(entry, entry.parent === undefined ? -1 : (rowOf.get(entry.parent) ?? -1)));
    await slice.giveWay();
  }
  const file: IndexFile = { version: 1, items, environments: environments.map(writeEnvironment) };
  await writeJsonFile(path, file);
}

function fits(row: unknown): boolean {
  return (
    Array.isArray(row) &&
    row.length === itemRowLength &&
    typeof row[0] === 'number' &&
    typeof row[1] === 'string' &&
    typeof row[3] === 'string' &&
    typeof row[4] === 'string'
  );
}

/** Fields by position, without destructuring: this runs for every item at every start. */
function readItem(row: ItemRow, parent: ContainerEntry | undefined): Entry {
  const kind = row[2];
  const entry: Entry = {
    id: row[1],
    kind,
    parent,
    fileName: row[3],
    name: row[4],
    method: row[5] ?? undefined,
    order: row[6] ?? undefined,
    detail: row[7] ?? undefined,
    exampleCount: row[8],
    stamp: row[11] === null ? undefined : { sizeBytes: row[9], modifiedMs: row[10] },
    revision: row[11] ?? undefined,
  };
  if (kind !== 'collection' && kind !== 'folder') return entry;
  const container: ContainerEntry = {
    ...entry,
    kind,
    children: new Map(),
    definitionName: row[12] ?? undefined,
    directoryStamps: row[13] > 0 ? [row[13], row[14]] : undefined,
  };
  return container;
}

function writeItem(entry: Entry, parentRow: number): ItemRow {
  const { definitionName, directoryStamps } = entry as Partial<ContainerEntry>;
  return [
    parentRow,
    entry.id,
    entry.kind,
    entry.fileName,
    entry.name,
    entry.method ?? null,
    entry.order ?? null,
    entry.detail ?? null,
    entry.exampleCount ?? 0,
    entry.stamp?.sizeBytes ?? 0,
    entry.stamp?.modifiedMs ?? 0,
    entry.revision ?? null,
    definitionName ?? null,
    directoryStamps?.[0] ?? 0,
    directoryStamps?.[1] ?? 0,
  ];
}

function writeEnvironment(entry: EnvironmentEntry): EnvironmentRow {
  const { id, fileName, name, variableCount, stamp, revision, damage } = entry;
  return [id, fileName, name, variableCount, stamp.sizeBytes, stamp.modifiedMs, revision, damage ?? null];
}
