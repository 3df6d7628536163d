import { exportEnvironment as toPostman } from '../../core/export/environment.ts';
import { globalsId } from '../../core/workspace/environment.ts';
import { withSecrets } from './export-collection.ts';
import { keepExport } from './keep-export.ts';
import type { Service } from './service.ts';

/**
 * Writes an environment, or the globals, as Postman's JSON into the body store: initial values only. Secrets are
 * blanked unless they are asked for.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_SECRET_UNREADABLE
 */
export const exportEnvironment: Service<'environment.export'> = async (
  app,
  { id, includeSecrets = false },
) => {
  const environment = await app.workspace.readEnvironment(id);
  const isGlobals = id === globalsId;
  const scope = isGlobals ? ({ kind: 'globals' } as const) : ({ kind: 'environment', id } as const);
  const variables = includeSecrets
    ? await withSecrets(app, scope, environment.variables)
    : environment.variables;
  const { document, blanked } = toPostman(
    { name: environment.name, variables },
    { scope: isGlobals ? 'globals' : 'environment', includeSecrets },
  );
  const ending = isGlobals ? 'postman_globals' : 'postman_environment';
  return { ...(await keepExport(app, document, `${environment.name}.${ending}`)), blanked };
};
