import type { Auth } from '../../../core/auth/auth.ts';
import type { SetUpParts } from '../../../core/guide/set-up-auth.ts';
import { setUpAuth } from '../../../core/guide/set-up-auth.ts';
import type { ItemId } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import type { State } from '../../store/store.ts';

/** A set-up, and the collection or folder it goes to. */
export interface SetUpOrder extends Omit<SetUpParts, 'scopes'> {
  targetId: ItemId;
}

/** Asks for what reading needs; a set-up that asks for nothing is refused by every org. */
async function leastScopes({ targetId, found }: SetUpOrder): Promise<string[]> {
  const { scopes, readScopes } = await call('scope.listNeeded', { itemId: targetId });
  const listed = found.scopes.filter((scope) => scope.startsWith('okta.'));
  const isKnown = (scope: string) => listed.length === 0 || listed.includes(scope);
  const [first = ['okta.users.read']] = [readScopes, scopes]
    .map((each) => each.filter(isKnown))
    .filter((each) => each.length > 0);
  return first;
}

/** Writes a set-up into its collection or folder: through the open editor where there is one, so that no edit is lost. */
export async function saveSetUp(get: () => State, order: SetUpOrder): Promise<void> {
  const { targetId } = order;
  const scopes = await leastScopes(order);
  const write = (before: Auth | undefined) => setUpAuth(before, { ...order, scopes });
  const { collections } = get();
  const [tabKey, editor] =
    Object.entries(collections.editors).find(([, open]) => open.itemId === targetId) ?? [];
  if (tabKey !== undefined && editor?.status === 'ready') {
    collections.edit(tabKey, { auth: write(editor.draft.auth) });
    await collections.save(tabKey);
  } else {
    const { definition, revision } = await call('definition.read', { id: targetId });
    const auth = write(definition.auth);
    await call('definition.save', { id: targetId, definition: { ...definition, auth }, revision });
  }
  await get().environments.refreshDefinitions([targetId]);
  await get().tokens.readCurrent(targetId);
}
