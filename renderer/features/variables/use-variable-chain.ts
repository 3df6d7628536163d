import { useCallback, useEffect, useMemo } from 'react';
import type { ItemId } from '../../../core/ids.ts';
import type { ScopeChain } from '../../../core/variables/scope.ts';
import { useStore } from '../../store/store.ts';
import type { VisibleVariable } from '../environments/environments-slice.ts';
import { ancestorsOf, findVisible, visibleScopes } from './visible-scopes.ts';

/**
 * The scopes an item sees, in winning order; of a request that was never saved, those of the place it will go to.
 * Without an item: the selected environment and the globals.
 */
export function useVariableChain(itemId: ItemId | undefined, parentId?: ItemId): ScopeChain {
  const start = itemId ?? parentId;
  const nodes = useStore((state) => state.tree.nodes);
  const environment = useStore((state) => state.environments.selected);
  const globals = useStore((state) => state.environments.globals);
  const definitions = useStore((state) => state.environments.definitions);
  const loadAncestors = useStore((state) => state.environments.loadAncestors);
  const showError = useStore((state) => state.notices.showError);

  // Most changes of the tree leave the path to one item alone.
  const path = ancestorsOf(nodes, start);
  const pathKey = JSON.stringify(path);
  const ancestors = useMemo(() => JSON.parse(pathKey) as typeof path, [pathKey]);

  useEffect(() => {
    if (start !== undefined && ancestors.length > 0) loadAncestors(start).catch(showError);
  }, [start, ancestors, loadAncestors, showError]);

  return useMemo(
    () => visibleScopes({ environment, globals, ancestors, definitions }),
    [environment, globals, ancestors, definitions],
  );
}

/** Gives a function that tells what a `{{name}}` of an item stands for, or `undefined` where nothing has that name. */
export function useVariableLookup(
  itemId: ItemId | undefined,
  parentId?: ItemId,
): (name: string) => VisibleVariable | undefined {
  const chain = useVariableChain(itemId, parentId);
  return useCallback((name: string) => findVisible(chain, name), [chain]);
}
