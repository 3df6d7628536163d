import { exportPostmanV2 } from '../../core/export/postman-v2.ts';
import type { Variable, VariableScopeRef } from '../../core/variables/variable.ts';
import type { AppContext } from '../app-context.ts';
import { keepExport } from './keep-export.ts';
import type { Service } from './service.ts';

/**
 * Writes a collection as Postman v2.1 JSON into the body store. Secrets are blanked unless they are asked for.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_SECRET_UNREADABLE
 */
export const exportCollection: Service<'collection.export'> = async (app, { id, includeSecrets = false }) => {
  const tree = await app.workspace.readCollection(id);
  if (includeSecrets) {
    tree.definition.variables = await withSecrets(app, { kind: 'collection', id }, tree.definition.variables);
  }
  const { document, blanked } = exportPostmanV2(tree, { includeSecrets });
  return { ...(await keepExport(app, document, `${tree.definition.name}.postman_collection`)), blanked };
};

/** Puts the stored values of secret variables in the place of their empty initial ones. */
export async function withSecrets(
  app: AppContext,
  scope: VariableScopeRef,
  variables: readonly Variable[],
): Promise<Variable[]> {
  return Promise.all(
    variables.map(async (variable) => {
      if (variable.type !== 'secret' || variable.secretId === undefined) return variable;
      const value = await app.workspace.revealVariable(scope, variable.key);
      return { ...variable, initialValue: value };
    }),
  );
}
