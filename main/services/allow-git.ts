import { AppError } from '../../core/errors.ts';
import { consentName, requireRepository } from '../git/open-git.ts';
import type { Service } from './service.ts';

/**
 * Lets Postern start Git in the repository of the workspace from now on.
 *
 * @throws AppError ERR_GIT_NOT_A_REPOSITORY where it is not the one that was asked about, ERR_WORKSPACE_WRITE_FAILED
 */
export const allowGit: Service<'git.allow'> = async (app, { path }) => {
  const repository = await requireRepository(app);
  if (repository.root !== path) {
    throw new AppError('ERR_GIT_NOT_A_REPOSITORY', 'That is another repository by now. Look at it again.');
  }
  await app.gitConsents.allow([consentName(repository)]);
  return {};
};
