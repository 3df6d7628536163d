import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

export interface ProfileOptions {
  /** Given on the command line; wins over everything. */
  path?: string | undefined;
  platform?: NodeJS.Platform;
  environment?: Readonly<Record<string, string | undefined>>;
  home?: string;
}

/** Gives the folder where Postern keeps what is private: the one given, else the place the system has for that. */
export function resolveProfilePath(options: ProfileOptions = {}): string {
  if (options.path !== undefined && options.path !== '') return resolve(options.path);
  const environment = options.environment ?? process.env;
  const home = options.home ?? homedir();
  switch (options.platform ?? process.platform) {
    case 'win32':
      return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Postern');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Postern');
    default: {
      // A relative path in XDG_DATA_HOME is to be ignored (XDG Base Directory Specification).
      const data = environment['XDG_DATA_HOME'];
      return join(data?.startsWith('/') === true ? data : join(home, '.local', 'share'), 'postern');
    }
  }
}

/** Gives the workspace that opens when none was asked for. */
export function defaultWorkspacePath(profilePath: string): string {
  return join(profilePath, 'My Workspace');
}

/** Gives the folder in the profile with what is private about one workspace, the same for every path that leads to it. */
export function workspaceProfilePath(profilePath: string, workspacePath: string): string {
  return join(profilePath, 'workspaces', workspaceKey(workspacePath));
}

/** A short stable key of a workspace's real path. */
export function workspaceKey(workspacePath: string): string {
  return createHash('sha256')
    .update(realPathOf(resolve(workspacePath)))
    .digest('hex')
    .slice(0, 24);
}

/** Makes a folder that only its owner can open. */
export async function makePrivateDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/** Gives the real path, also where the last parts are not there yet. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPathOf(parent), basename(path));
  }
}
