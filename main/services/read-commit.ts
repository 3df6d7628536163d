import { describeChanges } from '../git/describe-changes.ts';
import { openGit } from '../git/open-git.ts';
import { readCommitChanges } from '../git/read-log.ts';
import type { Service } from './service.ts';

/** More than this nobody looks through. */
const mostFiles = 1_000;

/** Gives what a commit changed in the workspace, as items of it. @throws AppError ERR_GIT_* */
export const readCommit: Service<'git.readCommit'> = async (app, { commit }, call) => {
  const git = await openGit(app, call);
  const changes = await readCommitChanges(git, commit);
  return {
    changes: await describeChanges(app, git, changes.slice(0, mostFiles)),
    isCut: changes.length > mostFiles,
  };
};
