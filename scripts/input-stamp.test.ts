import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStamp } from './input-stamp.mjs';

let root: string;
const at = (...parts: string[]) => path.join(root, ...parts);

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'postern-stamp-'));
  await mkdir(at('core', 'http'), { recursive: true });
  await writeFile(at('core', 'a.ts'), 'a');
  await writeFile(at('core', 'http', 'b.ts'), 'b');
  await writeFile(at('core', 'a.test.ts'), 'test');
  await writeFile(at('built.js'), 'built');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const stamp = () =>
  createStamp({
    root,
    stampFile: at('stamps', 'core.json'),
    inputs: ['core', 'missing'],
    ignore: (file) => file.endsWith('.test.ts'),
    outputs: [at('built.js')],
  });

it('is current after it was written, and not before', () => {
  expect(stamp().isCurrent()).toBe(false);
  stamp().write();
  expect(stamp().isCurrent()).toBe(true);
});

it.each<[string, () => Promise<unknown>]>([
  ['changed', () => writeFile(at('core', 'http', 'b.ts'), 'B')],
  ['added', () => writeFile(at('core', 'c.ts'), 'c')],
  ['removed', () => rm(at('core', 'a.ts'))],
  ['renamed', () => rm(at('core', 'a.ts')).then(() => writeFile(at('core', 'z.ts'), 'a'))],
])('is not current when a source is %s', async (_name, change) => {
  stamp().write();
  await change();
  expect(stamp().isCurrent()).toBe(false);
});

it('is not current when the output is gone', async () => {
  stamp().write();
  await rm(at('built.js'));
  expect(stamp().isCurrent()).toBe(false);
});

it('looks at contents, not at times', async () => {
  stamp().write();
  const later = new Date(Date.now() + 60_000);
  await utimes(at('core', 'a.ts'), later, later);
  expect(stamp().isCurrent()).toBe(true);
});

it('does not look at what is ignored', async () => {
  stamp().write();
  await writeFile(at('core', 'a.test.ts'), 'another test');
  expect(stamp().isCurrent()).toBe(true);
});

it('is not current when its file is damaged', async () => {
  stamp().write();
  await writeFile(at('stamps', 'core.json'), '{');
  expect(stamp().isCurrent()).toBe(false);
});
