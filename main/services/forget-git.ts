import { consentName, requireRepository } from '../git/open-git.ts';
import type { Service } from './service.ts';

/** Starts no Git in the repository of the workspace any more. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const forgetGit: Service<'git.forget'> = async (app) => {
  await app.gitConsents.forbid([consentName(await requireRepository(app))]);
  return {};
};
