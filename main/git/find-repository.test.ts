import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findRepository } from './find-repository.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'postern-find-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function makeGitDir(path: string, head: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'HEAD'), head);
}

it('finds none where there is none, and none in a folder that only looks like one', async () => {
  await mkdir(join(folder, 'a', '.git'), { recursive: true });
  expect(await findRepository(join(folder, 'a'))).toBeUndefined();
  expect(await findRepository(join(folder, 'not there'))).toBeUndefined();
});

it('finds the nearest one above the workspace, through links', async () => {
  await makeGitDir(join(folder, '.git'), 'ref: refs/heads/outer\n');
  await makeGitDir(join(folder, 'api', '.git'), 'ref: refs/heads/feature/x\n');
  await mkdir(join(folder, 'api', 'postman files', 'deep'), { recursive: true });
  await symlink(join(folder, 'api', 'postman files'), join(folder, 'link'));
  const found = await findRepository(join(folder, 'link', 'deep'));
  expect(found).toMatchObject({
    root: join(folder, 'api'),
    gitDir: join(folder, 'api', '.git'),
    head: { kind: 'branch', name: 'feature/x' },
    workspacePath: 'postman files/deep',
  });
});

it('follows a .git that is a file, but to no other computer', async () => {
  await makeGitDir(join(folder, 'main', '.git', 'worktrees', 'w'), `${'b'.repeat(40)}\n`);
  await mkdir(join(folder, 'w'));
  await writeFile(join(folder, 'w', '.git'), 'gitdir: ../main/.git/worktrees/w\n');
  const found = await findRepository(join(folder, 'w'));
  expect(found?.head).toEqual({ kind: 'detached', commit: 'b'.repeat(40) });
  expect(found?.gitDir).toBe(join(folder, 'main', '.git', 'worktrees', 'w'));
  await writeFile(join(folder, 'w', '.git'), 'gitdir: //server/share/x\n');
  expect(await findRepository(join(folder, 'w'))).toBeUndefined();
});

it('says what waits to be finished', async () => {
  const gitDir = join(folder, '.git');
  await makeGitDir(gitDir, 'ref: refs/heads/main\n');
  expect((await findRepository(folder))?.underWay).toBeUndefined();
  await writeFile(join(gitDir, 'MERGE_HEAD'), 'c'.repeat(40));
  expect((await findRepository(folder))?.underWay).toBe('merge');
});

it.skipIf(process.platform === 'win32')('does not wait for a HEAD that is a pipe', async () => {
  await mkdir(join(folder, '.git'));
  execFileSync('mkfifo', [join(folder, '.git', 'HEAD')]);
  expect(await findRepository(folder)).toBeUndefined();
});
