import { copyFile, mkdir, rm, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileChange } from '../../core/git/git-change.ts';
import type { AppContext } from '../app-context.ts';
import { writeFileAtomic } from '../storage/atomic-write.ts';
import { isMissing } from '../storage/file-system.ts';
import { absentRevision, revisionOf } from '../storage/workspace/file-stamp.ts';
import { openTrashFolder } from '../storage/workspace/trash.ts';
import { newUndoId, type UndoStep } from '../storage/workspace/undo-log.ts';
import { conflict } from '../storage/workspace/workspace-files.ts';
import type { Git } from './open-git.ts';
import { lookAtWorkFile, readWorkFile, refused, workPath } from './work-file.ts';

/** A file as it was before it was discarded, and what the discard made of it. */
interface KeptFile {
  path: string;
  absolute: string;
  /** Its copy in the profile; absent where there was no file. */
  copy: string | undefined;
  /** Revision of what the discard left; see `revisionOf`. */
  after: string;
}

/**
 * Puts files back as they are in the last commit, in the turn of a write. What they were is copied to the trash of the profile
 * first. Gives the step that brings it back; that one refuses where a file was changed since.
 *
 * @throws AppError ERR_GIT_FILE_REFUSED, ERR_GIT_*, ERR_WORKSPACE_WRITE_FAILED
 */
export async function discardChanges(
  app: Pick<AppContext, 'workspace' | 'now'>,
  git: Git,
  changes: readonly FileChange[],
  hasCommits: boolean,
): Promise<UndoStep> {
  const { kept, trash } = await app.workspace.changeOutside(async (profile) => {
    const undoId = newUndoId();
    const files = await keepFiles(app, git, changes, { profile, undoId });
    try {
      await putBackCommitted(git, changes, hasCommits);
    } catch (fault) {
      await bringBack(files);
      throw fault;
    }
    for (const file of files) file.after = await revisionAt(file.absolute);
    return { kept: files, trash: join(profile, 'trash', undoId) };
  });
  return () =>
    app.workspace.changeOutside(async () => {
      for (const { path, absolute, after } of kept) {
        const now = await revisionAt(absolute);
        if (now !== after) throw conflict(path, now);
      }
      await bringBack(kept);
      await rm(trash, { recursive: true, force: true });
    });
}

async function keepFiles(
  app: Pick<AppContext, 'now'>,
  git: Git,
  changes: readonly FileChange[],
  { profile, undoId }: { profile: string; undoId: string },
): Promise<KeptFile[]> {
  await openTrashFolder(profile, undoId, { deletedAtEpochMs: app.now(), moves: [], secretIds: [] });
  const paths = new Set(
    changes.flatMap(({ path, oldPath }) => (oldPath === undefined ? [path] : [path, oldPath])),
  );
  const kept: KeptFile[] = [];
  for (const path of paths) {
    const absolute = await workPath(git, path);
    const found = await lookAtWorkFile(absolute);
    if (found.kind === 'link' || found.kind === 'other') throw refused(path);
    let copy: string | undefined;
    if (found.kind === 'file') {
      const folder = join(profile, 'trash', undoId, String(kept.length));
      await mkdir(folder, { mode: 0o700 });
      copy = join(folder, basename(absolute));
      await copyFile(absolute, copy);
    }
    kept.push({ path, absolute, copy, after: absentRevision });
  }
  return kept;
}

async function putBackCommitted(
  git: Git,
  changes: readonly FileChange[],
  hasCommits: boolean,
): Promise<void> {
  const names = changes.flatMap(({ path, oldPath, isUntracked }) => [
    ...(isUntracked === true ? [] : [path]),
    ...(oldPath === undefined ? [] : [oldPath]),
  ]);
  const restore = ['restore', '--source=HEAD', '--staged', '--worktree'];
  const command = hasCommits ? restore : ['rm', '--force', '--quiet'];
  if (names.length > 0) {
    await git.run([...command, '--pathspec-from-file=-', '--pathspec-file-nul'], {
      kind: 'look',
      input: names.join('\0'),
    });
  }
  for (const { path, isUntracked } of changes) {
    if (isUntracked !== true) continue;
    const absolute = await workPath(git, path);
    await unlink(absolute).catch((fault: unknown) => {
      if (!isMissing(fault)) throw fault;
    });
    await removeEmptyFolders(git, absolute);
  }
}

/** Git keeps no empty folders; a folder that was new with its files goes with them. */
async function removeEmptyFolders({ root, workspacePath }: Git, absolute: string): Promise<void> {
  // The folders of the layout itself stay.
  const top = join(root, workspacePath, 'postman', 'collections');
  for (let folder = dirname(absolute); folder.length > top.length; folder = dirname(folder)) {
    if (!folder.startsWith(top)) return;
    try {
      await rmdir(folder);
    } catch {
      return;
    }
  }
}

async function bringBack(files: readonly KeptFile[]): Promise<void> {
  for (const { absolute, copy } of files) {
    const bytes = copy === undefined ? undefined : await readWorkFile(copy);
    if (bytes !== undefined) {
      await mkdir(dirname(absolute), { recursive: true });
      await writeFileAtomic(absolute, bytes);
    } else if ((await lookAtWorkFile(absolute)).kind === 'file') await unlink(absolute);
  }
}

async function revisionAt(absolute: string): Promise<string> {
  const bytes = await readWorkFile(absolute);
  return bytes === undefined ? absentRevision : revisionOf(bytes);
}
