import { createHash } from 'node:crypto';
import { readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { Host } from '../host.ts';
import { syncDirectory, writeFileAtomic } from './atomic-write.ts';
import { isMissing } from './file-system.ts';
import { makePrivateDirectory } from './profile.ts';
import { openDataKey, secretUnreadable } from './secret-key.ts';
import { openRecord, recordId, sealRecord } from './secret-record.ts';
import { statInTurn } from './stat-in-turn.ts';
import { FolderEar } from './folder-ear.ts';
import { writeFailure } from './write-failure.ts';

/** Secrets at rest, each encrypted (AEAD) and bound to its id. What cannot be decrypted is never overwritten or dropped. */
export interface SecretStore {
  /** @throws AppError ERR_SECRET_UNREADABLE when the record or the key cannot be read. */
  read(id: string): Promise<string | undefined>;
  /** @throws AppError ERR_SECRET_UNREADABLE when the key cannot be read, ERR_WORKSPACE_WRITE_FAILED */
  write(id: string, value: string): Promise<void>;
  delete(id: string): Promise<void>;
  /** Takes in an encrypted record of a backup; false where the key here does not open it. What is here already stays. */
  adopt(record: Buffer): Promise<boolean>;
  /** Ids of all records, readable or not. */
  list(): Promise<string[]>;
  /**
   * Encrypts texts, each under its id, for a file of the caller's own.
   *
   * @throws AppError ERR_SECRET_UNREADABLE when the key cannot be read
   */
  sealAll(records: readonly (readonly [id: string, value: string])[]): Promise<Buffer[]>;
  /**
   * Decrypts what {@link SecretStore.sealAll} gave; `undefined` where it was changed or another key was used.
   *
   * @throws AppError ERR_SECRET_UNREADABLE when the key cannot be read
   */
  open(id: string, sealed: Buffer): Promise<string | undefined>;
  /**
   * A count that goes up when a record may have changed, whoever changed it; `undefined` where changes of other processes
   * cannot be heard.
   */
  changeCount(): number | undefined;
  close(): void;
}

export interface SecretStoreOptions {
  profilePath: string;
  host: Pick<Host, 'keyWrap'>;
  now(): number;
}

const suffix = '.secret';
/** An id has to fit the two bytes of its length in a record. */
const longestId = 1_024;

interface CachedRecord {
  path: string;
  stamp: string;
  value: string;
}

/** Opens the secret store of a profile: `secret.key` and one file for each record in `secrets/`. Nothing is made until the first write. */
export function createSecretStore(options: SecretStoreOptions): SecretStore {
  return new Secrets(options);
}

class Secrets implements SecretStore {
  readonly #directory: string;
  readonly #keyPath: string;
  readonly #options: SecretStoreOptions;
  readonly #cache = new Map<string, CachedRecord>();
  #key: Buffer | undefined;
  #opening: Promise<Buffer> | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #ear: FolderEar;

  constructor(options: SecretStoreOptions) {
    this.#options = options;
    this.#directory = join(options.profilePath, 'secrets');
    this.#ear = new FolderEar(this.#directory);
    this.#keyPath = join(options.profilePath, 'secret.key');
  }

  async read(id: string): Promise<string | undefined> {
    const cached = this.#cache.get(id);
    const path = cached?.path ?? this.#path(id);
    const stamp = stampOf(path);
    if (stamp === undefined) return undefined;
    if (cached?.stamp === stamp) return cached.value;
    const record = await this.#readRecord(path);
    if (record === undefined) return undefined;
    const value = openRecord(await this.#openKey(), id, record);
    if (value === undefined) {
      throw new AppError(
        'ERR_SECRET_UNREADABLE',
        'This secret was damaged on disk and cannot be decrypted. Enter it again; the damaged record is kept.',
        { details: { reason: 'damaged', id } },
      );
    }
    this.#cache.set(id, { path, stamp, value });
    return value;
  }

  write(id: string, value: string): Promise<void> {
    return this.#serially(async () => {
      const key = await this.#openKey();
      const path = this.#path(id);
      try {
        await makePrivateDirectory(this.#directory);
        await this.#keepUnreadable(key, id, path);
        await writeFileAtomic(path, sealRecord(key, id, value), { mode: 0o600 });
      } catch (fault) {
        throw writeFailure(fault, 'secrets');
      } finally {
        this.#forget(id);
      }
    });
  }

  delete(id: string): Promise<void> {
    return this.#serially(async () => {
      const path = this.#path(id);
      try {
        const record = await this.#readRecord(path);
        if (record === undefined) return;
        const key = await this.#openKey();
        if (openRecord(key, id, record) === undefined) await this.#keepUnreadable(key, id, path);
        else await unlink(path);
        await syncDirectory(this.#directory);
      } catch (fault) {
        throw writeFailure(fault, 'secrets');
      } finally {
        this.#forget(id);
      }
    });
  }

  adopt(record: Buffer): Promise<boolean> {
    return this.#serially(async () => {
      const id = recordId(record);
      // Without a key of its own a profile must not hold records: none could be made for it any more.
      if (id === undefined || stampOf(this.#keyPath) === undefined) return false;
      const key = await this.#openKey();
      if (openRecord(key, id, record) === undefined) return false;
      const path = this.#path(id);
      if (stampOf(path) !== undefined) return true;
      await makePrivateDirectory(this.#directory);
      await writeFileAtomic(path, record, { mode: 0o600 });
      this.#forget(id);
      return true;
    });
  }

  changeCount(): number | undefined {
    return this.#ear.changeCount();
  }

  close(): void {
    this.#ear.close();
  }

  #forget(id: string): void {
    this.#cache.delete(id);
    this.#ear.noteChange();
  }

  async list(): Promise<string[]> {
    const ids: string[] = [];
    for (const name of await this.#recordNames()) {
      const record = await this.#readRecord(join(this.#directory, name));
      const id = record === undefined ? undefined : recordId(record);
      ids.push(id !== undefined && fileName(id) === name ? id : `unreadable:${name}`);
    }
    return ids;
  }

  async sealAll(records: readonly (readonly [id: string, value: string])[]): Promise<Buffer[]> {
    const key = await this.#openKey();
    return records.map(([id, value]) => sealRecord(key, id, value));
  }

  async open(id: string, sealed: Buffer): Promise<string | undefined> {
    return openRecord(await this.#openKey(), id, sealed);
  }

  #path(id: string): string {
    if (id === '' || id.length > longestId)
      throw new RangeError('An id of a secret has 1 to 1024 characters.');
    return join(this.#directory, fileName(id));
  }

  async #recordNames(): Promise<string[]> {
    try {
      return (await readdir(this.#directory)).filter((name) => name.endsWith(suffix)).toSorted();
    } catch (fault) {
      if (isMissing(fault)) return [];
      throw secretUnreadable('the folder of the secrets cannot be opened', fault);
    }
  }

  async #readRecord(path: string): Promise<Buffer | undefined> {
    try {
      return await readFile(path);
    } catch (fault) {
      if (isMissing(fault)) return undefined;
      throw secretUnreadable('the record cannot be opened', fault);
    }
  }

  /** A record that cannot be decrypted is moved aside, never written over. */
  async #keepUnreadable(key: Buffer, id: string, path: string): Promise<void> {
    const record = await this.#readRecord(path);
    if (record === undefined || openRecord(key, id, record) !== undefined) return;
    const mark = createHash('sha256').update(record).digest('hex').slice(0, 12);
    await rename(path, `${path}.unreadable-${this.#options.now().toString(36)}-${mark}`);
  }

  #openKey(): Promise<Buffer> {
    if (this.#key !== undefined) return Promise.resolve(this.#key);
    this.#opening ??= this.#loadKey().finally(() => {
      // A locked keychain may be open at the next try.
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #loadKey(): Promise<Buffer> {
    await makePrivateDirectory(this.#options.profilePath);
    const hasRecords = async () => (await this.#recordNames()).length > 0;
    this.#key = await openDataKey(this.#keyPath, this.#options.host, hasRecords);
    return this.#key;
  }

  #serially<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#writing.then(work, work);
    this.#writing = result.catch(() => undefined);
    return result;
  }
}

/** Ids hold slashes and capitals; the file's name says nothing and suits every file system. */
function fileName(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 48) + suffix;
}

/** What changes when another process writes the record; read synchronously since it is on the path of every send. */
function stampOf(path: string): string | undefined {
  const stat = statInTurn(path);
  return stat === undefined ? undefined : `${stat.ino}-${stat.mtimeMs}-${stat.size}`;
}
