import { describeChanges } from '../git/describe-changes.ts';
import { openGit } from '../git/open-git.ts';
import { readChanges, readRemotes } from '../git/read-changes.ts';
import type { Service } from './service.ts';

/** Gives what is otherwise than in the last commit, as items of the workspace. @throws AppError ERR_GIT_* */
export const readGitStatus: Service<'git.readStatus'> = async (app, _input, call) => {
  const git = await openGit(app, call);
  const { changes, ...status } = await readChanges(git);
  return {
    ...status,
    remotes: await readRemotes(git),
    changes: await describeChanges(app, git, changes),
  };
};
