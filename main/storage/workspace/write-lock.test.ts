import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WriteLock } from './write-lock.ts';

let root: string;
let path: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postern-test-'));
  path = join(root, 'write.lock');
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** The id of a process that has just ended. */
const goneId = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('WriteLock', () => {
  it('runs one at a time, over several holders, and goes on after a failure', async () => {
    const locks = [new WriteLock(path), new WriteLock(path)];
    let running = 0;
    let most = 0;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, at) =>
        (locks[at % 2] ?? new WriteLock(path)).run(async () => {
          running += 1;
          most = Math.max(most, running);
          expect(await readFile(path, 'utf8')).toBe(String(process.pid));
          running -= 1;
          if (at % 5 === 0) throw new Error('stop');
          return at;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(outcomes.filter((each) => each.status === 'rejected')).toHaveLength(8);
    for (const lock of locks) await lock.close();
    expect(await readdir(root)).toStrictEqual([]);
  });

  it.each([
    ['a process that is gone', () => writeFile(path, String(goneId()))],
    ['an earlier process with our id', () => writeFile(path, String(process.pid))],
    [
      'nobody, and is old',
      async () => {
        await writeFile(path, '');
        await utimes(path, new Date(0), new Date(0));
      },
    ],
  ])('takes over the lock of %s at once', async (_, leave) => {
    await leave();
    const lock = new WriteLock(path);
    const started = performance.now();
    expect(await lock.run(() => readFile(path, 'utf8'))).toBe(String(process.pid));
    expect(performance.now() - started).toBeLessThan(1_500);
    await lock.close();
    expect(await readdir(root)).toStrictEqual([]);
  });

  it('waits for a process that runs, and in the end goes ahead without removing its lock', async () => {
    await writeFile(path, String(process.ppid));
    const lock = new WriteLock(path);
    const started = performance.now();
    expect(await lock.run(() => Promise.resolve('done'))).toBe('done');
    expect(performance.now() - started).toBeGreaterThan(1_900);
    expect(await readFile(path, 'utf8')).toBe(String(process.ppid));
    await lock.close();
  });

  it('works where no lock can be made', async () => {
    const lock = new WriteLock(join(root, 'nowhere/write.lock'));
    expect(await lock.run(() => Promise.resolve('done'))).toBe('done');
    await lock.close();
  });
});
