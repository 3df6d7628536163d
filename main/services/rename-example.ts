import type { Service } from './service.ts';

/**
 * Renames a saved example; its file follows.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_UNREADABLE, ERR_WORKSPACE_WRITE_FAILED
 */
export const renameExample: Service<'example.rename'> = async (app, { requestId, fileName, name }) => {
  return { fileName: await app.workspace.renameExample(requestId, fileName, name) };
};
