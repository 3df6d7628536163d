import type { Service } from './service.ts';

/** Copies an item with all inside it and puts the copy after it. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const duplicateItem: Service<'item.duplicate'> = async (app, { id }) => {
  return { node: await app.workspace.duplicateItem(id) };
};
