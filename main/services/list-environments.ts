import type { Service } from './service.ts';

/** Gives all environments by name. */
export const listEnvironments: Service<'environment.list'> = async (app) => {
  return { environments: await app.workspace.listEnvironments() };
};
