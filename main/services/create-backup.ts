import { AppError } from '../../core/errors.ts';
import { listBackupFiles, readBackupFiles } from '../storage/backup-files.ts';
import { fitKeptFiles, isKeptFile, noteKeptFiles } from '../storage/backup-kept-files.ts';
import { workspaceProfilePath } from '../storage/profile.ts';
import { largestBackupBytes } from '../storage/snapshot-store.ts';
import { tarBlocks, tarEnd } from '../storage/tar.ts';
import type { Service } from './service.ts';

/**
 * Writes the workspace and what the profile holds into one tar in the body store. Secrets go along as they are encrypted,
 * and the key that opens them does not.
 *
 * @throws AppError ERR_CALL_CANCELLED
 */
export const createBackup: Service<'backup.create'> = async (app, _input, { signal }) => {
  const modified = Math.floor(app.now() / 1000);
  const writer = app.bodies.create('application/x-tar');
  let sizeBytes = 0;
  let count = 0;
  const add = async (bytes: Buffer) => {
    sizeBytes += bytes.length;
    await writer.write(bytes);
  };
  const places = { profilePath: app.profilePath, workspacePath: app.workspace.path };
  const { files, leftOut } = await fitKeptFiles(await listBackupFiles(places), largestBackupBytes);
  if (files.some(({ path }) => isKeptFile(path))) {
    const localPath = workspaceProfilePath(places.profilePath, places.workspacePath);
    await add(tarBlocks(noteKeptFiles(localPath), modified));
  }
  for await (const entry of readBackupFiles(files)) {
    if (signal.aborted) throw new AppError('ERR_CALL_CANCELLED', 'The backup was cancelled.');
    await add(tarBlocks(entry, modified));
    count += 1;
  }
  await add(tarEnd);
  await writer.finish();
  const day = new Date(app.now()).toISOString().slice(0, 10);
  const name = app.workspace.name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80) || 'workspace';
  return { bodyId: writer.bodyId, sizeBytes, fileName: `postern-${name}-${day}.tar`, files: count, leftOut };
};
