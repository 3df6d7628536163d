import type { Service } from './service.ts';

/** Takes permissions of scripts back. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const forbidScripts: Service<'script.forbid'> = async (app, { hashes }) => {
  await app.scriptConsents.forbid(hashes);
  return {};
};
