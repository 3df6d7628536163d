import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { UndoId } from '../../../core/ids.ts';
import { isMissing } from '../file-system.ts';
import { writeJsonFile } from '../json-file.ts';
import type { LocalScope } from './local-value-file.ts';
import { type Move, moveTogether } from './move-journal.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** What is deleted stays this long in the profile, for a rescue by hand. */
const keptMs = 30 * 24 * 3_600_000;

const manifestSchema = z.object({
  version: z.literal(1),
  deletedAtEpochMs: z.number(),
  moves: z.array(z.object({ from: z.string(), to: z.string() })),
  secretIds: z.array(z.string()),
});

/** Deleted files and what belongs to them, ready to be put back. */
export interface TrashedFiles {
  undoId: UndoId;
  /** From the workspace into the trash. */
  moves: Move[];
  local: LocalScope[];
}

/** Makes the folder of one deletion in the workspace's part of the profile, with the note of what will be in it. */
export async function openTrashFolder(
  localPath: string,
  undoId: UndoId,
  manifest: Omit<z.infer<typeof manifestSchema>, 'version'>,
): Promise<void> {
  const directory = join(localPath, 'trash', undoId);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeJsonFile(join(directory, 'manifest.json'), { version: 1, ...manifest });
}

/**
 * Moves files and folders of the workspace (paths relative to it) into the trash in the profile: all of them or, whatever
 * happens, none. Secrets of variables inside stay stored, so that they can come back, until the trash is emptied.
 */
export async function moveToTrash(
  context: WorkspaceContext,
  undoId: UndoId,
  paths: readonly string[],
  local: LocalScope[],
): Promise<TrashedFiles> {
  const directory = join(trashPath(context), undoId);
  const moves = paths.map((path, at) => ({
    from: context.files.absolute(path),
    to: join(directory, String(at), path.split('/').at(-1) ?? 'item'),
  }));
  const secretIds = local.flatMap(({ values }) => values.flatMap(({ secretId }) => secretId ?? []));
  await openTrashFolder(context.profile, undoId, { deletedAtEpochMs: context.now(), moves, secretIds });
  await moveTogether(journalPath(context), moves);
  await context.localValues.put(local.map(({ id, path }) => ({ id, path, values: [] })));
  return { undoId, moves, local };
}

/** Moves trashed files to the absolute places given, one for each, and forgets the trash. */
export async function moveOutOfTrash(
  context: WorkspaceContext,
  trashed: TrashedFiles,
  places: readonly string[],
): Promise<void> {
  await putBackFromTrash(context, trashed.moves, places);
  await forgetTrash(context, trashed.undoId);
}

/** Moves some of what one deletion took to the absolute places given, one for each. */
export async function putBackFromTrash(
  context: WorkspaceContext,
  trashed: readonly Move[],
  places: readonly string[],
): Promise<void> {
  const moves = trashed.map(({ to }, at) => ({ from: to, to: places[at] ?? to }));
  await moveTogether(journalPath(context), moves, 'forward');
}

/** Removes what is left of the folder of a deletion that was taken back. */
export async function forgetTrash(context: WorkspaceContext, undoId: UndoId): Promise<void> {
  await rm(join(trashPath(context), undoId), { recursive: true, force: true });
}

/** Removes for good what was deleted long ago, its secrets included. */
export async function emptyOldTrash(context: WorkspaceContext): Promise<void> {
  for (const name of await readdir(trashPath(context)).catch(() => [])) {
    const directory = join(trashPath(context), name);
    try {
      const text = await readFile(join(directory, 'manifest.json'), 'utf8');
      const manifest = manifestSchema.parse(JSON.parse(text));
      if (manifest.deletedAtEpochMs > context.now() - keptMs) continue;
      for (const secretId of manifest.secretIds) await context.secrets.delete(secretId);
      await rm(directory, { recursive: true, force: true });
    } catch (fault) {
      // A folder without a manifest is another process's that is just being made, or damaged: it is left alone.
      if (!isMissing(fault)) context.log.error('an old deleted item could not be removed', fault);
    }
  }
}

export function journalPath(context: Pick<WorkspaceContext, 'profile'>): string {
  return join(context.profile, 'journal');
}

function trashPath(context: WorkspaceContext): string {
  return join(context.profile, 'trash');
}
