import { dirname, join } from 'node:path';
import { type FileSystem, isMissing, type OpenFile, realFileSystem, systemCode } from './file-system.ts';
import { temporaryName } from './temporary-name.ts';

export interface AtomicWriteOptions {
  /** Permissions of a file that is new; one that is there keeps its own. */
  mode?: number;
  /** Called with the path that is really written, links followed, before anything is; throws to refuse. */
  checkTarget?: (target: string) => void;
  /** Called when everything but the rename is done; throws to give the write up. */
  beforeRename?: () => Promise<void>;
  /** Called where the rename was done and could not be made durable; puts back what was there. */
  undo?: (target: string) => Promise<void>;
  fileSystem?: FileSystem;
}

/**
 * Writes a file so that after a crash at any moment there is either the old content or the new: a temporary file beside
 * it (created exclusively, under a name nobody can guess), written in full, synced, renamed over the target; then the
 * directory is synced. Returns only when all of that is done. A symbolic link is followed, not replaced.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<void> {
  const fs = options.fileSystem ?? realFileSystem;
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const { target, mode } = await resolveTarget(fs, path);
  options.checkTarget?.(target);
  const directory = dirname(target);
  const temporary = join(directory, temporaryName('tmp'));
  // Opened first: when it cannot be, nothing has changed yet.
  const directoryHandle = await openDirectory(fs, directory);
  try {
    await writeWhole(fs, temporary, bytes, { mode: options.mode ?? 0o666, exactMode: mode });
    try {
      await options.beforeRename?.();
      await fs.rename(temporary, target);
    } catch (fault) {
      await removeQuietly(fs, temporary);
      throw fault;
    }
    try {
      await directoryHandle?.sync();
    } catch (fault) {
      await options.undo?.(target);
      throw fault;
    }
  } finally {
    await closeQuietly(directoryHandle);
  }
}

/** Makes the entries of a directory durable. */
export async function syncDirectory(directory: string, fs: FileSystem = realFileSystem): Promise<void> {
  const handle = await openDirectory(fs, directory);
  try {
    await handle?.sync();
  } finally {
    await closeQuietly(handle);
  }
}

/** Creates a file that must not be there yet and writes it in full and durably; removes it where that fails. */
export async function writeWhole(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  options: { mode: number; exactMode?: number | undefined; durable?: boolean },
): Promise<void> {
  const handle = await fs.open(path, 'wx', options.mode);
  try {
    try {
      // The process's umask does not count for a file that takes another one's place.
      if (options.exactMode !== undefined) await handle.chmod(options.exactMode);
      await writeAll(handle, bytes);
      if (options.durable !== false) await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (fault) {
    await removeQuietly(fs, path);
    throw fault;
  }
}

async function writeAll(handle: OpenFile, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset);
    if (bytesWritten <= 0) throw Object.assign(new Error('The system wrote nothing.'), { code: 'EIO' });
    offset += bytesWritten;
  }
}

async function resolveTarget(fs: FileSystem, path: string): Promise<{ target: string; mode?: number }> {
  try {
    const target = await fs.realpath(path);
    const { mode } = await fs.stat(target);
    return { target, mode: mode & 0o777 };
  } catch (fault) {
    if (!isMissing(fault)) throw fault;
    return { target: path };
  }
}

async function openDirectory(fs: FileSystem, directory: string): Promise<OpenFile | undefined> {
  try {
    return await fs.open(directory, 'r');
  } catch (fault) {
    // Windows opens no directories; its file system journals renames by itself.
    if (process.platform === 'win32' && ['EISDIR', 'EPERM', 'EACCES'].includes(systemCode(fault) ?? '')) {
      return undefined;
    }
    throw fault;
  }
}

async function removeQuietly(fs: FileSystem, path: string): Promise<void> {
  try {
    await fs.unlink(path);
  } catch {
    // The start-up sweep gets it.
  }
}

async function closeQuietly(handle: OpenFile | undefined): Promise<void> {
  try {
    await handle?.close();
  } catch {
    // Everything that counts was synced before.
  }
}
