import { useMemo } from 'react';
import type { Auth } from '../../../core/auth/auth.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { Definition } from '../../../core/workspace/definition.ts';
import { useStore } from '../../store/store.ts';
import { ancestorsOf } from '../variables/public.ts';

/** An authorization that comes from further out, and the collection or folder it stands in. */
export interface InheritedAuth {
  auth: Auth;
  from: { id: ItemId; name: string };
}

/** Finds the nearest authorization outwards. */
export function findInheritedAuth(
  ancestorIds: readonly ItemId[],
  definitions: Readonly<Record<ItemId, Definition>>,
): InheritedAuth | undefined {
  for (const id of ancestorIds) {
    const definition = definitions[id];
    if (definition?.auth !== undefined) return { auth: definition.auth, from: { id, name: definition.name } };
  }
  return undefined;
}

/** What an item inherits: the authorization of the nearest folder or collection around it that has one. */
export function useInheritedAuth(itemId: ItemId | undefined, parentId?: ItemId): InheritedAuth | undefined {
  const nodes = useStore((state) => state.tree.nodes);
  const definitions = useStore((state) => state.environments.definitions);
  return useMemo(() => {
    const ids = ancestorsOf(nodes, itemId ?? parentId).map(({ id }) => id);
    return findInheritedAuth(
      ids.filter((id) => id !== itemId),
      definitions,
    );
  }, [nodes, definitions, itemId, parentId]);
}
