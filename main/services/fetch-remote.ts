import { chooseRemote, fetchFrom } from '../git/follow-remote.ts';
import { openGit } from '../git/open-git.ts';
import type { Service } from './service.ts';

/** Fetches from the remote of the branch; nothing of the workspace changes. @throws AppError ERR_GIT_* */
export const fetchRemote: Service<'git.fetch'> = async (app, _input, call) => {
  const git = await openGit(app, call);
  const branch = git.head.kind === 'branch' ? git.head.name : undefined;
  await fetchFrom(app, call, git, await chooseRemote(git, branch));
  return {};
};
