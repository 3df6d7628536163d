import type { Service } from './service.ts';

/** Deletes sends from the history; the step can be taken back. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const deleteHistory: Service<'history.delete'> = async (app, { ids }) => {
  const { undo } = await app.history.remove(ids);
  return { undoId: app.undoLog.add(undo) };
};
