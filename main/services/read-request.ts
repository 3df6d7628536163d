import type { Service } from './service.ts';

/** Gives a stored request with the revision a save must name. @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_UNREADABLE, ERR_WORKSPACE_UNSUPPORTED_KIND */
export const readRequest: Service<'request.read'> = (app, { id }) => app.workspace.readRequest(id);
