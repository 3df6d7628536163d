import { fetchFrom, noUpstream, readUpstream } from '../git/follow-remote.ts';
import { openGit } from '../git/open-git.ts';
import { readChanges } from '../git/read-changes.ts';
import type { Service } from './service.ts';

/**
 * Fetches, then moves the branch ahead in the turn of a write; never merges or rebases.
 *
 * @throws AppError ERR_GIT_NO_UPSTREAM, ERR_GIT_DIVERGED, ERR_GIT_WOULD_OVERWRITE, ERR_GIT_*
 */
export const pullBranch: Service<'git.pull'> = async (app, _input, call) => {
  const git = await openGit(app, call);
  const upstream = git.head.kind === 'branch' ? await readUpstream(git, git.head.name) : undefined;
  if (upstream === undefined) throw noUpstream();
  await fetchFrom(app, call, git, upstream.remote);
  const { behind } = await readChanges(git);
  // The branch it follows is gone.
  if (behind === undefined) throw noUpstream();
  if (behind === 0) return { commits: 0 };
  await app.workspace.changeOutside(() =>
    git.run(['merge', '--ff-only', '--quiet', '--no-stat', '--no-autostash', '@{upstream}'], {
      kind: 'change',
    }),
  );
  return { commits: behind };
};
