import type { Service } from './service.ts';

/** Renames an item; its file follows. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const renameItem: Service<'item.rename'> = async (app, { id, name }) => {
  return { node: await app.workspace.renameItem(id, name) };
};
