import type { Service } from './service.ts';

/** Deletes an item; the step can be taken back. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const deleteItem: Service<'item.delete'> = async (app, { id }) => {
  return { undoId: await app.workspace.deleteItem(id) };
};
