/** The folder of a workspace's part of the profile with copies of files that a browser gave. */
export const keptFilesFolder = 'body-files';

const keptPath = /[\\/]workspaces[\\/][0-9a-f]{24}[\\/]body-files[\\/][0-9a-f]{24}[\\/]([^\\/]+)$/;

/** Gives the name of a copy that is kept in this profile, `undefined` where the path leads anywhere else. */
export function keptFileName(path: string, profilePath: string): string | undefined {
  return path.startsWith(profilePath) ? keptPath.exec(path.slice(profilePath.length))?.[1] : undefined;
}
