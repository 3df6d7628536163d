import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTar, tarBlocks, tarEnd } from './tar.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-tar-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const entries = [
  { path: 'empty', bytes: Buffer.alloc(0) },
  { path: 'a/b.txt', bytes: Buffer.from('text') },
  { path: `long/${'n'.repeat(240)}/${'m'.repeat(90)}.yaml`, bytes: Buffer.alloc(512, 1) },
  { path: 'ünïcode/名前.request.yaml', bytes: Buffer.alloc(513, 2) },
  { path: 'x'.repeat(100), bytes: Buffer.from([0, 1, 255]) },
];
const archive = (list = entries) =>
  Buffer.concat([...list.map((entry) => tarBlocks(entry, 1_700_000_000)), tarEnd]);

describe('an archive', () => {
  it('gives back what was put in, byte by byte', () => {
    expect(readTar(archive())).toEqual(entries);
  });

  it.skipIf(process.platform === 'win32')('is read by the system’s tar', async () => {
    const file = join(folder, 'all.tar');
    await writeFile(file, archive());
    execFileSync('tar', ['-xf', file, '-C', folder]);
    for (const { path, bytes } of entries) expect(await readFile(join(folder, path))).toEqual(bytes);
  });

  it('is refused where it is torn, changed or none', () => {
    const whole = archive();
    expect(readTar(whole.subarray(0, whole.length - 1024 - 300))).toBeUndefined();
    expect(readTar(whole.subarray(0, whole.length - 1024))).toBeUndefined();
    const changed = Buffer.from(whole);
    changed[3] = 65;
    expect(readTar(changed)).toBeUndefined();
    expect(readTar(Buffer.alloc(0))).toBeUndefined();
    expect(readTar(Buffer.from('PK\u0003\u0004'.repeat(300)))).toBeUndefined();
  });

  it.each(['../out', '/etc/passwd', 'a/../../b', 'a//b', 'C:\\x', 'a\\..\\b', './a', 'a/.', 'n:ads'])(
    'is refused with a name that leads out: %s',
    (path) => {
      expect(readTar(archive([{ path, bytes: Buffer.from('x') }]))).toBeUndefined();
    },
  );

  it('is refused with links, and with a file twice', () => {
    const link = tarBlocks({ path: 'link', bytes: Buffer.alloc(0) }, 0);
    link[156] = 50;
    link.write('        ', 148, 'latin1');
    const sum = link.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    link.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    expect(readTar(Buffer.concat([link, tarEnd]))).toBeUndefined();
    const [, one] = entries;
    if (one !== undefined) expect(readTar(archive([one, one]))).toBeUndefined();
  });
});
