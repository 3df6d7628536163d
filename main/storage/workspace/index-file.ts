import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isMissing } from '../file-system.ts';
import { writeJsonFile } from '../json-file.ts';
import { type ContainerEntry, type Entry, EntryTree } from './entry-tree.ts';
import type { EnvironmentEntry } from './environment-table.ts';

/**
 * The index of a workspace in the profile: ids and what the tree shows, so that opening again needs no look into the
 * files. It can be deleted at any time; then ids are new. Rows are tuples and hold no key names: the file of ten thousand
 * requests is read in a few milliseconds.
 */
const indexSchema = z.object({
  version: z.literal(1),
  /** Checked in bulk only; one odd row makes {@link readIndexFile} give up and scan. */
  items: z.array(z.array(z.unknown())),
  environments: z.array(z.array(z.unknown())),
});

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

export interface WorkspaceIndex {
  tree: EntryTree;
  environments: EnvironmentEntry[];
}

/** Reads the index; `undefined` where there is none or it does not fit. */
export async function readIndexFile(path: string): Promise<WorkspaceIndex | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
  try {
    const parsed = indexSchema.parse(JSON.parse(text));
    return {
      tree: readItems(parsed.items as ItemRow[]),
      environments: (parsed.environments as EnvironmentRow[]).map(readEnvironment),
    };
  } catch {
    // It is only a memory of what stands in the workspace.
    return undefined;
  }
}

/** Writes the index. */
export async function writeIndexFile(path: string, index: WorkspaceIndex): Promise<void> {
  const entries = index.tree.all();
  const rowOf = new Map(entries.map((entry, row) => [entry, row]));
  await writeJsonFile(path, {
    version: 1,
    items: entries.map((entry) =>
      writeItem(entry, entry.parent === undefined ? -1 : (rowOf.get(entry.parent) ?? -1)),
    ),
    environments: index.environments.map(writeEnvironment),
  });
}

function readItems(rows: ItemRow[]): EntryTree {
  const tree = new EntryTree();
  const entries: Entry[] = [];
  for (const row of rows) {
    const [parentRow, id, kind, fileName, name] = row;
    const isContainer = kind === 'collection' || kind === 'folder';
    const parent = entries[parentRow] as ContainerEntry | undefined;
    const fits = typeof id === 'string' && typeof fileName === 'string' && typeof name === 'string';
    if (!fits || tree.find(id) !== undefined || (parentRow >= 0 && parent?.children === undefined)) {
      throw new TypeError('The index does not fit.');
    }
    const entry: Entry = { id, kind, parent, fileName, name };
    if (isContainer) entry.children = new Map();
    fillItem(entry, row);
    tree.add(entry);
    entries.push(entry);
  }
  return tree;
}

function fillItem(entry: Entry, row: ItemRow): void {
  const [, , , , , method, order, detail, exampleCount, sizeBytes, modifiedMs, revision] = row;
  if (method !== null) entry.method = method;
  if (order !== null) entry.order = order;
  if (detail !== null) entry.detail = detail;
  if (exampleCount > 0) entry.exampleCount = exampleCount;
  if (revision !== null) {
    entry.revision = revision;
    entry.stamp = { sizeBytes, modifiedMs };
  }
  const [definitionName, directoryMs, resourcesMs] = row.slice(12) as [string | null, number, number];
  if (entry.children === undefined) return;
  const container = entry as ContainerEntry;
  if (definitionName !== null) container.definitionName = definitionName;
  if (directoryMs > 0) container.directoryStamps = [directoryMs, resourcesMs];
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

function readEnvironment(row: EnvironmentRow): EnvironmentEntry {
  const [id, fileName, name, variableCount, sizeBytes, modifiedMs, revision, damage] = row;
  if (typeof id !== 'string' || typeof fileName !== 'string' || typeof name !== 'string') {
    throw new TypeError('The index does not fit.');
  }
  const entry: EnvironmentEntry = {
    id,
    fileName,
    name,
    variableCount,
    stamp: { sizeBytes, modifiedMs },
    revision,
  };
  if (damage !== null) entry.damage = damage;
  return entry;
}

function writeEnvironment(entry: EnvironmentEntry): EnvironmentRow {
  const { id, fileName, name, variableCount, stamp, revision, damage } = entry;
  return [id, fileName, name, variableCount, stamp.sizeBytes, stamp.modifiedMs, revision, damage ?? null];
}
