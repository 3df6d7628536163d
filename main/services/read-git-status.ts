import type { AppContext } from '../app-context.ts';
import type { FileChange, GitChange } from '../../core/git/git-change.ts';
import { type Git, openGit } from '../git/open-git.ts';
import { readChanges, readRemotes } from '../git/read-changes.ts';
import type { Service } from './service.ts';

/** Gives what is otherwise than in the last commit, as items of the workspace. @throws AppError ERR_GIT_* */
export const readGitStatus: Service<'git.readStatus'> = async (app, _input, call) => {
  const git = await openGit(app, call);
  const { changes, commit, ...status } = await readChanges(git);
  return {
    ...status,
    hasCommits: commit !== undefined,
    remotes: await readRemotes(git),
    changes: await describe(app, git, changes),
  };
};

async function describe(
  app: Pick<AppContext, 'workspace'>,
  { workspacePath }: Git,
  changes: readonly FileChange[],
): Promise<GitChange[]> {
  const start = workspacePath === '' ? 0 : workspacePath.length + 1;
  const items = await app.workspace.describePaths(changes.map(({ path }) => path.slice(start)));
  return changes.flatMap(({ path, oldPath, state }, at) => {
    const item = items[at];
    return item === undefined ? [] : [{ path, state, item, ...(oldPath === undefined ? {} : { oldPath }) }];
  });
}
