import type { Service } from './service.ts';

/** Copies an environment, with secrets of its own. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const duplicateEnvironment: Service<'environment.duplicate'> = (app, { id }) =>
  app.workspace.duplicateEnvironment(id);
