import type { Service } from './service.ts';

/** Copies items, all or none. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_INVALID_MOVE, ERR_WORKSPACE_WRITE_FAILED */
export const duplicateItems: Service<'items.duplicate'> = (app, { ids, into }) =>
  app.workspace.duplicateItems(ids, into);
