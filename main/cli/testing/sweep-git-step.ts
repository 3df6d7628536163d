import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { hasGit } from '../../git/testing/git-bench.ts';
import type { Step } from './sweep-steps.ts';

const file = 'notes.txt';
const left = 'left-over.txt';

/** Git in the workspace's folder, with credentials in the addresses of its remote and a secret in a file that is not committed. */
export const git: Step = async ({ sweep, outside }) => {
  const folder = join(sweep.root, 'workspace');
  const before = process.env['GIT_CONFIG_GLOBAL'];
  process.env['GIT_CONFIG_GLOBAL'] = devNull;
  const run = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  if (hasGit) {
    // What Git itself keeps is the user's, such as the address of the remote.
    run('init', '--quiet', '-b', 'main', '--separate-git-dir', join(outside, 'data.git'));
    run('config', 'user.name', 'Test');
    run('config', 'user.email', 'test@example.test');
    const token = sweep.canaries.make();
    run('remote', 'add', 'origin', `http://user:${token}@127.0.0.1:1/x.git?private_token=${token}`);
  }
  await writeFile(join(folder, file), 'one');
  const { repository } = await sweep.call('git.readRepository', {});
  await sweep.attempt('git.allow', { path: repository?.path ?? '' });
  await sweep.attempt('git.commit', { paths: [file], message: 'first' });
  const secret = sweep.canaries.make();
  await sweep.call('token.add', { name: 'In a file', value: secret });
  await writeFile(join(folder, left), `token: ${secret}`);
  const refused = JSON.stringify(
    await sweep.attempt('git.commit', { paths: [left], message: `with ${secret}` }),
  );
  if (hasGit && !refused.includes('In a file'))
    throw new Error('The secret was not found before the commit.');
  await rm(join(folder, left));
  await writeFile(join(folder, file), 'two');
  await sweep.attempt('git.readStatus', {});
  await sweep.attempt('git.readChange', { path: file });
  await sweep.attempt('git.listCommits', {});
  const commit = hasGit ? run('rev-parse', 'HEAD').toString().trim() : 'a'.repeat(40);
  await sweep.attempt('git.readCommit', { commit });
  await sweep.attempt('git.readChange', { path: file, commit });
  await sweep.attempt('git.discard', { paths: [file] });
  await sweep.attempt('git.createBranch', { name: 'other' });
  await sweep.attempt('git.switchBranch', { name: 'main', isRemote: false });
  await sweep.attempt('git.listBranches', {});
  // Nobody listens there: Git says so, with the address.
  for (const input of [{}, { publishTo: 'origin' }]) await sweep.attempt('git.push', input);
  const fetched = JSON.stringify(await sweep.attempt('git.fetch', {}));
  if (hasGit && !fetched.includes('127.0.0.1')) throw new Error('Git did not say where it failed.');
  await sweep.attempt('git.pull', {});
  await sweep.attempt('git.forget', {});
  if (before === undefined) delete process.env['GIT_CONFIG_GLOBAL'];
  else process.env['GIT_CONFIG_GLOBAL'] = before;
};
