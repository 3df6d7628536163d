import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fitKeptFiles, repointer } from './backup-kept-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-kept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const digest = 'a'.repeat(24);

it('leaves the largest copies out where a backup could not be restored, and nothing else', async () => {
  const make = async (path: string, bytes: number) => {
    const file = join(folder, path.replaceAll('/', '-'));
    await writeFile(file, Buffer.alloc(bytes));
    return { path, file, isWork: true };
  };
  const files = [
    await make('workspace/large.yaml', 50_000),
    await make(`local/body-files/${digest}/small`, 1_000),
    await make(`local/body-files/${digest}/large`, 40_000),
  ];
  const fitted = await fitKeptFiles(files, 60_000);
  expect(fitted.leftOut).toBe(1);
  expect(fitted.files.map(({ path }) => path)).toEqual(['workspace/large.yaml', files[1]?.path]);
  expect((await fitKeptFiles(files, 1_000_000)).leftOut).toBe(0);
  expect((await fitKeptFiles(files, 10)).files.map(({ path }) => path)).toEqual(['workspace/large.yaml']);
});

it('changes the paths of copies that came along only, also in quotes', () => {
  const note = { path: 'body-files.json', bytes: Buffer.from('{"folder":"C:\\\\p\\\\body-files"}') };
  const copy = { path: `local/body-files/${digest}/a.png`, bytes: Buffer.from('') };
  const repoint = repointer([note, copy], '/new');
  const old = `C:\\p\\body-files\\${digest}\\a.png`;
  expect(repoint(`src: ${old}`)).toBe(`src: /new/body-files/${digest}/a.png`);
  expect(repoint(`src: ${JSON.stringify(old)}`)).toBe(`src: "/new/body-files/${digest}/a.png"`);
  const elsewhere = `src: C:\\p\\body-files\\${'b'.repeat(24)}\\a.png`;
  expect(repoint(elsewhere)).toBe(elsewhere);
  expect(repointer([copy], '/new')(old)).toBe(old);
  expect(repointer([{ ...note, bytes: Buffer.from('{') }, copy], '/new')(old)).toBe(old);
});
