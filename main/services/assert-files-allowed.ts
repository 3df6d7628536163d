import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { BodyPart } from '../../core/http/wire-request.ts';
import type { AppContext } from '../app-context.ts';

/**
 * Refuses a body that names files outside of the workspace which nobody allowed: an imported request could name any file
 * of this machine, and sending it would give it away.
 *
 * @throws AppError ERR_REQUEST_BODY_FILE_NOT_ALLOWED with the paths in details
 */
export async function assertFilesAllowed(
  app: AppContext,
  body: readonly BodyPart[] | undefined,
): Promise<void> {
  const paths = (body ?? []).flatMap((part) => (part.kind === 'file' ? [part.path] : []));
  if (paths.length === 0) return;
  const outside: string[] = [];
  for (const path of new Set(paths)) {
    if (!app.fileConsents.has(path) && !(await isInside(app.workspace.path, path))) outside.push(path);
  }
  if (outside.length === 0) return;
  throw new AppError(
    'ERR_REQUEST_BODY_FILE_NOT_ALLOWED',
    `The request wants to send ${outside.length === 1 ? 'a file' : `${outside.length} files`} of this machine. Look at the path, then allow it, or choose another file.`,
    { details: { paths: outside } },
  );
}

/** A link inside of the workspace counts where it leads. A file that is not there is refused later, by its own name. */
async function isInside(folder: string, path: string): Promise<boolean> {
  let way: string;
  try {
    way = relative(await realpath(folder), await realpath(path));
  } catch {
    way = relative(folder, path);
  }
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
