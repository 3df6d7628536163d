import { randomBytes } from 'node:crypto';
import { open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { UploadId } from '../../core/ids.ts';
import type { TemporaryDirectory } from './temporary-directory.ts';
import { writeFailure } from './write-failure.ts';

/** Files that the window sent, kept in a temporary folder until the app closes. */
export interface UploadStore {
  /** Stores a stream of bytes. @throws AppError ERR_UPLOAD_TOO_LARGE, ERR_WORKSPACE_WRITE_FAILED */
  save(chunks: AsyncIterable<Uint8Array>): Promise<{ uploadId: UploadId; sizeBytes: number }>;
  /** Path of the stored file. @throws AppError ERR_UPLOAD_NOT_FOUND */
  path(uploadId: UploadId): string;
  /** Gives a small file whole and removes it. @throws AppError ERR_UPLOAD_NOT_FOUND, ERR_UPLOAD_TOO_LARGE */
  take(uploadId: UploadId, limitBytes: number): Promise<Buffer>;
  /** Removes a stored file; nothing where it is gone already. */
  remove(uploadId: UploadId): Promise<void>;
  close(): Promise<void>;
}

/** The most bytes of one upload. */
const defaultLimitBytes = 2 * 1024 ** 3;

/** Makes an upload store that keeps its files in `directory`. */
export function createUploadStore(
  directory: TemporaryDirectory,
  limitBytes: number = defaultLimitBytes,
): UploadStore {
  const paths = new Map<UploadId, string>();
  const tooLarge = (limit: number) =>
    new AppError('ERR_UPLOAD_TOO_LARGE', 'The file is larger than Postern takes.', {
      details: { limitBytes: limit },
    });
  const store: UploadStore = {
    async save(chunks) {
      const uploadId = randomBytes(18).toString('base64url');
      const path = join(directory.path(), `upload-${uploadId}`);
      let sizeBytes = 0;
      try {
        const handle = await open(path, 'wx', 0o600);
        try {
          for await (const chunk of chunks) {
            sizeBytes += chunk.byteLength;
            if (sizeBytes > limitBytes) throw tooLarge(limitBytes);
            await handle.writeFile(chunk);
          }
        } finally {
          await handle.close();
        }
      } catch (fault) {
        await unlink(path).catch(() => undefined);
        throw writeFailure(fault, 'upload');
      }
      paths.set(uploadId, path);
      return { uploadId, sizeBytes };
    },
    path(uploadId) {
      const path = paths.get(uploadId);
      if (path === undefined) {
        throw new AppError('ERR_UPLOAD_NOT_FOUND', 'That upload is gone. Choose the file again.');
      }
      return path;
    },
    async take(uploadId, limit) {
      const path = store.path(uploadId);
      try {
        if ((await stat(path)).size > limit) throw tooLarge(limit);
        return await readFile(path);
      } finally {
        await store.remove(uploadId);
      }
    },
    async remove(uploadId) {
      const path = paths.get(uploadId);
      paths.delete(uploadId);
      if (path !== undefined) await unlink(path).catch(() => undefined);
    },
    async close() {
      await Promise.all([...paths.values()].map((path) => unlink(path).catch(() => undefined)));
      paths.clear();
    },
  };
  return store;
}
