import { z } from 'zod';
import { nothing, operation } from './operation.ts';

const count = z.number().int().min(0);
const amount = z.object({ count, sizeBytes: count });
/** Files below a folder; `isCut` where there are so many that not all were counted. */
const folderSize = z.object({ files: count, sizeBytes: count, isCut: z.boolean() });

/** Operations on what is kept of the user's work, and how much of it. */
export const privacyOperations = {
  /** How much is kept of what: counted for this call. */
  'privacy.readFacts': operation(
    nothing,
    z.object({
      /** Sends in the history, and the size of its file. */
      history: amount,
      /** Answers and exports of this run, in memory and in a temporary folder. */
      bodies: amount,
      tokens: count,
      /** Of these, expired ones that cannot be refreshed. */
      expiredTokens: count,
      keys: count,
      cookies: count,
      allowedScripts: count,
      allowedFiles: count,
      /** Copies of files that requests send, for windows that give no paths. */
      keptFiles: folderSize,
      /** Schemas of GraphQL servers. */
      schemas: folderSize,
      /** Deleted items that wait in the profile for a rescue. */
      deleted: folderSize,
    }),
  ),
  /** Drops the bodies of all answers of this run; what shows one can no longer read it. */
  'body.clear': operation(nothing, z.object({ removed: count })),
  /** How large the workspace's folder is, without Git's own, and the profile, without a workspace in it. */
  'storage.measure': operation(nothing, z.object({ workspace: folderSize, profile: folderSize })),
} as const;

export const privacyEvents = {
  /** The bodies of answers are gone: no window can show one any more. */
  'body.cleared': z.object({ removed: count }),
} as const;
