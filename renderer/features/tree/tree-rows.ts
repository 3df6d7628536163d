import { createContext, useDeferredValue, useMemo } from 'react';
import { createTreeSearch, rowsHolding } from '../../../core/workspace/tree-search.ts';
import { indexTree, type TreeRow } from '../../../core/workspace/tree-view.ts';
import { useStore } from '../../store/store.ts';

/** A line of the side bar's tree. */
export type CollectionRow = TreeRow;

/** What the lines in sight were searched for. */
export const TreeQueryContext = createContext('');

/** Derives the sorted tree and the lines in sight from the store; each step only when its own input changed. */
export function useCollectionRows() {
  const nodes = useStore((state) => state.tree.nodes);
  const expanded = useStore((state) => state.tree.expanded);
  // The field shows what is typed at once; the tree follows when there is time.
  const query = useDeferredValue(useStore((state) => state.tree.search));
  const index = useMemo(() => indexTree(nodes), [nodes]);
  const search = useMemo(() => createTreeSearch(index), [index]);
  const textSearch = useStore((state) => state.tree.textSearch);
  const rows = useMemo(
    () =>
      textSearch?.status === 'ready'
        ? rowsHolding(index, new Set(textSearch.found.keys()), expanded)
        : search(expanded, query),
    [textSearch, index, search, expanded, query],
  );
  return { index, rows, query: textSearch === undefined ? query : '', textSearch };
}
