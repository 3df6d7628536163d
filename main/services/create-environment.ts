import type { Service } from './service.ts';

/** Creates an environment. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const createEnvironment: Service<'environment.create'> = (app, { name, variables = [] }) =>
  app.workspace.createEnvironment(name, variables);
