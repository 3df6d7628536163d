import type { Service } from './service.ts';

/** Writes a request. @throws AppError ERR_WORKSPACE_CONFLICT, ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const saveRequest: Service<'request.save'> = async (app, { id, request, revision, overwrite }) => {
  return { revision: await app.workspace.saveRequest(id, request, revision, overwrite) };
};
