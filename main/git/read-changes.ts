import { StringDecoder } from 'node:string_decoder';
import type { GitRemote } from '../../core/contract/git.ts';
import type { FileChange } from '../../core/git/git-change.ts';
import { maskGitText } from '../../core/git/mask-git-text.ts';
import { pairRenames } from '../../core/git/pair-renames.ts';
import { type RepositoryStatus, StatusParser } from '../../core/git/status-parser.ts';
import { nameContents } from './name-contents.ts';
import type { Git } from './open-git.ts';

/** More than this nobody looks through. */
export const mostChanges = 20_000;

/** Reads what is otherwise than in the last commit, in the workspace's folder only, and how the branch stands. */
export async function readChanges(git: Git): Promise<RepositoryStatus> {
  const parser = new StatusParser(mostChanges);
  const decoder = new StringDecoder('utf8');
  await git.look(
    [
      'status',
      '--porcelain=v2',
      '--branch',
      '--ahead-behind',
      '-z',
      '--untracked-files=all',
      '--find-renames',
      // What is inside a submodule is looked at with its own configuration.
      '--ignore-submodules=dirty',
      ...(git.workspacePath === '' ? [] : ['--', git.workspacePath]),
    ],
    { onOutput: (chunk) => parser.push(decoder.write(chunk)) },
  );
  const status = parser.finish();
  const { changes } = status;
  return { ...status, changes: pairRenames(changes, await nameContents(git, changes)) };
}

/** Gives the changes at these paths, as they are now; those that are no more are left out. */
export async function readChangesAt(git: Git, paths: readonly string[]): Promise<FileChange[]> {
  const wanted = new Set(paths);
  const { changes } = await readChanges(git);
  return changes.filter(({ path }) => wanted.has(path));
}

/** Reads the remotes with their addresses, credentials masked. */
export async function readRemotes(git: Git): Promise<GitRemote[]> {
  const text = await git.look(['config', '--null', '--get-regexp', '^remote\\..*\\.url$'], { answers: [1] });
  const remotes = new Map<string, string>();
  for (const entry of text.split('\0')) {
    const lineEnd = entry.indexOf('\n');
    const name = entry.slice(0, lineEnd).replace(/^remote\.|\.url$/g, '');
    if (lineEnd > 0 && !remotes.has(name)) remotes.set(name, maskGitText(entry.slice(lineEnd + 1)));
  }
  return [...remotes].map(([name, address]) => ({ name, address }));
}
