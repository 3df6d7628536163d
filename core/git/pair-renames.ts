import type { FileChange } from './git-change.ts';

/**
 * Makes one change of a file that is gone and a new one of the same content: Git itself sees a rename only once somebody added
 * the new file. Of several that fit, one of the same name is taken.
 *
 * @param contents Names the contents of files, by path.
 */
export function pairRenames(
  changes: readonly FileChange[],
  contents: ReadonlyMap<string, string>,
): FileChange[] {
  const gone = new Map<string, string[]>();
  for (const { path, state } of changes) {
    const content = contents.get(path);
    if (state === 'deleted' && content !== undefined) gone.set(content, [...(gone.get(content) ?? []), path]);
  }
  const taken = new Set<string>();
  const renamed = new Map<string, string>();
  for (const { path, isUntracked } of changes) {
    if (isUntracked !== true) continue;
    const paths = gone.get(contents.get(path) ?? '')?.filter((old) => !taken.has(old)) ?? [];
    const oldPath = paths.find((old) => fileName(old) === fileName(path)) ?? paths[0];
    if (oldPath === undefined) continue;
    taken.add(oldPath);
    renamed.set(path, oldPath);
  }
  return changes
    .filter(({ path }) => !taken.has(path))
    .map((change) => {
      const oldPath = renamed.get(change.path);
      return oldPath === undefined ? change : { ...change, state: 'renamed' as const, oldPath };
    });
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
