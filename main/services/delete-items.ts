import type { Service } from './service.ts';

/** Deletes items, all or none; the step can be taken back. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const deleteItems: Service<'items.delete'> = async (app, { ids }) => {
  return { undoId: await app.workspace.deleteItems(ids) };
};
