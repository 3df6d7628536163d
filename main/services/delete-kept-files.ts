import type { Service } from './service.ts';

/** Deletes all copies of files that requests send; the step can be taken back. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const deleteKeptFiles: Service<'file.deleteKept'> = async (app) => ({
  undoId: app.undoLog.add(await app.keptFiles.delete()),
});
