import type { ItemId } from '../ids.ts';
import type { DefinitionRecord } from '../workspace/definition.ts';
import type { Auth } from './auth.ts';

/** The authorization a request is sent with, and whose it is. */
export interface EffectiveAuth {
  auth: Auth;
  /** The folder or collection it is inherited from; absent where it is the request's own. */
  inheritedFrom?: { id: ItemId; name: string };
}

/**
 * Finds the authorization in force: the request's own, else that of the nearest ancestor that has one.
 *
 * @param ancestors Nearest first, up to the collection.
 */
export function findEffectiveAuth(
  own: Auth | undefined,
  ancestors: readonly DefinitionRecord[],
): EffectiveAuth | undefined {
  if (own !== undefined) return { auth: own };
  for (const { id, definition } of ancestors) {
    if (definition.auth !== undefined) {
      return { auth: definition.auth, inheritedFrom: { id, name: definition.name } };
    }
  }
  return undefined;
}
