import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { writeFileAtomic } from '../atomic-write.ts';
import { isMissing } from '../file-system.ts';
import { makePrivateDirectory } from '../profile.ts';
import { createTimeSlice } from '../time-slice.ts';
import { type ContainerEntry, type Entry, EntryTree, isContainerEntry } from './entry-tree.ts';
import type { EnvironmentEntry } from './environment-table.ts';
import { type ShownColumns, shownColumns, shownNodes } from './shown-columns.ts';

/**
 * The index of a workspace in the profile: ids and what the tree shows, so that opening again needs no look into the
 * files. It can be deleted at any time; then ids are new. It is a text of two lines, each a JSON object: what the tree
 * shows, and what edits need besides. The second one is read after the tree is on the screen.
 */
export interface WorkspaceIndex {
  /** What the tree shows, sorted, parents before children. */
  readonly nodes: readonly TreeNode[];
  /** Reads the second line; gives way to other work. `undefined` where it does not fit the first. */
  open(): Promise<{ tree: EntryTree; environments: EnvironmentEntry[] } | undefined>;
}

const version = 2;
type FirstLine = ShownColumns & { version: number };

/** For each item: its file's name, and of the file that holds its text, where there is one, size, time and revision. */
interface SecondLine {
  fileNames: string[];
  sizes: number[];
  times: number[];
  revisions: (string | null)[];
  containers: ContainerRow[];
  environments: EnvironmentRow[];
}

type ContainerRow = [row: number, definitionName: string | null, directoryMs: number, resourcesMs: number];

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

const lineFeed = 0x0a;

/** Reads the index; `undefined` where there is none or it does not fit: it is only a memory of what stands in the workspace. */
export function readIndexFile(path: string): WorkspaceIndex | undefined {
  let bytes: Buffer;
  try {
    // Synchronous: the start waits for it, and by way of another thread a file of a megabyte takes several times as long.
    bytes = readFileSync(path);
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
  const end = bytes.indexOf(lineFeed);
  const first = parseLine<FirstLine>(bytes.toString('utf8', 0, Math.max(end, 0)));
  if (first?.version !== version) return undefined;
  const nodes = attempt(() => shownNodes(first));
  if (nodes === undefined) return undefined;
  return {
    nodes,
    async open() {
      const second = parseLine<SecondLine>(bytes.toString('utf8', end + 1));
      const environments = second && attempt(() => readEnvironments(second));
      const tree = second && (await readTree(nodes, second).catch(() => undefined));
      return tree && environments && { tree, environments };
    },
  };
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
  await slice.giveWay();
  const first: FirstLine = { version, ...shownColumns(entries, rowOf) };
  const firstText = JSON.stringify(first);
  await slice.giveWay();
  const second: SecondLine = {
    fileNames: entries.map(({ fileName }) => fileName),
    sizes: entries.map(({ stamp }) => stamp?.sizeBytes ?? 0),
    times: entries.map(({ stamp }) => stamp?.modifiedMs ?? 0),
    revisions: entries.map(({ revision }) => revision ?? null),
    containers: entries.flatMap((entry, row) =>
      isContainerEntry(entry) ? [writeContainer(entry, row)] : [],
    ),
    environments: environments.map(writeEnvironment),
  };
  await slice.giveWay();
  await makePrivateDirectory(dirname(path));
  await writeFileAtomic(path, `${firstText}\n${JSON.stringify(second)}`, { mode: 0o600 });
}

/** Builds the tree in memory. @throws where the columns do not fit */
async function readTree(nodes: readonly TreeNode[], second: SecondLine): Promise<EntryTree | undefined> {
  const slice = createTimeSlice();
  const tree = new EntryTree();
  const containers = new Map(second.containers.map((row) => [row[0], row]));
  for (const [row, node] of nodes.entries()) {
    const parent = node.parentId === undefined ? undefined : tree.find(node.parentId);
    const fileName = second.fileNames[row];
    if (fileName === undefined || tree.find(node.id) !== undefined) return undefined;
    tree.add(
      readItem(node, row, second, { parent: parent as ContainerEntry | undefined, fileName, containers }),
    );
    await slice.giveWay();
  }
  return tree;
}

function readItem(
  node: TreeNode,
  row: number,
  { sizes, times, revisions }: SecondLine,
  place: { parent: ContainerEntry | undefined; fileName: string; containers: Map<number, ContainerRow> },
): Entry {
  const { kind } = node;
  const revision = revisions[row] ?? undefined;
  const entry: Entry = {
    id: node.id,
    kind,
    parent: place.parent,
    fileName: place.fileName,
    name: node.name,
    method: node.method,
    order: node.order,
    detail: node.detail,
    exampleCount: node.exampleCount ?? 0,
    stamp: revision === undefined ? undefined : { sizeBytes: sizes[row] ?? 0, modifiedMs: times[row] ?? 0 },
    revision,
  };
  if (kind !== 'collection' && kind !== 'folder') return entry;
  const [, definitionName, directoryMs = 0, resourcesMs = 0] = place.containers.get(row) ?? [];
  const container: ContainerEntry = {
    ...entry,
    kind,
    children: new Map(),
    definitionName: definitionName ?? undefined,
    directoryStamps: directoryMs > 0 ? [directoryMs, resourcesMs] : undefined,
  };
  return container;
}

function writeContainer({ definitionName, directoryStamps }: ContainerEntry, row: number): ContainerRow {
  return [row, definitionName ?? null, directoryStamps?.[0] ?? 0, directoryStamps?.[1] ?? 0];
}

function readEnvironments({ environments }: SecondLine): EnvironmentEntry[] | undefined {
  const entries: EnvironmentEntry[] = [];
  for (const row of environments) {
    const [id, fileName, name, variableCount, sizeBytes, modifiedMs, revision, damage] = row;
    if (typeof id !== 'string' || typeof fileName !== 'string' || typeof name !== 'string') return undefined;
    const stamp = { sizeBytes, modifiedMs };
    const entry: EnvironmentEntry = { id, fileName, name, variableCount, stamp, revision };
    if (damage !== null) entry.damage = damage;
    entries.push(entry);
  }
  return entries;
}

function writeEnvironment(entry: EnvironmentEntry): EnvironmentRow {
  const { id, fileName, name, variableCount, stamp, revision, damage } = entry;
  return [id, fileName, name, variableCount, stamp.sizeBytes, stamp.modifiedMs, revision, damage ?? null];
}

function parseLine<T>(text: string): T | undefined {
  return attempt(() => JSON.parse(text) as T);
}

/** What is damaged may fail anywhere. */
function attempt<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
