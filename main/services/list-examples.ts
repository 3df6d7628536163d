import type { Service } from './service.ts';

/** Gives the saved examples of a request. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND */
export const listExamples: Service<'example.list'> = async (app, { requestId }) => {
  return { examples: await app.workspace.readExamples(requestId) };
};
