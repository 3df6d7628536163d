import { AppError } from '../../core/errors.ts';
import type { GitProgress } from '../../core/git/progress-line.ts';
import type { AppContext } from '../app-context.ts';
import type { CallContext } from '../services/service.ts';
import type { Git } from './open-git.ts';
import { readRemotes } from './read-changes.ts';

/** The branch of a remote that a branch follows. */
export interface Upstream {
  remote: string;
  /** The whole name there, such as `refs/heads/main`. */
  ref: string;
}

const progressEveryMs = 100;

/** Gives what a branch follows; nothing where it follows none. */
export async function readUpstream(git: Git, branch: string): Promise<Upstream | undefined> {
  const format = '--format=%(upstream:remotename)%00%(upstream:remoteref)';
  const text = await git.look(['for-each-ref', format, `refs/heads/${branch}`]);
  const [remote = '', ref = ''] = text.trimEnd().split('\0');
  return remote === '' || ref === '' ? undefined : { remote, ref };
}

/** @throws AppError ERR_GIT_NO_UPSTREAM */
export function noUpstream(): AppError {
  return new AppError(
    'ERR_GIT_NO_UPSTREAM',
    'This branch follows none on a remote. Push it to make one, or add a remote in your terminal with "git remote add".',
  );
}

/** Gives the remote to ask: the one that the branch follows, else `origin`, else the only one. @throws AppError ERR_GIT_NO_UPSTREAM */
export async function chooseRemote(git: Git, branch: string | undefined): Promise<string> {
  const upstream = branch === undefined ? undefined : await readUpstream(git, branch);
  if (upstream !== undefined) return upstream.remote;
  const remotes = await readRemotes(git);
  const chosen = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
  if (chosen === undefined) throw noUpstream();
  return chosen.name;
}

/** Fetches from a remote, without submodules. @throws AppError ERR_GIT_* */
export async function fetchFrom(app: Pick<AppContext, 'emit'>, call: CallContext, git: Git, remote: string) {
  await git.run(['fetch', '--progress', '--no-recurse-submodules', '--', remote], {
    kind: 'change',
    onProgress: tellProgress(app, call),
  });
}

/** Gives what tells the windows of progress, not too often. */
export function tellProgress(app: Pick<AppContext, 'emit'>, { callId }: CallContext) {
  let toldMs = Number.NEGATIVE_INFINITY;
  return ({ label, fraction }: GitProgress) => {
    const now = performance.now();
    if (now - toldMs < progressEveryMs) return;
    toldMs = now;
    app.emit('git.progressed', { callId, label, ...(fraction === undefined ? {} : { fraction }) });
  };
}
