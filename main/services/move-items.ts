import type { Service } from './service.ts';

/** Moves items into one parent, all or none. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_INVALID_MOVE, ERR_WORKSPACE_WRITE_FAILED */
export const moveItems: Service<'items.move'> = (app, { ids, parentId, beforeId }) =>
  app.workspace.moveItems(ids, parentId, beforeId);
