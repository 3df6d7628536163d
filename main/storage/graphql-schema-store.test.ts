import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGraphqlSchemaStore } from './graphql-schema-store.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'postern-schemas-')), 'schemas');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const idOf = (at: number) => String(at).padStart(32, '0');
const facts = (at: number) => ({ id: idOf(at), keptAtEpochMs: at, format: 'sdl' as const });
const text = 'type Query { name: String } # ü';

it('keeps a schema for the next start, readable by its owner only', async () => {
  const schema = await createGraphqlSchemaStore(folder).keep(
    { ...facts(1), fileName: 'a "b"\n.graphql' },
    text,
  );
  const store = createGraphqlSchemaStore(folder);
  expect(await store.find(idOf(1))).toEqual(schema);
  const read = await store.read(idOf(1));
  expect([read.schema, read.text.toString()]).toEqual([schema, text]);
  const { mode } = await stat(join(folder, `${idOf(1)}.schema`));
  if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
});

it('lets the oldest go where there are too many, or they are too large', async () => {
  const store = createGraphqlSchemaStore(folder, { schemas: 3, totalBytes: 1_000 });
  for (let at = 1; at <= 5; at += 1) {
    await store.keep(facts(at), text);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  expect(await readdir(folder)).toEqual([3, 4, 5].map((at) => `${idOf(at)}.schema`));
  await store.keep(facts(6), 'x'.repeat(900));
  expect(await readdir(folder)).toEqual([`${idOf(6)}.schema`]);
});

it('forgets one, all, and what is not there', async () => {
  const store = createGraphqlSchemaStore(folder);
  await store.forget();
  for (const at of [1, 2, 3]) await store.keep(facts(at), text);
  await store.forget(idOf(1));
  expect([await store.find(idOf(1)), (await store.find(idOf(2)))?.id]).toEqual([undefined, idOf(2)]);
  await store.forget();
  expect([await store.find(idOf(2)), await store.find(idOf(3))]).toEqual([undefined, undefined]);
});

it.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, -5)],
  ['empty', () => Buffer.alloc(0)],
  ['of another program', () => Buffer.from('{"id":1}\n')],
  ['without an end of its first line', () => Buffer.alloc(10_000, 'a')],
])('a file that is %s is none', async (_what, damage) => {
  const store = createGraphqlSchemaStore(folder);
  await store.keep(facts(1), text);
  const path = join(folder, `${idOf(1)}.schema`);
  await writeFile(path, damage(await readFile(path)));
  await expect(store.read(idOf(1))).rejects.toMatchObject({ code: 'ERR_GRAPHQL_SCHEMA_NOT_FOUND' });
  await store.forget(idOf(1));
  expect(await store.find(idOf(1))).toBeUndefined();
});
