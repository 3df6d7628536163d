import { isAbsolute, resolve } from 'node:path';
import type { OperationOutput } from '../../core/contract.ts';
import { AppError } from '../../core/errors.ts';
import type { AppContext } from '../app-context.ts';
import { backupFolders, requireEmptyFolder, writeBackup } from '../storage/backup-files.ts';
import { largestBackupBytes } from '../storage/snapshot-store.ts';
import { readTar } from '../storage/tar.ts';
import { writeFailure } from '../storage/write-failure.ts';
import type { Service } from './service.ts';

/**
 * Puts a backup into a new folder, to be opened as a workspace.
 *
 * @throws AppError ERR_BACKUP_INVALID, ERR_BACKUP_TARGET, ERR_UPLOAD_NOT_FOUND, ERR_UPLOAD_TOO_LARGE,
 *   ERR_WORKSPACE_WRITE_FAILED
 */
export const restoreBackup: Service<'backup.restore'> = (app, { uploadId, path }) =>
  restoreInto(app, path, () => app.uploads.take(uploadId, largestBackupBytes));

/**
 * Puts an automatic snapshot into a new folder, in the same way.
 *
 * @throws AppError ERR_BACKUP_INVALID, ERR_BACKUP_TARGET, ERR_WORKSPACE_WRITE_FAILED
 */
export const restoreSnapshot: Service<'snapshot.restore'> = (app, { id, path }) =>
  restoreInto(app, path, () => app.snapshots.read(id));

async function restoreInto(
  app: AppContext,
  path: string,
  readArchive: () => Promise<Buffer>,
): Promise<OperationOutput<'backup.restore'>> {
  if (!isAbsolute(path)) throw new AppError('ERR_BACKUP_TARGET', 'Give the whole path of the new folder.');
  const workspacePath = resolve(path);
  await requireEmptyFolder(workspacePath);
  const entries = readTar(await readArchive());
  if (entries === undefined || !entries.some((entry) => entry.path.startsWith(backupFolders.workspace))) {
    throw new AppError(
      'ERR_BACKUP_INVALID',
      'This file is not a whole backup of Postern. Choose the .tar that a backup wrote.',
    );
  }
  try {
    const paths = { profilePath: app.profilePath, workspacePath };
    const { keptFiles, ...restored } = await writeBackup(entries, paths, (record) =>
      app.secrets.adopt(record),
    );
    // What came with the backup gives nothing of this machine away.
    if (keptFiles.length > 0) await app.fileConsents.allow(keptFiles);
    return { path: workspacePath, ...restored };
  } catch (fault) {
    throw writeFailure(fault, workspacePath);
  }
}
