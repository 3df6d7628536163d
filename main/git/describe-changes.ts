import type { FileChange, GitChange } from '../../core/git/git-change.ts';
import type { AppContext } from '../app-context.ts';
import type { Repository } from './find-repository.ts';

/** Says of changed files which items of the workspace they are. */
export async function describeChanges(
  { workspace }: Pick<AppContext, 'workspace'>,
  { workspacePath }: Pick<Repository, 'workspacePath'>,
  changes: readonly FileChange[],
): Promise<GitChange[]> {
  const start = workspacePath === '' ? 0 : workspacePath.length + 1;
  const items = await workspace.describePaths(changes.map(({ path }) => path.slice(start)));
  return changes.flatMap(({ path, oldPath, state }, at) => {
    const item = items[at];
    return item === undefined ? [] : [{ path, state, item, ...(oldPath === undefined ? {} : { oldPath }) }];
  });
}
