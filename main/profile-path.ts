import path from 'node:path';

/** The facts of a machine that decide where things are kept. */
export interface Machine {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** The folder of everything private: settings, secrets, current values, cookies, open tabs. One per user of the system. */
export function defaultProfilePath({ platform, home, env }: Machine): string {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Postern');
  if (platform === 'win32')
    return path.join(env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Postern');
  const configured = env['XDG_CONFIG_HOME'];
  const base =
    configured !== undefined && path.isAbsolute(configured) ? configured : path.join(home, '.config');
  return path.join(base, 'postern');
}

/**
 * Decides both folders: those given, or the defaults. A profile given without a workspace has its workspace inside, so
 * that a throw-away profile touches nothing else; without either the workspace is the folder `Postern` at home, where
 * people find it.
 */
export function choosePaths(
  given: { profile?: string | undefined; workspace?: string | undefined },
  machine: Machine,
  cwd: string,
): { profilePath: string; workspacePath: string } {
  const profilePath =
    given.profile === undefined ? defaultProfilePath(machine) : path.resolve(cwd, given.profile);
  if (given.workspace !== undefined)
    return { profilePath, workspacePath: path.resolve(cwd, given.workspace) };
  const workspacePath =
    given.profile === undefined ? path.join(machine.home, 'Postern') : path.join(profilePath, 'workspace');
  return { profilePath, workspacePath };
}
