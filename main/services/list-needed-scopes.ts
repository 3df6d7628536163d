import { neededScopes } from '../../core/auth/oauth2/needed-scopes.ts';
import { AppError } from '../../core/errors.ts';
import type { TreeNode } from '../../core/workspace/tree-node.ts';
import { indexTree, subtreeIds } from '../../core/workspace/tree-view.ts';
import { cancelledCall } from '../cancellation.ts';
import type { Service } from './service.ts';

/** Finds the least scopes of everything under an item. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_CALL_CANCELLED */
export const listNeededScopes: Service<'scope.listNeeded'> = async (app, { itemId }, call) => {
  const nodes: Record<string, TreeNode> = Object.fromEntries(
    (await app.workspace.readTree()).map((node) => [node.id, node]),
  );
  if (nodes[itemId] === undefined) {
    throw new AppError('ERR_WORKSPACE_ITEM_NOT_FOUND', 'This item is not in the workspace any more.');
  }
  const requests: { name: string; method: string; url: string }[] = [];
  for (const id of subtreeIds(indexTree(nodes), itemId)) {
    if (call.signal.aborted) throw cancelledCall();
    if (nodes[id]?.kind !== 'request') continue;
    const { name, request } = await app.workspace.readRequest(id);
    requests.push({ name, method: request.method, url: request.url });
  }
  const { oktaScopeMap } = await import('../../core/auth/oauth2/okta-scope-map.ts');
  return neededScopes(oktaScopeMap(), requests);
};
