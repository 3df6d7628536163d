import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, sep } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds the system's Git on the search path. Only whole paths count, and none inside of the repository: a folder that came
 * from somebody else must not bring its own.
 */
export async function findGit(
  repositoryRoot: string,
  environment: Environment = process.env,
): Promise<string | undefined> {
  const isWindows = process.platform === 'win32';
  const searchPath = environment['PATH'] ?? environment['Path'] ?? '';
  for (const folder of searchPath.split(delimiter)) {
    if (!isAbsolute(folder) || `${folder}${sep}`.startsWith(`${repositoryRoot}${sep}`)) continue;
    const path = join(folder, isWindows ? 'git.exe' : 'git');
    try {
      if (!(await stat(path)).isFile()) continue;
      await access(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
