import type { Service } from './service.ts';

/** Deletes a saved example; the step can be taken back. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const deleteExample: Service<'example.delete'> = async (app, { requestId, fileName }) => {
  return { undoId: await app.workspace.deleteExample(requestId, fileName) };
};
