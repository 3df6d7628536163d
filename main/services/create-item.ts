import type { Service } from './service.ts';

/** Creates a collection, folder or request, last in its parent. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_INVALID_MOVE, ERR_WORKSPACE_WRITE_FAILED */
export const createItem: Service<'item.create'> = async (app, item) => {
  return { node: await app.workspace.createItem(item) };
};
