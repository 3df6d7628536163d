import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishMoves, moveTogether } from './move-journal.ts';
import { copyPath, moveAcross, movePath, pathExists } from './move-path.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postern-test-'));
  await mkdir(join(root, 'a/deep'), { recursive: true });
  await writeFile(join(root, 'a/one'), '1');
  await writeFile(join(root, 'a/deep/two'), '2');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const at = (path: string) => join(root, path);
const context = { now: Date.now, log: { error: () => undefined, info: () => undefined } };

describe('moving', () => {
  it.each([
    ['on one device', movePath],
    ['to another device', moveAcross],
  ])('%s brings everything over', async (_, move) => {
    await mkdir(at('to'));
    await move(at('a'), at('to/b'));
    expect(await readFile(at('to/b/deep/two'), 'utf8')).toBe('2');
    expect(await pathExists(at('a'))).toBe(false);
    await move(at('to/b/one'), at('to/file'));
    expect(await readFile(at('to/file'), 'utf8')).toBe('1');
    expect(
      (await readdir(root, { recursive: true })).filter((name) => name.includes('.postern-')),
    ).toStrictEqual([]);
  });

  it('copies without links, and so that the copy can be written', async () => {
    await symlink('/etc/passwd', at('a/link'));
    await chmod(at('a/one'), 0o444);
    await chmod(at('a/deep'), 0o555);
    await copyPath(at('a'), at('b'));
    expect((await readdir(at('b'))).toSorted()).toStrictEqual(['deep', 'one']);
    expect((await stat(at('b/one'))).mode & 0o777).toBe(0o644);
    expect((await stat(at('b/deep'))).mode & 0o200).toBe(0o200);
    await expect(copyPath(at('a'), at('b'))).rejects.toThrow();
    await chmod(at('a/deep'), 0o755);
  });
});

describe('moveTogether', () => {
  it('does all, or puts back what was done', async () => {
    const journal = at('journal');
    const moves = [
      { from: at('a/one'), to: at('x/one') },
      { from: at('a/nothing'), to: at('x/nothing') },
    ];
    await expect(moveTogether(journal, moves)).rejects.toThrow();
    expect(await readFile(at('a/one'), 'utf8')).toBe('1');
    await moveTogether(journal, [
      { from: at('a/one'), to: at('x/one') },
      { from: at('a/deep'), to: at('x/deep') },
    ]);
    expect((await readdir(at('x'))).toSorted()).toStrictEqual(['deep', 'one']);
    expect(await readdir(journal)).toStrictEqual([]);
  });

  it.each([
    ['back', 0],
    ['back', 1],
    ['back', 2],
    ['forward', 0],
    ['forward', 1],
    ['forward', 2],
  ] as const)('ends %s what was cut short after %i moves', async (afterCrash, done) => {
    const moves = [
      { from: at('a/one'), to: at('x/one') },
      { from: at('a/deep'), to: at('x/deep') },
    ];
    await mkdir(at('journal'));
    await mkdir(at('x'));
    const name = '.postern-999999999-abcdef-0123456789abcdef.journal';
    await writeFile(at(`journal/${name}`), JSON.stringify({ version: 1, moves, afterCrash }));
    // Of a process that runs: not ours to end.
    const others = `.postern-${process.ppid}-abcdef-0123456789abcdef.journal`;
    await writeFile(at(`journal/${others}`), '{}');
    for (const { from, to } of moves.slice(0, done)) await movePath(from, to);
    await finishMoves(at('journal'), context);
    const place = afterCrash === 'back' ? 'a' : 'x';
    expect((await readdir(at(place))).toSorted()).toStrictEqual(['deep', 'one']);
    expect(await readFile(at(`${place}/deep/two`), 'utf8')).toBe('2');
    expect(await readdir(at('journal'))).toStrictEqual([others]);
  });
});
