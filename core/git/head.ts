import type { GitHead } from './git-head.ts';

const branchPrefix = 'refs/heads/';

/** Reads the text of a repository's file `HEAD`. @see gitrepository-layout(5) */
export function parseHead(text: string): GitHead {
  const line = text.trimEnd();
  const ref = /^ref:\s*(refs\/\S.*)$/.exec(line)?.[1];
  if (ref !== undefined) {
    // With the reftable format this name stands there instead of the real one.
    if (ref === 'refs/heads/.invalid') return { kind: 'unknown' };
    return { kind: 'branch', name: ref.startsWith(branchPrefix) ? ref.slice(branchPrefix.length) : ref };
  }
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(line)
    ? { kind: 'detached', commit: line }
    : { kind: 'unknown' };
}

/** Gives what is checked out in words. */
export function headText(head: GitHead): string {
  if (head.kind === 'branch') return head.name;
  return head.kind === 'detached' ? `detached at ${head.commit.slice(0, 7)}` : 'Git';
}

/** Reads the text of a `.git` that is a file, as in worktrees and submodules: the folder it names. */
export function parseGitFile(text: string): string | undefined {
  return /^gitdir: (.+)$/.exec(text.trimEnd())?.[1];
}
