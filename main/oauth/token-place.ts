import type { EffectiveAuth } from '../../core/auth/effective-auth.ts';
import type { ItemId } from '../../core/ids.ts';
import type { DefinitionRecord } from '../../core/workspace/definition.ts';
import type { TokenPlace } from './current-token.ts';

/**
 * Gives where the token of a request is looked for: at the request, then up to the folder or collection whose
 * authorization is in force, and no further, since above it another set-up stands.
 */
export function tokenPlaceOf(
  request: { id?: ItemId | undefined; environmentId?: ItemId | undefined },
  effective: Pick<EffectiveAuth, 'inheritedFrom'> | undefined,
  ancestors: readonly DefinitionRecord[],
): TokenPlace {
  const ids = ancestors.map(({ id }) => id);
  const owner = effective?.inheritedFrom?.id;
  const inherited = owner === undefined ? [] : ids.slice(0, ids.indexOf(owner) + 1);
  const own = request.id === undefined ? [] : [request.id];
  return { itemIds: [...new Set([...own, ...inherited])], environmentId: request.environmentId };
}
