import type { Service } from './service.ts';

/**
 * Keeps a copy of an uploaded file, which requests may send from now on: whoever chooses a file means to send it.
 *
 * @throws AppError ERR_UPLOAD_NOT_FOUND, ERR_UPLOAD_TOO_LARGE, ERR_WORKSPACE_WRITE_FAILED
 */
export const keepFile: Service<'file.keep'> = async (app, { uploadId, name }) => {
  const path = await app.keptFiles.keep(app.uploads.path(uploadId), name);
  await app.uploads.remove(uploadId);
  await app.fileConsents.allow([path]);
  return { path };
};
