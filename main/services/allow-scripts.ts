import type { Service } from './service.ts';

/** Lets exactly these texts of scripts run from now on. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const allowScripts: Service<'script.allow'> = async (app, { hashes }) => {
  await app.scriptConsents.allow(hashes);
  return {};
};
