import { mkdir, stat } from 'node:fs/promises';
import { basename, isAbsolute, resolve } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { writeFailure } from '../storage/write-failure.ts';
import type { Service } from './service.ts';

/**
 * Opens another folder as the workspace of this Postern.
 *
 * @throws AppError ERR_WORKSPACE_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED, ERR_CALL_CAPABILITY_MISSING in a terminal
 */
export const openWorkspace: Service<'workspace.open'> = async (app, { path, create = false }) => {
  const { switchWorkspace } = app;
  if (switchWorkspace === undefined) {
    throw new AppError(
      'ERR_CALL_CAPABILITY_MISSING',
      'Start Postern with --workspace to open another one here.',
    );
  }
  if (!isAbsolute(path)) {
    throw new AppError('ERR_WORKSPACE_NOT_FOUND', 'Give the whole path of the folder.', {
      details: { path },
    });
  }
  const folder = resolve(path);
  try {
    if (create) await mkdir(folder, { recursive: true });
    if (!(await stat(folder)).isDirectory()) throw new Error('It is a file.');
  } catch (fault) {
    if (create) throw writeFailure(fault, folder);
    throw new AppError('ERR_WORKSPACE_NOT_FOUND', 'There is no folder at this path.', {
      cause: fault,
      details: { path: folder },
    });
  }
  await switchWorkspace(folder);
  return { name: basename(folder), path: folder };
};
