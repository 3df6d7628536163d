import type { ItemId } from '../../../core/ids.ts';
import { bestMatches, fuzzyScore } from '../../../core/text/fuzzy-match.ts';
import type { EnvironmentSummary } from '../../../core/workspace/environment.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import type { Command } from './command.ts';
import { actionCommands } from './commands.ts';
import { settingCommands } from './setting-commands.ts';
import type { RecentId } from './recent.ts';

/** One line of the palette. */
export type PaletteEntry =
  | { kind: 'command'; id: RecentId; title: string; command: Command }
  | { kind: 'item'; id: RecentId; title: string; node: TreeNode; path: string }
  | { kind: 'environment'; id: RecentId; title: string; environmentId: ItemId | undefined; isUsed: boolean };

export interface PaletteGroup {
  heading: string;
  entries: PaletteEntry[];
}

/** Everything the palette can offer at the moment. */
export interface PaletteSources {
  actions: readonly PaletteEntry[];
  settings: readonly PaletteEntry[];
  items: readonly (PaletteEntry & { kind: 'item' })[];
  environments: readonly PaletteEntry[];
}

const mostItems = 40;
const mostRecent = 8;

/** Lists requests, folders and collections with the names above them. */
export function itemEntries(nodes: Readonly<Record<ItemId, TreeNode>>): (PaletteEntry & { kind: 'item' })[] {
  const paths = new Map<ItemId, string>();
  const pathTo = (id: ItemId | undefined, depth: number): string => {
    const node = id === undefined ? undefined : nodes[id];
    if (id === undefined || node === undefined || depth > 200) return '';
    const known = paths.get(id);
    if (known !== undefined) return known;
    const above = pathTo(node.parentId, depth + 1);
    const path = above === '' ? node.name : `${above} / ${node.name}`;
    paths.set(id, path);
    return path;
  };
  return Object.values(nodes)
    .filter((node) => node.kind === 'request' || node.kind === 'folder' || node.kind === 'collection')
    .map((node) => ({
      kind: 'item',
      id: `item:${node.id}`,
      title: node.name,
      node,
      path: pathTo(node.parentId, 0),
    }));
}

/** Lists the environments, and the choice of none. */
export function environmentEntries(
  list: readonly EnvironmentSummary[],
  selectedId: ItemId | undefined,
): PaletteEntry[] {
  const entry = (id: ItemId | undefined, name: string): PaletteEntry => ({
    kind: 'environment',
    id: `environment:${id ?? ''}`,
    title: name,
    environmentId: id,
    isUsed: id === selectedId,
  });
  return [...list.map(({ id, name }) => entry(id, name)), entry(undefined, 'No Environment')];
}

/** Lists commands, without those that would do nothing now. */
export function commandEntries(
  isAvailable: (command: Command) => boolean,
): Pick<PaletteSources, 'actions' | 'settings'> {
  const entries = (list: readonly Command[]) =>
    list.filter(isAvailable).map((command): PaletteEntry => ({
      kind: 'command',
      id: `command:${command.id}`,
      title: command.title,
      command,
    }));
  return { actions: entries(actionCommands), settings: entries(settingCommands) };
}

const textOf = (entry: PaletteEntry) => entry.title;

/** What a line is found by, beside its title. */
function moreOf(entry: PaletteEntry): string {
  if (entry.kind === 'command') return entry.command.keywords ?? '';
  if (entry.kind === 'environment') return 'use environment switch';
  return `${entry.node.method ?? ''} ${entry.path}`;
}

function unfiltered(sources: PaletteSources, recent: readonly RecentId[]): PaletteGroup[] {
  const all = new Map<RecentId, PaletteEntry>(
    [...sources.items, ...sources.actions, ...sources.settings, ...sources.environments].map((entry) => [
      entry.id,
      entry,
    ]),
  );
  const last = recent.flatMap((id) => all.get(id) ?? []).slice(0, mostRecent);
  const isLast = new Set(last);
  const rest = (entries: readonly PaletteEntry[]) => entries.filter((entry) => !isLast.has(entry));
  return [
    { heading: 'Recent', entries: last },
    { heading: 'Actions', entries: rest(sources.actions) },
    { heading: 'Environments', entries: rest(sources.environments) },
    { heading: 'Settings', entries: rest(sources.settings) },
  ].filter((group) => group.entries.length > 0);
}

/** Gives the palette's lines for a query: without one, what was used last and everything that can be done. */
export function paletteGroups(
  sources: PaletteSources,
  query: string,
  recent: readonly RecentId[],
): PaletteGroup[] {
  if (query.trim() === '') return unfiltered(sources, recent);
  const groups = foundGroups(sources, query, false);
  // Slips are looked for only where nothing is spelt that way.
  return groups.length > 0 ? groups : foundGroups(sources, query, true);
}

function foundGroups(sources: PaletteSources, query: string, isForgiving: boolean): PaletteGroup[] {
  const find = (entries: readonly PaletteEntry[], limit = 20) =>
    bestMatches(entries, query, { textOf, moreOf, limit, isForgiving });
  const groups = [
    { heading: 'Requests and folders', entries: find(sources.items, mostItems) },
    { heading: 'Actions', entries: find(sources.actions) },
    { heading: 'Environments', entries: find(sources.environments) },
    { heading: 'Settings', entries: find(sources.settings) },
  ].filter((group) => group.entries.length > 0);
  const best = ({ entries: [first] }: PaletteGroup) =>
    first === undefined ? 0 : (fuzzyScore(first.title, query, moreOf(first), isForgiving) ?? 0);
  // The best answer stands first, whatever kind it is.
  return groups.toSorted((a, b) => best(b) - best(a));
}
