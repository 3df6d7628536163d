import type { Service } from './service.ts';

/** Takes every permission of scripts, files and repositories back. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const forgetConsents: Service<'security.forgetConsents'> = async (app) => {
  await Promise.all([app.scriptConsents.forbid(), app.fileConsents.forbid(), app.gitConsents.forbid()]);
  return {};
};
