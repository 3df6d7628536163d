import type { Service } from './service.ts';

/** Writes what a collection or folder says about itself. @throws AppError ERR_WORKSPACE_CONFLICT, ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const saveDefinition: Service<'definition.save'> = async (
  app,
  { id, definition, revision, overwrite },
) => {
  return { revision: await app.workspace.saveDefinition(id, definition, revision, overwrite) };
};
