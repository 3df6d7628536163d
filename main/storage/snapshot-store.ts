import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { AppError } from '../../core/errors.ts';
import type { Settings } from '../../core/settings.ts';
import type { Log } from '../log.ts';
import { syncDirectory } from './atomic-write.ts';
import { listSnapshotFiles, readBackupFiles, secretsPath, valuesPath } from './backup-files.ts';
import { isMissing } from './file-system.ts';
import { makePrivateDirectory, workspaceKey } from './profile.ts';
import { recordId } from './secret-record.ts';
import { tarBlocks, tarEnd } from './tar.ts';
import { staleTemporaryKind, temporaryName } from './temporary-name.ts';

/** One automatic copy of a workspace. */
export interface Snapshot {
  id: string;
  takenAtEpochMs: number;
  sizeBytes: number;
  /** The version of Postern that took it. */
  version: string;
}

/** Automatic copies of one workspace in the profile, the oldest of which make room. */
export interface SnapshotStore {
  /** Newest first. */
  list(): Promise<Snapshot[]>;
  /** Gives the tar of one. @throws AppError ERR_BACKUP_INVALID */
  read(id: string): Promise<Buffer>;
  /**
   * Takes one where the last is a day old or of another version of Postern, and something changed since. Before anything
   * is written anew in another format, this is to be called first.
   */
  takeIfDue(): Promise<Snapshot | undefined>;
  /** Looks from now on, by itself, whether one is due. */
  start(): void;
  close(): Promise<void>;
}

export interface SnapshotStoreOptions {
  profilePath: string;
  workspacePath: string;
  version: string;
  settings: () => Settings['snapshots'];
  now(): number;
  log: Log;
}

/** How many are kept. */
export const mostSnapshots = 7;
/** What is larger is not copied: a restore reads it whole. */
export const largestBackupBytes = 1024 ** 3;
const dayMs = 86_400_000;
/** The start of a window has other things to do. */
const firstLookMs = 120_000;
const lookEveryMs = 3_600_000;

const namePattern = /^(\d{13,16})_([\w.+-]{1,60})_([0-9a-f]{16})\.tar\.gz$/;
type Kept = Snapshot & { fingerprint: string };

/** Makes the store; nothing is read or made before it is asked to. */
export function createSnapshotStore(options: SnapshotStoreOptions): SnapshotStore {
  return new Snapshots(options);
}

class Snapshots implements SnapshotStore {
  readonly #options: SnapshotStoreOptions;
  readonly #folder: string;
  readonly #abort = new AbortController();
  #timers: NodeJS.Timeout[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SnapshotStoreOptions) {
    this.#options = options;
    this.#folder = join(options.profilePath, 'snapshots', workspaceKey(options.workspacePath));
  }

  async list(): Promise<Snapshot[]> {
    return (await this.#kept()).map(shown);
  }

  async read(id: string): Promise<Buffer> {
    const known = (await this.#kept()).find((snapshot) => snapshot.id === id);
    if (known === undefined) throw unusable('That snapshot is gone: newer ones took its place.');
    try {
      const packed = await readFile(join(this.#folder, `${id}.tar.gz`));
      return await promisify(gunzip)(packed, { maxOutputLength: 2 * largestBackupBytes });
    } catch (fault) {
      throw unusable('This snapshot was damaged on disk. Choose an older one.', fault);
    }
  }

  takeIfDue(): Promise<Snapshot | undefined> {
    const result = this.#turn.then(() => this.#takeIfDue());
    this.#turn = result.catch(() => undefined);
    return result;
  }

  start(): void {
    if (this.#timers.length > 0 || this.#abort.signal.aborted) return;
    const look = () => {
      void this.takeIfDue().catch((fault: unknown) => {
        if (!this.#abort.signal.aborted) this.#options.log.error('no snapshot could be taken', fault);
      });
    };
    this.#timers = [setTimeout(look, firstLookMs).unref(), setInterval(look, lookEveryMs).unref()];
  }

  async close(): Promise<void> {
    this.#abort.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#turn;
  }

  async #kept(): Promise<Kept[]> {
    const names = await readdir(this.#folder).catch((fault: unknown) => {
      if (isMissing(fault)) return [];
      throw fault;
    });
    const found = names.flatMap((name) => {
      const match = namePattern.exec(name);
      if (match === null) return [];
      const [, takenAt = '', version = '', fingerprint = ''] = match;
      const id = name.slice(0, -'.tar.gz'.length);
      return [{ id, takenAtEpochMs: Number(takenAt), version, fingerprint }];
    });
    const sized = await Promise.all(
      found.map(async (one) => {
        const file = await stat(join(this.#folder, `${one.id}.tar.gz`)).catch(() => undefined);
        return file === undefined ? [] : [{ ...one, sizeBytes: file.size }];
      }),
    );
    return sized.flat().toSorted((left, right) => right.takenAtEpochMs - left.takenAtEpochMs);
  }

  async #takeIfDue(): Promise<Snapshot | undefined> {
    const { settings, now, version, log } = this.#options;
    if (!settings().enabled || this.#abort.signal.aborted) return undefined;
    const kept = await this.#kept();
    const last = kept[0];
    const isOld = last === undefined || Math.abs(now() - last.takenAtEpochMs) >= dayMs;
    if (!isOld && last.version === versionName(version)) return undefined;
    const { fingerprint, sizeBytes, files } = await this.#look();
    if (files === 0 || last?.fingerprint === fingerprint) return undefined;
    if (sizeBytes > largestBackupBytes) {
      log.info('no snapshot was taken: the workspace is larger than a gigabyte');
      return undefined;
    }
    const id = `${now()}_${versionName(version)}_${fingerprint}`;
    await this.#write(id);
    const taken = await this.#kept();
    for (const { id: old } of taken.slice(mostSnapshots)) {
      await rm(join(this.#folder, `${old}.tar.gz`), { force: true });
    }
    return taken.filter((snapshot) => snapshot.id === id).map(shown)[0];
  }

  /** What the workspace is like, without reading it: names, sizes and times of its files. */
  async #look(): Promise<{ fingerprint: string; sizeBytes: number; files: number }> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let files = 0;
    for (const { path, file, isWork } of await listSnapshotFiles(this.#options)) {
      this.#abort.signal.throwIfAborted();
      const facts = await stat(file).catch(() => undefined);
      if (facts === undefined) continue;
      sizeBytes += facts.size;
      if (!isWork) continue;
      files += 1;
      hash.update(`${path}\0${facts.size}\0${facts.mtimeMs}\n`);
    }
    return { fingerprint: hash.digest('hex').slice(0, 16), sizeBytes, files };
  }

  async #write(id: string): Promise<void> {
    const folder = this.#folder;
    await makePrivateDirectory(folder);
    for (const name of await readdir(folder))
      if (staleTemporaryKind(name) !== undefined) await rm(join(folder, name), { force: true });
    const temporary = join(folder, temporaryName('tmp'));
    try {
      const { signal } = this.#abort;
      const target = createWriteStream(temporary, { flags: 'wx', mode: 0o600 });
      await pipeline(Readable.from(this.#blocks()), createGzip({ level: 3 }), target, { signal });
      const handle = await open(temporary, 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, join(folder, `${id}.tar.gz`));
      await syncDirectory(folder);
    } catch (fault) {
      await rm(temporary, { force: true });
      throw fault;
    }
  }

  async *#blocks(): AsyncGenerator<Buffer> {
    const modified = Math.floor(this.#options.now() / 1000);
    let values = '';
    for await (const entry of readBackupFiles(await listSnapshotFiles(this.#options))) {
      if (entry.path === valuesPath) values = entry.bytes.toString();
      // Of the secrets those that its variables name: tokens, keys and cookies are no part of the workspace.
      const id = entry.path.startsWith(secretsPath) ? recordId(entry.bytes) : undefined;
      if (entry.path.startsWith(secretsPath) && (id === undefined || !values.includes(JSON.stringify(id)))) {
        continue;
      }
      yield tarBlocks(entry, modified);
    }
    yield tarEnd;
  }
}

function shown({ fingerprint: _own, ...snapshot }: Kept): Snapshot {
  return snapshot;
}

/** A version as a part of a file's name. */
function versionName(version: string): string {
  return version.replace(/[^\w.+-]/g, '-').slice(0, 60) || '0';
}

function unusable(message: string, cause?: unknown): AppError {
  return new AppError('ERR_BACKUP_INVALID', message, { cause });
}
