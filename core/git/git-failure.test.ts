import { expect, it } from 'vitest';
import { maskText } from '../http/mask.ts';
import { gitFailure } from './git-failure.ts';
import { maskGitText } from './mask-git-text.ts';

const fail = (stderr: string, stdout = '') => gitFailure({ stderr, stdout, exitCode: 128 });

it.each([
  ['fatal: not a git repository (or any of the parent directories): .git', 'ERR_GIT_NOT_A_REPOSITORY'],
  ["fatal: detected dubious ownership in repository at '/x'", 'ERR_GIT_OWNERSHIP'],
  ['Author identity unknown\n\n*** Please tell me who you are.', 'ERR_GIT_IDENTITY'],
  ['fatal: cannot do a partial commit during a merge.', 'ERR_GIT_CONFLICT'],
  [
    'error: Your local changes to the following files would be overwritten by checkout:',
    'ERR_GIT_WOULD_OVERWRITE',
  ],
  ['fatal: Not possible to fast-forward, aborting.', 'ERR_GIT_DIVERGED'],
  [
    " ! [rejected]  main -> main (non-fast-forward)\nerror: failed to push some refs to '/x'",
    'ERR_GIT_REJECTED',
  ],
  [
    "fatal: could not read Username for 'https://x.test': terminal prompts disabled",
    'ERR_GIT_AUTHENTICATION',
  ],
  [
    'git@x.test: Permission denied (publickey).\nfatal: Could not read from remote repository.',
    'ERR_GIT_AUTHENTICATION',
  ],
  ["fatal: Unable to create '/x/.git/index.lock': File exists.", 'ERR_GIT_BUSY'],
  ["fatal: a branch named 'x' already exists", 'ERR_GIT_BRANCH_EXISTS'],
  ['fatal: invalid reference: nope', 'ERR_GIT_BRANCH_INVALID'],
  ["fatal: unable to access 'https://x.test/': Could not resolve host: x.test", 'ERR_GIT_UNREACHABLE'],
  ['something else', 'ERR_GIT_FAILED'],
])('takes %j as %s', (stderr, code) => {
  expect(fail(stderr).code).toBe(code);
});

it('looks at both outputs', () => {
  expect(fail('', 'On branch main\nnothing to commit, working tree clean').code).toBe(
    'ERR_GIT_NOTHING_TO_COMMIT',
  );
  expect(fail('error: failed to push', '!\trefs/heads/a:refs/heads/a\t[rejected] (fetch first)').code).toBe(
    'ERR_GIT_REJECTED',
  );
});

it.each([
  'https://user:canary@host.test/x',
  'https://canary@host.test/x',
  "'https://user:can@ary canary@host.test/x'",
  'https://host.test/x?private_token=canary&b=canary',
  'user:canary@host.test:x',
  'ssh://git:canary@host.test',
])('masks what in %j is a credential', (text) => {
  const masked = maskGitText(`fatal: unable to access ${text}: 403`);
  expect(masked).not.toContain('canary');
  expect(masked).toContain(maskText);
  const { message, details } = fail(`bad ${text}`).toData();
  expect(JSON.stringify({ message, details })).not.toContain('canary');
});

it('leaves addresses without credentials as they are', () => {
  for (const text of ['https://host.test/a/b.git', 'git@github.com:owner/name.git', '/home/me/remote.git'])
    expect(maskGitText(text)).toBe(text);
});
