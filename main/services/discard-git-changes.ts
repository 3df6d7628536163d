import { AppError } from '../../core/errors.ts';
import { discardChanges } from '../git/discard-changes.ts';
import { openGit } from '../git/open-git.ts';
import { readChanges } from '../git/read-changes.ts';
import type { Service } from './service.ts';

/** Puts files back as they are in the last commit; the step can be taken back. @throws AppError ERR_GIT_* */
export const discardGitChanges: Service<'git.discard'> = async (app, { paths }, call) => {
  const git = await openGit(app, call);
  const { changes, commit } = await readChanges(git);
  const wanted = new Set(paths);
  const chosen = changes.filter(({ path }) => wanted.has(path));
  const conflicted = chosen.find(({ state }) => state === 'conflicted');
  if (conflicted !== undefined) {
    throw new AppError(
      'ERR_GIT_CONFLICT',
      `"${conflicted.path}" is in conflict. Finish the merge with the tools you use for that.`,
      { details: { path: conflicted.path } },
    );
  }
  const undo = await discardChanges(app, git, chosen, commit !== undefined);
  return { undoId: app.undoLog.add(undo) };
};
