import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { AppContext } from '../app-context.ts';
import type { Cancellation } from '../cancellation.ts';
import { findRepository, type Repository } from './find-repository.ts';
import { type GitAnswer, type GitRunOptions, runGit } from './run-git.ts';

/** Git in the repository of the open workspace, for the time of one call. */
export interface Git extends Repository {
  run(args: readonly string[], options: GitRunOptions): Promise<GitAnswer>;
  /** As `run`, for what only looks; gives what it wrote as text. */
  look(args: readonly string[], options?: Omit<GitRunOptions, 'kind'>): Promise<string>;
}

/** Under which name a repository is allowed: its real path, and where its data is where that is elsewhere. */
export function consentName({ root, gitDir }: Pick<Repository, 'root' | 'gitDir'>): string {
  return gitDir === join(root, '.git') ? root : `${root}\n${gitDir}`;
}

/** @throws AppError ERR_GIT_NOT_A_REPOSITORY */
export async function requireRepository(app: Pick<AppContext, 'workspace'>): Promise<Repository> {
  const repository = await findRepository(app.workspace.path);
  if (repository !== undefined) return repository;
  throw new AppError(
    'ERR_GIT_NOT_A_REPOSITORY',
    'The workspace is in no Git repository. Make one in a terminal with "git init", or clone one and open its folder.',
    { details: { path: app.workspace.path } },
  );
}

/**
 * Gives Git for the open workspace, where somebody allowed that.
 *
 * @throws AppError ERR_GIT_NOT_A_REPOSITORY, ERR_GIT_NOT_ALLOWED
 */
export async function openGit(
  app: Pick<AppContext, 'workspace' | 'gitConsents'>,
  call: Cancellation,
): Promise<Git> {
  const repository = await requireRepository(app);
  if (!app.gitConsents.has(consentName(repository))) {
    throw new AppError(
      'ERR_GIT_NOT_ALLOWED',
      'Git was not allowed to run in this repository yet. Press Use Git here in Changes.',
      { details: { path: repository.root } },
    );
  }
  const run: Git['run'] = (args, options) => runGit(repository.root, args, call, options);
  const look: Git['look'] = async (args, options) =>
    (await run(args, { ...options, kind: 'look' })).stdout.toString('utf8');
  await refuseOtherFolder(repository.root, await look(['rev-parse', '--show-toplevel']));
  return { ...repository, run, look };
}

/** The configuration of a repository can name another folder as its files: those nobody allowed anything for. */
async function refuseOtherFolder(root: string, said: string): Promise<void> {
  const folder = await realpath(said.replace(/\r?\n$/, '')).catch(() => undefined);
  if (folder === root) return;
  throw new AppError(
    'ERR_GIT_NOT_A_REPOSITORY',
    'This repository is set up to work on the files of another folder (core.worktree), so nothing is done with it here.',
    { details: { path: root } },
  );
}
