import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { isMissing } from './file-system.ts';
import { makePrivateDirectory, workspaceProfilePath } from './profile.ts';
import type { TarEntry } from './tar.ts';

/** The folders of a backup: the workspace's files, what the profile holds for it, and the profile's own. */
export const backupFolders = { workspace: 'workspace/', local: 'local/', profile: 'profile/' } as const;

/** The profile's own files. The key of the secrets is not among them: with it the archive would open them. */
const profileFiles = ['settings.json', 'certificates.json', 'keys.json', 'tokens.json'];
const secretsFolder = 'secrets';

/** Lists the files below a folder, with `/` between the parts; links are left out. */
async function listFiles(folder: string, skip: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((fault: unknown) => {
    if (isMissing(fault)) return [];
    throw fault;
  });
  const lists = await Promise.all(
    entries
      .filter((entry) => !skip(entry.name))
      .map(async (entry) => {
        if (entry.isFile()) return [entry.name];
        if (!entry.isDirectory()) return [];
        const below = await listFiles(join(folder, entry.name), skip);
        return below.map((path) => `${entry.name}/${path}`);
      }),
  );
  return lists.flat().toSorted();
}

const isPassing = (name: string) => name.endsWith('.tmp') || name.endsWith('.lock');

/** Gives the files of a backup, one after the other; those of Git's own folder are left to Git. */
export async function* backupEntries(paths: {
  profilePath: string;
  workspacePath: string;
}): AsyncGenerator<TarEntry> {
  const { profilePath, workspacePath } = paths;
  const localPath = workspaceProfilePath(profilePath, workspacePath);
  const profileNames = [
    ...profileFiles,
    ...(await listFiles(join(profilePath, secretsFolder), isPassing)).map(
      (name) => `${secretsFolder}/${name}`,
    ),
  ];
  const lists: [string, string, string[]][] = [
    [
      backupFolders.workspace,
      workspacePath,
      await listFiles(workspacePath, (name) => name === '.git' || isPassing(name)),
    ],
    [backupFolders.local, localPath, await listFiles(localPath, isPassing)],
    [backupFolders.profile, profilePath, profileNames],
  ];
  for (const [folder, root, names] of lists) {
    for (const name of names) {
      const bytes = await readFile(join(root, ...name.split('/'))).catch((fault: unknown) => {
        // It went away since it was listed, or was never made.
        if (isMissing(fault)) return undefined;
        throw fault;
      });
      if (bytes !== undefined) yield { path: folder + name, bytes };
    }
  }
}

/** Refuses a folder that holds something already. @throws AppError ERR_BACKUP_TARGET */
export async function requireEmptyFolder(path: string): Promise<void> {
  const names = await readdir(path).catch((fault: unknown) => {
    if (isMissing(fault)) return [];
    throw new AppError(
      'ERR_BACKUP_TARGET',
      'This path is not a folder that can be opened. Choose another one.',
      {
        cause: fault,
      },
    );
  });
  if (names.length === 0) return;
  throw new AppError(
    'ERR_BACKUP_TARGET',
    'That folder is not empty. A backup is put into a new one, so that nothing is written over.',
    { details: { path } },
  );
}

/**
 * Writes the files of a backup: the workspace into its new folder, what is private about it into the profile. Settings,
 * keys and secrets that the profile has stay as they are; secrets that it lacks are added where its key opens them.
 */
export async function writeBackup(
  entries: readonly TarEntry[],
  paths: { profilePath: string; workspacePath: string },
  adoptSecret: (record: Buffer) => Promise<boolean>,
): Promise<{ files: number; unreadableSecrets: number }> {
  const { profilePath, workspacePath } = paths;
  let files = 0;
  let unreadableSecrets = 0;
  const localPath = workspaceProfilePath(profilePath, workspacePath);
  const secretsPrefix = `${backupFolders.profile}${secretsFolder}/`;
  await mkdir(workspacePath, { recursive: true });
  for (const { path, bytes } of entries) {
    if (path.startsWith(backupFolders.workspace)) {
      await write(join(workspacePath, path.slice(backupFolders.workspace.length)), bytes, 0o644);
      files += 1;
    } else if (path.startsWith(backupFolders.local)) {
      await makePrivateDirectory(localPath);
      await write(join(localPath, path.slice(backupFolders.local.length)), bytes, 0o600);
    } else if (path.startsWith(secretsPrefix) && !(await adoptSecret(bytes))) {
      unreadableSecrets += 1;
    }
  }
  return { files, unreadableSecrets };
}

async function write(path: string, bytes: Buffer, mode: number): Promise<void> {
  await mkdir(path.slice(0, path.lastIndexOf(sep)), { recursive: true });
  await writeFileAtomic(path, bytes, { mode });
}
