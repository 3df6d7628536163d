import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { measureFolder } from './measure-folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postern-measure-'));
  await mkdir(join(root, 'a', 'b'), { recursive: true });
  await mkdir(join(root, '.git'));
  await writeFile(join(root, 'one'), '12345');
  await writeFile(join(root, 'a', 'b', 'two'), '123');
  await writeFile(join(root, '.git', 'pack'), '1'.repeat(1_000));
  await symlink(root, join(root, 'a', 'round'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

it('adds up files below a folder, without following links', async () => {
  const skips = (path: string) => path === join(root, '.git');
  expect(await measureFolder(root, { skips })).toEqual({ files: 2, sizeBytes: 8, isCut: false });
  expect((await measureFolder(root)).sizeBytes).toBe(1_008);
});

it('says where it stopped counting, and that nothing is nothing', async () => {
  expect((await measureFolder(root, { mostEntries: 2 })).isCut).toBe(true);
  expect(await measureFolder(join(root, 'none'))).toEqual({ files: 0, sizeBytes: 0, isCut: false });
});

it('ends when it is no longer wanted', async () => {
  await expect(measureFolder(root, { signal: AbortSignal.abort() })).rejects.toThrow('abort');
});
