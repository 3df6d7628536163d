import { expect, it } from 'vitest';
import { isBranchName } from './branch-name.ts';

it.each(['main', 'feature/x', 'a-b_c.d', 'länge', '日本', 'a@b', 'heads/x', 'v1.0'])('takes %j', (name) => {
  expect(isBranchName(name)).toBe(true);
});

it.each([
  '',
  '-x',
  '--upload-pack=x',
  '@',
  'HEAD',
  'a..b',
  'a b',
  'a\nb',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[b',
  'a\\b',
  '/a',
  'a/',
  'a//b',
  'a.',
  '.a',
  'a/.b',
  'a.lock',
  'a.lock/b',
  'a@{1}',
  'x'.repeat(201),
])('refuses %j', (name) => {
  expect(isBranchName(name)).toBe(false);
});
