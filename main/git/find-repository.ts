import { lstat, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { GitRepository } from '../../core/contract/git.ts';
import type { GitHead } from '../../core/git/git-head.ts';
import { parseGitFile, parseHead } from '../../core/git/head.ts';
import { realPathOf } from '../storage/profile.ts';

/** The repository that a workspace stands in, as its files tell. */
export interface Repository {
  /** The top folder, all links resolved. */
  root: string;
  /** Where its data is: `.git` in the top folder, or elsewhere for worktrees and submodules. */
  gitDir: string;
  head: GitHead;
  underWay: GitRepository['underWay'];
  /** The workspace from the top folder on, `/` between the parts; empty where it is the top folder. */
  workspacePath: string;
}

const mostParents = 100;
const mostBytes = 64 * 1024;

/** What Git leaves in its folder while something waits to be finished. */
const marks = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
] as const;

/** Looks for the repository of a folder, from it upward. Reads a few small files and starts no program. */
export async function findRepository(workspacePath: string): Promise<Repository | undefined> {
  // Another branch may not have the folder of the workspace; the repository is there all the same.
  const start = realPathOf(workspacePath);
  let root = start;
  for (let step = 0; step < mostParents; step += 1) {
    const gitDir = await findGitDir(root);
    const head = gitDir === undefined ? undefined : await readSmallFile(join(gitDir, 'HEAD'));
    if (gitDir !== undefined && head !== undefined) {
      return {
        root,
        gitDir,
        head: parseHead(head),
        underWay: await findUnderWay(gitDir),
        workspacePath: relative(root, start).split(sep).join('/'),
      };
    }
    const parent = dirname(root);
    if (parent === root) return undefined;
    root = parent;
  }
  return undefined;
}

async function findGitDir(folder: string): Promise<string | undefined> {
  const path = join(folder, '.git');
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (!found.isFile()) return path;
  const named = parseGitFile((await readSmallFile(path)) ?? '');
  // A look at another computer's share would tell it who is asking.
  if (named === undefined || /^[\\/]{2}/.test(named)) return undefined;
  return isAbsolute(named) ? named : resolve(folder, named);
}

async function findUnderWay(gitDir: string): Promise<Repository['underWay']> {
  for (const [name, what] of marks) {
    if ((await lstat(join(gitDir, name)).catch(() => undefined)) !== undefined) return what;
  }
  return undefined;
}

/** A repository may come from anybody: what stands there could be a pipe that never ends. */
async function readSmallFile(path: string): Promise<string | undefined> {
  try {
    const found = await lstat(path);
    return found.isFile() && found.size <= mostBytes ? await readFile(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
