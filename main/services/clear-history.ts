import type { Service } from './service.ts';

/** Deletes the whole history; the step can be taken back. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const clearHistory: Service<'history.clear'> = async (app) => {
  const { removed, undo } = await app.history.remove();
  return { removed, undoId: app.undoLog.add(undo) };
};
