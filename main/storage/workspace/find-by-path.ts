import type { ContainerEntry, Entry, EntryTree } from './entry-tree.ts';

/** Finds an item by the names from its collection down, joined by `/`; names may hold `/` themselves. Case counts first. */
export function findByPath(tree: EntryTree, path: string): Entry | undefined {
  const exact = (name: string) => name;
  const folded = (name: string) => name.toLowerCase();
  return search(tree, undefined, path, exact) ?? search(tree, undefined, path, folded);
}

function search(
  tree: EntryTree,
  parent: ContainerEntry | undefined,
  path: string,
  fold: (name: string) => string,
): Entry | undefined {
  for (const entry of tree.sorted(parent)) {
    const name = fold(entry.name);
    const wanted = fold(path);
    if (wanted === name) return entry;
    if (entry.children !== undefined && wanted.startsWith(`${name}/`)) {
      const found = search(tree, entry as ContainerEntry, path.slice(name.length + 1), fold);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
