import type { Service } from './service.ts';

/** Gives an environment, or the globals, without the values of secrets. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_UNREADABLE */
export const readEnvironment: Service<'environment.read'> = (app, { id }) =>
  app.workspace.readEnvironment(id);
