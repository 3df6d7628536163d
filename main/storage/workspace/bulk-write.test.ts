import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInlineWriter, createThreadWriter } from './bulk-write.ts';
import { revisionOf } from './file-stamp.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postern-test-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe.each([
  ['here', createInlineWriter],
  ['in a thread', createThreadWriter],
])('writing %s', (_, create) => {
  it('makes folders and files in order and gives fingerprints', async () => {
    const writer = create();
    const text = 'é\u{1f600}\n'.repeat(2_000);
    const results = await Promise.all([
      writer.write([{ path: join(root, 'a/b') }, { path: join(root, 'a/b/one'), text }]),
      writer.write([{ path: join(root, 'a/b/two'), text: '' }]),
    ]);
    expect(results).toStrictEqual([[undefined, revisionOf(text)], [revisionOf('')]]);
    expect(await readFile(join(root, 'a/b/one'), 'utf8')).toBe(text);
    await writer.close();
  });

  it('names what the system refused, and writes over nothing', async () => {
    const writer = create();
    await writer.write([{ path: join(root, 'one'), text: 'old' }]);
    const again = Promise.resolve().then(() => writer.write([{ path: join(root, 'one'), text: 'new' }]));
    await expect(again).rejects.toMatchObject({ code: 'EEXIST' });
    const lost = Promise.resolve().then(() => writer.write([{ path: join(root, 'no/where'), text: 'x' }]));
    await expect(lost).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(join(root, 'one'), 'utf8')).toBe('old');
    await writer.close();
  });
});

describe('a thread that ended', () => {
  it('fails what waits for it', async () => {
    const writer = createThreadWriter();
    const waiting = writer.write([{ path: join(root, 'x'), text: 'x'.repeat(1_000_000) }]);
    const outcome = waiting.then(
      () => 'written',
      () => 'failed',
    );
    await writer.close();
    expect(['written', 'failed']).toContain(await outcome);
  });
});
