import type { CollectionItem } from '../workspace/collection.ts';

/** Counts the requests of a tree. */
export function countItems(items: CollectionItem[]): number {
  return items.reduce((sum, item) => sum + (item.kind === 'request' ? 1 : countItems(item.items)), 0);
}
