import { AppError } from '../../core/errors.ts';
import { noUpstream, readUpstream, tellProgress } from '../git/follow-remote.ts';
import { type Git, openGit } from '../git/open-git.ts';
import { readRemotes } from '../git/read-changes.ts';
import type { Service } from './service.ts';

/**
 * Pushes the current branch to the one it follows, or makes that one on a remote; never with force.
 *
 * @throws AppError ERR_GIT_NO_UPSTREAM, ERR_GIT_REJECTED, ERR_GIT_*
 */
export const pushBranch: Service<'git.push'> = async (app, { publishTo }, call) => {
  const git = await openGit(app, call);
  if (git.head.kind !== 'branch') {
    throw new AppError(
      'ERR_GIT_NO_UPSTREAM',
      'No branch is checked out. Make or switch to one, then push it.',
    );
  }
  const target = await targetArguments(git, git.head.name, publishTo);
  await git.run(['push', '--porcelain', '--progress', '--no-recurse-submodules', ...target], {
    kind: 'change',
    onProgress: tellProgress(app, call),
  });
  return {};
};

async function targetArguments(git: Git, branch: string, publishTo: string | undefined): Promise<string[]> {
  const source = `refs/heads/${branch}`;
  if (publishTo === undefined) {
    const upstream = await readUpstream(git, branch);
    if (upstream === undefined) throw noUpstream();
    return ['--', upstream.remote, `${source}:${upstream.ref}`];
  }
  const isKnown = (await readRemotes(git)).some(({ name }) => name === publishTo);
  if (!isKnown) throw noUpstream();
  return ['--set-upstream', '--', publishTo, `${source}:${source}`];
}
