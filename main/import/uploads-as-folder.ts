import { copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { UploadId } from '../../core/ids.ts';
import type { UploadStore } from '../storage/upload-store.ts';

/** One file of a folder that was dropped on the window. */
export interface UploadedFile {
  uploadId: UploadId;
  relativePath: string;
}

/**
 * Puts uploaded files back into the folder they came from, in a temporary place that is removed after `work`.
 *
 * @throws AppError ERR_UPLOAD_NOT_FOUND, ERR_IMPORT_READ_FAILED for a path that leaves the folder
 */
export async function withUploadsAsFolder<T>(
  uploads: UploadStore,
  files: readonly UploadedFile[],
  work: (path: string) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'postern-import-'));
  try {
    for (const { uploadId, relativePath } of files) {
      const target = join(root, ...safeParts(relativePath));
      await mkdir(dirname(target), { recursive: true });
      const source = uploads.path(uploadId);
      // A link costs nothing; another file system needs a copy.
      await link(source, target).catch(() => copyFile(source, target));
    }
    return await work(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The parts of a relative path as a browser gives it; nothing that could leave the folder. */
function safeParts(relativePath: string): string[] {
  const parts = relativePath.split('/').filter((part) => part !== '' && part !== '.');
  const unsafe = parts.some((part) => part === '..' || /[\\\0]/.test(part) || part.length > 255);
  if (parts.length === 0 || parts.length > 64 || unsafe) {
    throw new AppError('ERR_IMPORT_READ_FAILED', 'A file of the folder has a path that cannot be used.', {
      details: { relativePath: relativePath.slice(0, 200) },
    });
  }
  return parts;
}
