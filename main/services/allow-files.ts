import type { Service } from './service.ts';

/** Lets requests send these files from now on. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const allowFiles: Service<'file.allow'> = async (app, { paths }) => {
  await app.fileConsents.allow(paths);
  return {};
};
