import path from 'node:path';
import { defaultWorkspacePath, resolveProfilePath } from './storage/profile.ts';

/** Decides both folders of a run: those given (relative ones start at `cwd`), or the defaults. */
export function choosePaths(
  given: { profile?: string | undefined; workspace?: string | undefined },
  cwd: string,
): { profilePath: string; workspacePath: string } {
  const absolute = (folder: string | undefined) =>
    folder === undefined ? undefined : path.resolve(cwd, folder);
  const profilePath = resolveProfilePath({ path: absolute(given.profile) });
  return { profilePath, workspacePath: absolute(given.workspace) ?? defaultWorkspacePath(profilePath) };
}
