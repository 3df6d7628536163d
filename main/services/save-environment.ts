import type { Service } from './service.ts';

/** Writes an environment, or the globals: the shared part to the workspace, the rest to the profile. @throws AppError ERR_WORKSPACE_CONFLICT, ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const saveEnvironment: Service<'environment.save'> = (
  app,
  { id, name, variables, revision, overwrite },
) => app.workspace.saveEnvironment(id, name, variables, revision, overwrite);
