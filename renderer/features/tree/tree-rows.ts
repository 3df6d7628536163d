import { useDeferredValue, useMemo } from 'react';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { indexTree, isContainer, type NameRange, searchTree } from '../../../core/workspace/tree-view.ts';
import { useStore } from '../../store/store.ts';
import type { TreeRow } from '../../ui/tree-model.ts';

/** A line of the side bar's tree. */
export type CollectionRow = TreeRow & {
  node: TreeNode;
  childCount: number;
  matches: NameRange[] | undefined;
};

/** Derives the sorted tree and the lines in sight from the store; each step only when its own input changed. */
export function useCollectionRows() {
  const nodes = useStore((state) => state.tree.nodes);
  const expanded = useStore((state) => state.tree.expanded);
  // The field shows what is typed at once; the tree follows when there is time.
  const search = useDeferredValue(useStore((state) => state.tree.search));
  const index = useMemo(() => indexTree(nodes), [nodes]);
  const rows = useMemo(
    () =>
      searchTree(index, expanded, search).map(
        ({ node, depth, childCount, isExpanded, matches }): CollectionRow => ({
          id: node.id,
          depth,
          label: node.name,
          isExpanded: isContainer(node) ? isExpanded : undefined,
          node,
          childCount,
          matches,
        }),
      ),
    [index, expanded, search],
  );
  return { index, rows };
}
