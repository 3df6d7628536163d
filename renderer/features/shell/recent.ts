import type { JsonValue } from '../../../core/json-value.ts';

/** What was used last: commands (`command:`), items of the tree (`item:`) and environments (`environment:`). */
export type RecentId = `${'command' | 'item' | 'environment'}:${string}`;

/** The name under which the window's layout keeps it. */
export const recentKey = 'recent';

const most = 30;

/** Reads the list, the last used first. */
export function recentIds(layout: Readonly<Record<string, JsonValue>>): RecentId[] {
  const kept = layout[recentKey];
  if (!Array.isArray(kept)) return [];
  return kept.filter(
    (id): id is RecentId => typeof id === 'string' && /^(command|item|environment):/.test(id),
  );
}

/** Gives the list with one more use, at its head. */
export function withRecent(layout: Readonly<Record<string, JsonValue>>, id: RecentId): RecentId[] {
  return [id, ...recentIds(layout).filter((other) => other !== id)].slice(0, most);
}
