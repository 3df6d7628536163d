import type { Service } from './service.ts';

/** Gives the whole tree. */
export const readTree: Service<'workspace.readTree'> = async (app) => {
  return { nodes: await app.workspace.readTree() };
};
