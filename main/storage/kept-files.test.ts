import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keptFileName } from '../../core/http/kept-file.ts';
import { createKeptFiles } from './kept-files.ts';
import { workspaceProfilePath } from './profile.ts';

let profile: string;
let local: string;

beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'postern-kept-'));
  local = workspaceProfilePath(profile, join(profile, 'workspace'));
});
afterEach(() => rm(profile, { recursive: true, force: true }));

const keeper = (limitBytes?: number) =>
  createKeptFiles({ localPath: local, now: () => 0, ...(limitBytes === undefined ? {} : { limitBytes }) });

async function upload(text: string): Promise<string> {
  const path = join(profile, 'upload');
  await writeFile(path, text);
  return path;
}

it('keeps what was chosen under its own name, for the owner alone, and takes the same file for the same copy', async () => {
  const files = keeper();
  const path = await files.keep(await upload('one'), 'photo.png');
  expect(keptFileName(path, profile)).toBe('photo.png');
  expect(keptFileName(path, join(profile, 'another'))).toBeUndefined();
  expect(await readFile(path, 'utf8')).toBe('one');
  expect((await stat(path)).mode & 0o777).toBe(0o400);
  expect(await files.keep(await upload('one'), 'photo.png')).toBe(path);
  const other = await files.keep(await upload('two'), 'photo.png');
  const renamed = await files.keep(await upload('one'), 'picture.png');
  expect(new Set([path, other, renamed]).size).toBe(3);
  expect(await readFile(path, 'utf8')).toBe('one');
  expect(await readdir(join(local, 'body-files'))).toHaveLength(3);
});

it('keeps the same file twice at once', async () => {
  const source = await upload('x'.repeat(300_000));
  const paths = await Promise.all([1, 2, 3].map(() => keeper().keep(source, 'a.txt')));
  expect(new Set(paths).size).toBe(1);
  expect(await readdir(join(local, 'body-files'))).toHaveLength(1);
});

it.each([
  ['../../evil.txt', '--..-evil.txt'],
  ['a\\b:c.txt', 'a-b-c.txt'],
  ['con.txt', 'con-.txt'],
  ['{{url}}.json', '--url--.json'],
  ['..', '-'],
])('makes the name %s safe', async (name, safe) => {
  const path = await keeper().keep(await upload('x'), name);
  expect(basename(path)).toBe(safe);
  expect(path.startsWith(join(local, 'body-files'))).toBe(true);
});

it('keeps the ending of a long name', async () => {
  const name = basename(await keeper().keep(await upload('x'), `${'ü'.repeat(300)}.pdf`));
  expect(name.endsWith('ü.pdf')).toBe(true);
  expect(Buffer.byteLength(name)).toBeLessThan(220);
});

it('refuses what would be too much, and leaves nothing of it', async () => {
  const files = keeper(10);
  await files.keep(await upload('sixteen'), 'a.txt');
  await expect(files.keep(await upload('four'), 'b.txt')).rejects.toMatchObject({
    code: 'ERR_UPLOAD_TOO_LARGE',
  });
  expect(await files.measure(new AbortController().signal)).toMatchObject({ files: 1, sizeBytes: 7 });
});

it('removes what a process that ended left half done', async () => {
  const left = join(local, 'body-files', '.postern-999999999-abcdef-0123456789abcdef.staging');
  await mkdir(left, { recursive: true });
  await writeFile(join(left, 'a.txt'), 'half');
  await keeper().keep(await upload('x'), 'b.txt');
  expect(await readdir(join(local, 'body-files'))).toHaveLength(1);
});

it('deletes copies with a way back, beside those that were kept meanwhile', async () => {
  const files = keeper();
  const first = await files.keep(await upload('one'), 'a.txt');
  const undo = await files.delete();
  await expect(stat(first)).rejects.toThrow();
  expect(await readdir(join(local, 'trash'))).toHaveLength(1);
  const second = await files.keep(await upload('two'), 'b.txt');
  await undo();
  expect(await readFile(first, 'utf8')).toBe('one');
  expect(await readFile(second, 'utf8')).toBe('two');
  expect(await readdir(join(local, 'trash'))).toHaveLength(0);
});
