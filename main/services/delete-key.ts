import type { Service } from './service.ts';

/** Deletes a stored key; the step can be taken back. @throws AppError ERR_KEY_NOT_FOUND */
export const deleteKey: Service<'key.delete'> = async (app, { id }) => ({
  undoId: app.undoLog.add(await app.keys.remove(id)),
});
