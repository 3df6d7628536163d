import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addRemote, type GitBench, hasGit, requestFile, startGitBench } from './testing/git-bench.ts';

const file = 'postman/collections/A/One.request.yaml';

describe.skipIf(!hasGit)('branches and remotes', () => {
  let bench: GitBench;
  beforeEach(async () => {
    bench = await startGitBench({ committed: { [file]: requestFile('One', 'https://a.test') } });
    await bench.allow();
  });
  afterEach(() => bench.close());

  const status = () => bench.call('git.readStatus', {});

  /** Somebody else pushes a commit. */
  function pushFromElsewhere(remote: string, text: string): void {
    const other = join(bench.folder, 'other');
    bench.git('clone', '--quiet', remote, other);
    bench.git('-C', other, 'switch', '--quiet', 'main');
    bench.git('-C', other, 'commit', '--quiet', '--allow-empty', '-m', 'empty');
    execute(other, text);
    bench.git('-C', other, 'push', '--quiet');
  }
  const execute = (other: string, text: string) =>
    bench.git('-C', other, '-c', 'alias.put=!f() { printf %s "$1" > "$2"; }; f', 'put', text, file) +
    bench.git('-C', other, 'commit', '--quiet', '-am', 'theirs');

  it('switches, creates and lists branches, and refuses to overwrite', async () => {
    await bench.call('git.createBranch', { name: 'feature/one' });
    expect((await bench.call('git.readRepository', {})).repository?.head).toEqual({
      kind: 'branch',
      name: 'feature/one',
    });
    await bench.write(file, requestFile('One', 'https://feature.test'));
    await bench.call('git.commit', { paths: [file], message: 'feature' });
    await bench.call('git.switchBranch', { name: 'main', isRemote: false });
    expect(await bench.read(file)).toContain('https://a.test');
    const { branches } = await bench.call('git.listBranches', {});
    expect(branches).toEqual([
      { name: 'feature/one', isRemote: false, isCurrent: false },
      { name: 'main', isRemote: false, isCurrent: true },
    ]);
    await bench.write(file, requestFile('One', 'https://local.test'));
    expect(await bench.refuse('git.switchBranch', { name: 'feature/one', isRemote: false })).toBe(
      'ERR_GIT_WOULD_OVERWRITE',
    );
    expect(await bench.read(file)).toContain('https://local.test');
    expect(await bench.refuse('git.createBranch', { name: 'main' })).toBe('ERR_GIT_BRANCH_EXISTS');
    expect(await bench.refuse('git.switchBranch', { name: 'nope', isRemote: false })).toBe(
      'ERR_GIT_BRANCH_INVALID',
    );
  });

  it('makes the branch on the remote when asked, then pushes to it', async () => {
    expect(await bench.refuse('git.push', { publishTo: 'origin' })).toBe('ERR_GIT_NO_UPSTREAM');
    expect(await bench.refuse('git.fetch', {})).toBe('ERR_GIT_NO_UPSTREAM');
    const remote = addRemote(bench);
    await bench.call('git.createBranch', { name: 'mine' });
    expect(await bench.refuse('git.push', {})).toBe('ERR_GIT_NO_UPSTREAM');
    await bench.call('git.push', { publishTo: 'origin' });
    await bench.write(file, 'more\n');
    await bench.call('git.commit', { paths: [file], message: 'more' });
    expect(await status()).toMatchObject({ branch: 'mine', upstream: 'origin/mine', ahead: 1, behind: 0 });
    await bench.call('git.push', {});
    expect(await status()).toMatchObject({ ahead: 0, remotes: [{ name: 'origin', address: remote }] });
    expect(bench.git('--git-dir', remote, 'log', '-1', '--format=%s', 'mine').trim()).toBe('more');
  });

  it('pulls ahead, tells the windows, and refuses what takes a merge', async () => {
    const remote = addRemote(bench);
    await bench.call('workspace.readTree', {});
    pushFromElsewhere(remote, requestFile('One', 'https://theirs.test'));
    expect((await status()).behind).toBe(0);
    await bench.call('git.fetch', {});
    expect((await status()).behind).toBe(2);
    await bench.write(file, 'mine, not committed\n');
    expect(await bench.refuse('git.pull', {})).toBe('ERR_GIT_WOULD_OVERWRITE');
    await bench.call('git.discard', { paths: [file] });
    bench.events.length = 0;
    expect(await bench.call('git.pull', {})).toEqual({ commits: 2 });
    expect(await bench.read(file)).toContain('https://theirs.test');
    expect(bench.events.some(({ name }) => name === 'workspace.treeChanged')).toBe(true);
    expect(await bench.call('git.pull', {})).toEqual({ commits: 0 });
    bench.git('reset', '--quiet', '--hard', 'HEAD~1');
    await bench.write(file, 'ours\n');
    await bench.call('git.commit', { paths: [file], message: 'ours' });
    expect(await status()).toMatchObject({ ahead: 1, behind: 1 });
    expect(await bench.refuse('git.push', {})).toBe('ERR_GIT_REJECTED');
    expect(await bench.refuse('git.pull', {})).toBe('ERR_GIT_DIVERGED');
    expect(await bench.read(file)).toBe('ours\n');
  });

  it('switches to a branch of the remote by following it', async () => {
    addRemote(bench);
    bench.git('push', '--quiet', 'origin', 'main:their/branch');
    bench.git('fetch', '--quiet');
    const { branches } = await bench.call('git.listBranches', {});
    expect(branches).toContainEqual({ name: 'origin/their/branch', isRemote: true, isCurrent: false });
    await bench.call('git.switchBranch', { name: 'origin/their/branch', isRemote: true });
    expect(await status()).toMatchObject({ branch: 'their/branch', upstream: 'origin/their/branch' });
  });

  it('says where a remote is that cannot be reached, and that one has no branch to push', async () => {
    bench.git('remote', 'add', 'origin', join(bench.folder, 'nowhere.git'));
    expect(await bench.refuse('git.fetch', {})).toBe('ERR_GIT_UNREACHABLE');
    bench.git('switch', '--quiet', '--detach');
    expect(await bench.refuse('git.push', {})).toBe('ERR_GIT_NO_UPSTREAM');
  });

  it.skipIf(process.platform === 'win32')('ends what it started when it is cancelled', async () => {
    addRemote(bench);
    await mkdir(join(bench.root, '.git/hooks'), { recursive: true });
    const started = join(bench.folder, 'started');
    const ended = join(bench.folder, 'ended');
    const hook = `#!/bin/sh\ntrap 'touch "${ended}"; exit 1' TERM\ntouch "${started}"\nsleep 60 &\nwait\n`;
    await writeFile(join(bench.root, '.git/hooks/pre-push'), hook);
    await chmod(join(bench.root, '.git/hooks/pre-push'), 0o755);
    const pushing = bench.reply('git.push', {}, 'slow');
    await expect.poll(() => existsSync(started), { timeout: 10_000 }).toBe(true);
    bench.app.dispatcher.cancel('slow');
    expect(await pushing).toMatchObject({ ok: false, error: { code: 'ERR_CALL_CANCELLED' } });
    await expect.poll(() => existsSync(ended)).toBe(true);
  });
});
