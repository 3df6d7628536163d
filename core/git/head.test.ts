import { expect, it } from 'vitest';
import { headText, parseGitFile, parseHead } from './head.ts';

const commit = '1234567890abcdef1234567890abcdef12345678';

it.each([
  ['ref: refs/heads/main\n', { kind: 'branch', name: 'main' }],
  ['ref: refs/heads/feature/länge\n', { kind: 'branch', name: 'feature/länge' }],
  ['ref:refs/remotes/origin/x', { kind: 'branch', name: 'refs/remotes/origin/x' }],
  [`${commit}\n`, { kind: 'detached', commit }],
  [`${commit}${commit.slice(0, 24)}\n`, { kind: 'detached', commit: `${commit}${commit.slice(0, 24)}` }],
  // reftable
  ['ref: refs/heads/.invalid\n', { kind: 'unknown' }],
  ['', { kind: 'unknown' }],
  ['nonsense', { kind: 'unknown' }],
] as const)('reads %j', (text, head) => {
  expect(parseHead(text)).toEqual(head);
});

it('says it in words', () => {
  expect(headText(parseHead('ref: refs/heads/a/b\n'))).toBe('a/b');
  expect(headText(parseHead(commit))).toBe('detached at 1234567');
});

it('reads a .git that is a file', () => {
  expect(parseGitFile('gitdir: ../.git/worktrees/x y\n')).toBe('../.git/worktrees/x y');
  expect(parseGitFile('something else')).toBeUndefined();
});
