import { openGit } from '../git/open-git.ts';
import type { Service } from './service.ts';
import { requireBranchName } from './switch-branch.ts';

/** Makes a branch of what is checked out and switches to it; files stay as they are. @throws AppError ERR_GIT_BRANCH_INVALID, ERR_GIT_* */
export const createBranch: Service<'git.createBranch'> = async (app, { name }, call) => {
  requireBranchName(name);
  const git = await openGit(app, call);
  await git.run(['switch', '--quiet', '--no-recurse-submodules', '--create', name], { kind: 'change' });
  return {};
};
