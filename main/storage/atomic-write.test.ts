import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from './atomic-write.ts';
import { type FileSystem, type OpenFile, realFileSystem } from './file-system.ts';
import {
  createStorageFixture,
  importInto,
  listFiles,
  sampleCollection,
  sampleRequest,
} from './storage-fixture.ts';

type Call = { name: string; target: string };

/** Stands between the store and the disk: writes down calls, and makes one of them fail or write a single byte. */
function watchedFileSystem(fail?: { at: number; code: string }) {
  const calls: Call[] = [];
  const done: Call[] = [];
  const around = async <T>(name: string, target: string, run: () => Promise<T>): Promise<T> => {
    const at = calls.push({ name, target }) - 1;
    if (at === fail?.at && fail.code !== 'SHORT')
      throw Object.assign(new Error(fail.code), { code: fail.code });
    const result = await run();
    done.push({ name, target });
    return result;
  };
  const watchFile = (file: OpenFile, path: string): OpenFile => ({
    write: (bytes, offset, length) => {
      const isShort = fail?.code === 'SHORT' && calls.length === fail.at;
      return around('write', path, () => file.write(bytes, offset, isShort ? 1 : length));
    },
    sync: () => around('sync', path, () => file.sync()),
    chmod: (mode) => around('chmod', path, () => file.chmod(mode)),
    close: async () => {
      // A failing close still closes, as on a real system.
      await file.close();
      await around('close', path, () => Promise.resolve());
    },
  });
  const fileSystem: FileSystem = {
    open: (path, flags, mode) =>
      around('open', path, async () => watchFile(await realFileSystem.open(path, flags, mode), path)),
    readFile: (path) => around('readFile', path, () => realFileSystem.readFile(path)),
    rename: (from, to) => around('rename', to, () => realFileSystem.rename(from, to)),
    unlink: (path) => around('unlink', path, () => realFileSystem.unlink(path)),
    realpath: (path) => around('realpath', path, () => realFileSystem.realpath(path)),
    stat: (path) => around('stat', path, () => realFileSystem.stat(path)),
    mkdir: (path, options) => around('mkdir', path, () => realFileSystem.mkdir(path, options)),
  };
  return { fileSystem, calls, done };
}

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'postern-test-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('writeFileAtomic', () => {
  it('writes new files and replaces old ones, keeping their permissions', async () => {
    const path = join(directory, 'a.yaml');
    await writeFileAtomic(path, 'one', { mode: 0o600 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await chmod(path, 0o664);
    await writeFileAtomic(path, 'two');
    expect(await readFile(path, 'utf8')).toBe('two');
    expect((await stat(path)).mode & 0o777).toBe(0o664);
    expect(await readdir(directory)).toStrictEqual(['a.yaml']);
  });

  it('follows a link instead of replacing it', async () => {
    await mkdir(join(directory, 'real'));
    await writeFile(join(directory, 'real/a'), 'old');
    await symlink(join(directory, 'real/a'), join(directory, 'link'));
    await writeFileAtomic(join(directory, 'link'), 'new');
    expect(await readFile(join(directory, 'real/a'), 'utf8')).toBe('new');
    expect(await readFile(join(directory, 'link'), 'utf8')).toBe('new');
    expect(await readdir(join(directory, 'real'))).toStrictEqual(['a']);
  });

  it('leaves the old content when it is given up before the rename', async () => {
    const path = join(directory, 'a');
    await writeFile(path, 'old');
    const stop = new Error('stop');
    await expect(writeFileAtomic(path, 'new', { beforeRename: () => Promise.reject(stop) })).rejects.toBe(
      stop,
    );
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(directory)).toStrictEqual(['a']);
  });
});

// Half a thousand syncs take their time on a busy disk.
describe('a save', { timeout: 120_000 }, () => {
  it('is acknowledged only after file sync, rename and directory sync, 500 times of 500', async () => {
    const fixture = await createStorageFixture();
    try {
      const { fileSystem, done } = watchedFileSystem();
      const { workspace } = fixture.open({ fileSystem });
      await importInto(workspace, { collections: [sampleCollection('C', 1)] });
      const id = (await workspace.readTree())[1]!.id;
      let { revision } = await workspace.readRequest(id);
      for (let round = 0; round < 500; round += 1) {
        done.length = 0;
        revision = await workspace.saveRequest(id, sampleRequest(round + 1), revision);
        const steps = done.map(({ name, target }) => {
          const kind = target.endsWith('.yaml')
            ? 'file'
            : target.endsWith('.tmp')
              ? 'temporary'
              : 'directory';
          return `${name} ${kind}`;
        });
        const order = [
          'write temporary',
          'sync temporary',
          'close temporary',
          'rename file',
          'sync directory',
        ];
        const places = order.map((step) => steps.indexOf(step));
        expect(places).not.toContain(-1);
        expect(places).toStrictEqual(places.toSorted((a, b) => a - b));
      }
    } finally {
      await fixture.remove();
    }
  });

  it('leaves the old file byte for byte whichever call fails, and names the cause', async () => {
    const fixture = await createStorageFixture();
    try {
      const first = fixture.open();
      await importInto(first.workspace, { collections: [sampleCollection('C', 1)] });
      const id = (await first.workspace.readTree())[1]!.id;
      await first.workspace.close();
      const path = join(fixture.workspacePath, 'postman/collections/C/Request 0.request.yaml');
      const old = await readFile(path);

      const counted = watchedFileSystem();
      const probe = fixture.open({ fileSystem: counted.fileSystem });
      const { revision } = await probe.workspace.readRequest(id);
      const before = counted.calls.length;
      await probe.workspace.saveRequest(id, sampleRequest(7), revision);
      await probe.workspace.close();
      const total = counted.calls.length - before;
      expect(total).toBeGreaterThan(8);
      const saved = await readFile(path);
      expect(saved.equals(old)).toBe(false);

      for (let at = 0; at < total; at += 1) {
        for (const code of ['ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'EROFS', 'SHORT']) {
          await writeFile(path, old);
          // The first call of each run is the read below.
          const fail = { at: at + 1, code };
          const { fileSystem, calls } = watchedFileSystem(fail);
          const { workspace } = fixture.open({ fileSystem });
          const record = await workspace.readRequest(id);
          const save = workspace.saveRequest(id, sampleRequest(7), record.revision);
          const call = `${code} at ${calls[at + 1]?.name ?? at}`;
          const outcome = await save.then(
            () => 'saved',
            (fault: { code: string; details?: { cause?: string } }) =>
              `${fault.code} ${fault.details?.cause}`,
          );
          const now = await readFile(path);
          if (outcome === 'saved') {
            expect(now.equals(saved), call).toBe(true);
            expect(
              ['SHORT', 'close'].some((word) => `${code} ${calls[at + 1]?.name}`.includes(word)),
              call,
            ).toBe(true);
          } else {
            expect(outcome, call).toBe(`ERR_WORKSPACE_WRITE_FAILED ${code}`);
            expect(now.equals(old), call).toBe(true);
          }
          await workspace.close();
        }
      }
      const files = await listFiles(fixture.root);
      expect(files.filter((file) => file.includes('/.postern-'))).toStrictEqual([]);
    } finally {
      await fixture.remove();
    }
  });
});
