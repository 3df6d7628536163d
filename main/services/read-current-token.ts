import { findEffectiveAuth } from '../../core/auth/effective-auth.ts';
import type { Auth } from '../../core/auth/auth.ts';
import { isAppError } from '../../core/errors.ts';
import type { ItemId } from '../../core/ids.ts';
import type { AppContext } from '../app-context.ts';
import { findCurrentToken } from '../oauth/current-token.ts';
import { resolveConfig } from '../oauth/resolve-config.ts';
import { tokenPlaceOf } from '../oauth/token-place.ts';
import type { TokenEntry } from '../storage/token-store.ts';
import { readRequestScopes } from './request-scopes.ts';
import type { Service } from './service.ts';

/** Gives the token a request would send now. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND */
export const readCurrentToken: Service<'token.readCurrent'> = async (app, place) => {
  const entry = await findTokenAt(app, place);
  return entry === undefined ? {} : { token: entry.summary };
};

/** Finds the token in force at an item; none where its set-up has names without a value. */
export async function findTokenAt(
  app: AppContext,
  { itemId, environmentId }: { itemId?: ItemId | undefined; environmentId?: ItemId | undefined },
): Promise<TokenEntry | undefined> {
  if (itemId === undefined) return undefined;
  const ancestors = await app.workspace.readAncestors(itemId);
  const isContainer = ancestors[0]?.id === itemId;
  const own: Auth | undefined = isContainer
    ? undefined
    : (await app.workspace.readRequest(itemId)).request.auth;
  const effective = findEffectiveAuth(own, ancestors);
  const tokenPlace = tokenPlaceOf({ id: itemId, environmentId }, effective, ancestors);
  for (const id of tokenPlace.itemIds) {
    const chosen = app.tokens.selection(id, environmentId);
    if (chosen !== undefined) return app.tokens.find(chosen);
  }
  if (effective?.auth.type !== 'oauth2') return undefined;
  try {
    const scopes = await readRequestScopes(app, { ancestors, environmentId, variables: undefined });
    return await findCurrentToken(app, resolveConfig(app, effective.auth, scopes), tokenPlace);
  } catch (fault) {
    if (isAppError(fault) && fault.code.startsWith('ERR_VARIABLE_')) return undefined;
    throw fault;
  }
}
