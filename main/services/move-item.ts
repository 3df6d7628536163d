import type { Service } from './service.ts';

/** Moves an item into a parent, before a sibling or last. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_INVALID_MOVE, ERR_WORKSPACE_WRITE_FAILED */
export const moveItem: Service<'item.move'> = async (app, { id, parentId, beforeId }) => {
  return { node: await app.workspace.moveItem(id, parentId, beforeId) };
};
