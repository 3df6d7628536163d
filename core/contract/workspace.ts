import { z } from 'zod';
import { bodyIdSchema, uploadIdSchema } from '../ids.ts';
import { nothing, operation } from './operation.ts';

const restored = z.object({
  path: z.string(),
  files: z.number().int(),
  /** Secrets of the backup that this profile cannot decrypt: they were written on another machine. */
  unreadableSecrets: z.number().int(),
});
const place = z.object({ name: z.string(), path: z.string() });

/** Operations on whole workspaces: which one is open, and backups of it. */
export const workspaceOperations = {
  /** The workspaces opened last in this profile, the newest first, those that are still there. */
  'workspace.listRecent': operation(nothing, z.object({ workspaces: z.array(place) })),
  /**
   * Opens another folder as the workspace, for every window of this Postern; one that is not there is made only with
   * `create`. The windows hear `workspace.opened` and start anew.
   */
  'workspace.open': operation(z.object({ path: z.string().min(1), create: z.boolean().optional() }), place),
  /** Writes the workspace and what the profile holds for it into one tar; secrets stay encrypted, the key stays here. */
  'backup.create': operation(
    nothing,
    z.object({
      bodyId: bodyIdSchema,
      sizeBytes: z.number().int(),
      fileName: z.string(),
      files: z.number().int(),
      /** Copies of files that requests send which are not in it: it would be too large to be restored. */
      leftOut: z.number().int(),
    }),
  ),
  /** Puts a backup into a folder that is not there yet, or empty. The open workspace stays as it is. */
  'backup.restore': operation(z.object({ uploadId: uploadIdSchema, path: z.string().min(1) }), restored),
  /** The automatic copies of the open workspace, the newest first. */
  'snapshot.list': operation(
    nothing,
    z.object({
      snapshots: z.array(
        z.object({
          id: z.string(),
          takenAtEpochMs: z.number().int(),
          sizeBytes: z.number().int(),
          /** The version of Postern that took it. */
          version: z.string(),
        }),
      ),
    }),
  ),
  /** As `backup.restore`, from an automatic copy. */
  'snapshot.restore': operation(z.object({ id: z.string(), path: z.string().min(1) }), restored),
};

export const workspaceEvents = {
  /** Another workspace is open; nothing of the one before may be written any more. */
  'workspace.opened': place,
} as const;
