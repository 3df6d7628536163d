import type { Service } from './service.ts';

/** Gives what a collection or folder says about itself. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_UNREADABLE */
export const readDefinition: Service<'definition.read'> = (app, { id }) => app.workspace.readDefinition(id);
