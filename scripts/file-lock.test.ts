import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './file-lock.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'postern-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('lets one work at a time and gives each result', async () => {
  let inside = 0;
  let most = 0;
  const work = async (result: number) => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    return result;
  };
  const results = [1, 2, 3].map((n) => withLock('build', () => work(n), { quiet: true, folder }));
  expect(await Promise.all(results)).toEqual([1, 2, 3]);
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

it('is free again after a failure', async () => {
  const fail = () => Promise.reject(new Error('broken'));
  await expect(withLock('build', fail, { quiet: true, folder })).rejects.toThrow('broken');
  expect(await withLock('build', async () => 'done', { quiet: true, folder })).toBe('done');
});

it('takes over from a process that is gone', async () => {
  const gone = spawnSync(process.execPath, ['-e', '0']).pid;
  await writeFile(path.join(folder, '.build.lock'), String(gone));
  expect(await withLock('build', async () => 'done', { quiet: true, folder })).toBe('done');
  expect(await readdir(folder)).toEqual([]);
});
