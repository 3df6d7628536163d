import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { keptFilesFolder } from '../../core/http/kept-file.ts';
import { isKeptFile, repointer } from './backup-kept-files.ts';
import { isRestored, withoutCommandsOf } from './backup-values.ts';
import { isMissing } from './file-system.ts';
import { graphqlSchemasFolder } from './graphql-schema-store.ts';
import { makePrivateDirectory, workspaceProfilePath } from './profile.ts';
import type { TarEntry } from './tar.ts';

/** The folders of a backup: the workspace's files, what the profile holds for it, and the profile's own. */
export const backupFolders = { workspace: 'workspace/', local: 'local/', profile: 'profile/' } as const;

/** The profile's own files. The key of the secrets is not among them: with it the archive would open them. */
const profileFiles = ['settings.json', 'certificates.json', 'keys.json', 'tokens.json'];
const secretsFolder = 'secrets';
/** What the profile holds of a workspace that belongs to it: current values, the ids of its items, what was open. */
const valuesFile = 'current-values.json';
/** Where they stand in a backup; before the secrets, which they name. */
export const valuesPath = `${backupFolders.local}${valuesFile}`;
export const secretsPath = `${backupFolders.profile}${secretsFolder}/`;
const snapshotFiles: ReadonlySet<string> = new Set([valuesFile, 'index.json', 'session.json']);

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

/** A file that goes into a backup, under its path there. */
export interface BackupFile {
  path: string;
  file: string;
  /** It is what the user made, rather than what Postern notes by the way. */
  isWork: boolean;
}

interface Places {
  profilePath: string;
  workspacePath: string;
}

function filesBelow(folder: string, root: string, names: readonly string[], isWork = true): BackupFile[] {
  return names.map((name) => ({ path: folder + name, file: join(root, ...name.split('/')), isWork }));
}

async function listWorkspace({ workspacePath }: Places): Promise<BackupFile[]> {
  // What is in Git's own folder is left to Git.
  const names = await listFiles(workspacePath, (name) => name === '.git' || isPassing(name));
  return filesBelow(backupFolders.workspace, workspacePath, names);
}

async function listSecrets({ profilePath }: Places): Promise<BackupFile[]> {
  const names = await listFiles(join(profilePath, secretsFolder), isPassing);
  return filesBelow(
    backupFolders.profile,
    profilePath,
    names.map((name) => `${secretsFolder}/${name}`),
    false,
  );
}

/**
 * Copies of body files that somebody deleted are no part of it: they are large, and nothing names them. Nor are schemas of
 * servers, which are as large and are got again.
 */
async function listLocal(localPath: string): Promise<string[]> {
  const deleted = new RegExp(`^trash/[^/]+/${keptFilesFolder}/`);
  const names = await listFiles(localPath, isPassing);
  return names.filter((name) => !deleted.test(name) && !name.startsWith(`${graphqlSchemasFolder}/`));
}

/** Lists the files of a backup. */
export async function listBackupFiles(places: Places): Promise<BackupFile[]> {
  const localPath = workspaceProfilePath(places.profilePath, places.workspacePath);
  return [
    ...(await listWorkspace(places)),
    ...filesBelow(backupFolders.local, localPath, await listLocal(localPath)),
    ...filesBelow(backupFolders.profile, places.profilePath, profileFiles),
    ...(await listSecrets(places)),
  ];
}

/** Lists the files of a snapshot: what is needed to have the workspace again. What the user cleared must not live on in it. */
export async function listSnapshotFiles(places: Places): Promise<BackupFile[]> {
  const localPath = workspaceProfilePath(places.profilePath, places.workspacePath);
  const local = (await listFiles(localPath, isPassing)).filter((name) => snapshotFiles.has(name));
  const [values, notes] = [
    local.filter((name) => name === valuesFile),
    local.filter((name) => name !== valuesFile),
  ];
  return [
    ...(await listWorkspace(places)),
    ...filesBelow(backupFolders.local, localPath, values),
    ...filesBelow(backupFolders.local, localPath, notes, false),
    ...(await listSecrets(places)),
  ];
}

/** Reads them, one after the other. */
export async function* readBackupFiles(files: readonly BackupFile[]): AsyncGenerator<TarEntry> {
  for (const { path, file } of files) {
    const bytes = await readFile(file).catch((fault: unknown) => {
      // It went away since it was listed, or was never made.
      if (isMissing(fault)) return undefined;
      throw fault;
    });
    if (bytes !== undefined) yield { path, bytes: path === valuesPath ? withoutCommandsOf(bytes) : bytes };
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
 * keys and secrets that the profile has stay as they are; secrets that it lacks are added where its key opens them. Requests
 * name their copies of files where those are now. No command comes along.
 */
export async function writeBackup(
  entries: readonly TarEntry[],
  paths: { profilePath: string; workspacePath: string },
  adoptSecret: (record: Buffer) => Promise<boolean>,
): Promise<{ files: number; unreadableSecrets: number; keptFiles: string[] }> {
  const { profilePath, workspacePath } = paths;
  let files = 0;
  let unreadableSecrets = 0;
  const keptFiles: string[] = [];
  const localPath = workspaceProfilePath(profilePath, workspacePath);
  const repoint = repointer(entries, localPath);
  await mkdir(workspacePath, { recursive: true });
  for (const { path, bytes } of entries) {
    if (path.startsWith(backupFolders.workspace)) {
      const text = path.endsWith('.yaml') ? bytes.toString('utf8') : '';
      const pointed = repoint(text);
      const kept = pointed === text ? bytes : Buffer.from(pointed);
      await write(join(workspacePath, path.slice(backupFolders.workspace.length)), kept, 0o644);
      files += 1;
    } else if (path.startsWith(backupFolders.local)) {
      const name = path.slice(backupFolders.local.length);
      if (!isRestored(name)) continue;
      await makePrivateDirectory(localPath);
      const place = join(localPath, name);
      const isCopy = isKeptFile(path);
      await write(place, isCopy ? bytes : withoutCommandsOf(bytes), isCopy ? 0o400 : 0o600);
      if (isCopy) keptFiles.push(place);
    } else if (path.startsWith(secretsPath) && !(await adoptSecret(bytes))) {
      unreadableSecrets += 1;
    }
  }
  return { files, unreadableSecrets, keptFiles };
}

async function write(path: string, bytes: Buffer, mode: number): Promise<void> {
  await mkdir(path.slice(0, path.lastIndexOf(sep)), { recursive: true });
  await writeFileAtomic(path, bytes, { mode });
}
