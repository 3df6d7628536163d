import type { OperationParsedInput } from '../../core/contract.ts';
import type { Request } from '../../core/http/request.ts';
import type { ItemId, Revision } from '../../core/ids.ts';
import {
  cleanAuth,
  type CleanedRequest,
  cleanRequest,
  missingVariables,
} from '../../core/import/okta-cleanup.ts';
import type { Auth } from '../../core/auth/auth.ts';
import type { Variable } from '../../core/variables/variable.ts';
import type { Definition } from '../../core/workspace/definition.ts';
import type { Environment } from '../../core/workspace/environment.ts';
import type { TreeNode } from '../../core/workspace/tree-node.ts';
import type { AppContext } from '../app-context.ts';

/** A request that the clean-up changes. */
export interface PlannedRequest {
  id: ItemId;
  name: string;
  revision: Revision;
  cleaned: CleanedRequest;
}

/** Everything the Okta clean-up would do; nothing is written yet. */
export interface CleanupPlan {
  requests: PlannedRequest[];
  definitions: { id: ItemId; before: string; definition: Definition; revision: Revision }[];
  environments: { environment: Environment; added: Variable[] }[];
}

/**
 * Finds out what the Okta clean-up would change in some collections and environments.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND
 */
export async function planCleanup(
  app: AppContext,
  { collectionIds, environmentIds, replaceWith }: OperationParsedInput<'import.previewCleanup'>,
  signal: AbortSignal,
): Promise<CleanupPlan> {
  const nodes = await app.workspace.readTree();
  const environments = await Promise.all(environmentIds.map((id) => app.workspace.readEnvironment(id)));
  const names = new Set(environments.flatMap(({ variables }) => variables.map((variable) => variable.key)));
  const plan: CleanupPlan = {
    requests: [],
    definitions: [],
    environments: environments.flatMap((environment) => {
      const added = missingVariables(environment.variables, replaceWith);
      return added.length === 0 ? [] : [{ environment, added }];
    }),
  };
  for (const id of collectionIds) {
    const { definition, revision } = await app.workspace.readDefinition(id);
    const known = new Set([...names, ...definition.variables.map((variable) => variable.key)]);
    const all: Request[] = [];
    const planned: PlannedRequest[] = [];
    for (const node of requestsUnder(nodes, id)) {
      signal.throwIfAborted();
      const record = await app.workspace.readRequest(node.id);
      all.push(record.request);
      const cleaned = cleanRequest(record.request, known);
      if (cleaned) planned.push({ id: node.id, name: node.name, revision: record.revision, cleaned });
    }
    if (planned.some(({ cleaned }) => cleaned.authorizationRows > 0)) {
      const auth = cleanAuth(replaceWith, all);
      if (isOpen(definition.auth)) {
        plan.definitions.push({
          id,
          before: describeAuth(definition.auth),
          definition: { ...definition, auth },
          revision,
        });
      } else giveOwnAuth(planned, auth);
    }
    plan.requests.push(...planned);
  }
  return plan;
}

/** Tells whether a collection has no authorization that its other requests may rely on. */
function isOpen(auth: Auth | undefined): boolean {
  return auth === undefined || auth.type === 'noauth';
}

/** Where the collection's own authorization must stay, the requests get theirs one by one. */
function giveOwnAuth(planned: PlannedRequest[], auth: Auth): void {
  for (const { cleaned } of planned) {
    if (cleaned.authorizationRows > 0) cleaned.request = { ...cleaned.request, auth };
  }
}

/** Gives a type of authorization in words. */
export function describeAuth(auth: Auth | undefined): string {
  if (auth === undefined || auth.type === 'noauth') return 'No authorization';
  if (auth.type === 'oauth2') return 'OAuth 2.0';
  return auth.type === 'apikey' ? 'API Key' : auth.type;
}

function requestsUnder(nodes: readonly TreeNode[], rootId: ItemId): TreeNode[] {
  const inside = new Set<ItemId>([rootId]);
  return nodes.filter((node) => {
    if (node.parentId === undefined || !inside.has(node.parentId)) return false;
    inside.add(node.id);
    return node.kind === 'request';
  });
}
