import type { FileChange } from '../../core/git/git-change.ts';
import type { Git } from './open-git.ts';

const fromInput = ['--pathspec-from-file=-', '--pathspec-file-nul'];

/**
 * Commits these files as they are and nothing else, whatever somebody staged besides. Where the commit fails, files that were
 * new are as unknown to Git as before. Gives the new commit.
 *
 * @throws AppError ERR_GIT_*
 */
export async function commitChanges(
  git: Git,
  changes: readonly FileChange[],
  message: string,
): Promise<string> {
  const fresh = changes.filter(({ isUntracked }) => isUntracked === true).map(({ path }) => path);
  const all = changes.flatMap(({ path, oldPath }) => (oldPath === undefined ? [path] : [path, oldPath]));
  if (fresh.length > 0) await git.run(['add', ...fromInput], { kind: 'change', input: fresh.join('\0') });
  try {
    await git.run(
      ['commit', '--only', '--quiet', '--cleanup=whitespace', `--message=${message}`, ...fromInput],
      { kind: 'change', input: all.join('\0') },
    );
  } catch (fault) {
    if (fresh.length > 0) {
      const unstage = ['rm', '--cached', '--quiet', '--ignore-unmatch', ...fromInput];
      await git.run(unstage, { kind: 'look', input: fresh.join('\0') }).catch(() => undefined);
    }
    throw fault;
  }
  return (await git.look(['rev-parse', '--verify', 'HEAD'])).trim();
}
