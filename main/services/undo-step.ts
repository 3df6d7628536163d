import type { Service } from './service.ts';

/** Takes back a delete, an import or a clean-up. @throws AppError ERR_WORKSPACE_UNDO_EXPIRED, ERR_WORKSPACE_CONFLICT */
export const undoStep: Service<'workspace.undo'> = async (app, { undoId }) => {
  if (app.undoLog.has(undoId)) await app.undoLog.run(undoId);
  else await app.workspace.undo(undoId);
  return {};
};
