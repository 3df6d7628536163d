import { AppError } from '../../core/errors.ts';
import { isBranchName } from '../../core/git/branch-name.ts';
import { openGit } from '../git/open-git.ts';
import { readRemotes } from '../git/read-changes.ts';
import type { Service } from './service.ts';

/**
 * Switches to a branch in the turn of a write; what would be overwritten refuses.
 *
 * @throws AppError ERR_GIT_BRANCH_INVALID, ERR_GIT_BRANCH_EXISTS, ERR_GIT_WOULD_OVERWRITE, ERR_GIT_*
 */
export const switchBranch: Service<'git.switchBranch'> = async (app, { name, isRemote }, call) => {
  requireBranchName(name);
  const git = await openGit(app, call);
  const target = isRemote ? trackingArguments(await readRemotes(git), name) : ['--no-guess', name];
  await app.workspace.changeOutside(() =>
    git.run(['switch', '--quiet', '--no-recurse-submodules', ...target], { kind: 'change' }),
  );
  return {};
};

/** @throws AppError ERR_GIT_BRANCH_INVALID */
export function requireBranchName(name: string): void {
  if (isBranchName(name)) return;
  throw new AppError(
    'ERR_GIT_BRANCH_INVALID',
    'No branch can have that name. Use letters, digits, "-", "_", "." and "/", without spaces and not with "-" first.',
    { details: { name: name.slice(0, 250) } },
  );
}

function trackingArguments(remotes: readonly { name: string }[], name: string): string[] {
  // The name of a remote may hold a slash itself.
  const owners = remotes.filter((remote) => name.startsWith(`${remote.name}/`));
  const owner = owners.toSorted((left, right) => right.name.length - left.name.length)[0];
  const local = owner === undefined ? '' : name.slice(owner.name.length + 1);
  requireBranchName(local);
  return ['--create', local, '--track', `refs/remotes/${name}`];
}
