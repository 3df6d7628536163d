import { AppError } from '../../core/errors.ts';
import { commitChanges } from '../git/commit-changes.ts';
import { openGit } from '../git/open-git.ts';
import { readChangesAt } from '../git/read-changes.ts';
import { scanForSecrets } from '../git/scan-for-secrets.ts';
import type { Service } from './service.ts';

/**
 * Commits files as they are. Where a secret of this profile stands in one of them, or that cannot be known, it says so instead
 * and does nothing, unless that is allowed.
 *
 * @throws AppError ERR_GIT_*
 */
export const commitGitChanges: Service<'git.commit'> = async (
  app,
  { paths, message, allowSecrets },
  call,
) => {
  const git = await openGit(app, call);
  const changes = await readChangesAt(git, paths);
  if (changes.some(({ state }) => state === 'conflicted')) {
    throw new AppError(
      'ERR_GIT_CONFLICT',
      'Some of these files are in conflict. Finish the merge with the tools you use for that.',
    );
  }
  if (changes.length === 0) {
    throw new AppError(
      'ERR_GIT_NOTHING_TO_COMMIT',
      'There is nothing to commit: these files are as in the last commit.',
    );
  }
  if (allowSecrets !== true) {
    const left = changes.filter(({ state }) => state !== 'deleted').map(({ path }) => path);
    const scan = await scanForSecrets(app, git, left, message);
    const isClean = scan.found.length + scan.uncheckedPaths.length === 0 && scan.uncheckedSecrets === 0;
    if (!isClean) return { kind: 'secrets', ...scan };
  }
  return { kind: 'committed', commit: await commitChanges(git, changes, message) };
};
