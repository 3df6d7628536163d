import { z } from 'zod';
import { itemIdSchema } from '../ids.ts';

/** What became of a file since the last commit. */
export const changeStateSchema = z.enum(['added', 'changed', 'deleted', 'renamed', 'conflicted']);
export type ChangeState = z.infer<typeof changeStateSchema>;

/** A path as Git gives it: from the top of the repository, `/` between its parts. */
export const gitPathSchema = z.string().min(1).max(4_096);

/** One file that is otherwise than in the last commit. */
export interface FileChange {
  path: string;
  /** Where it was, of a renamed one. */
  oldPath?: string;
  state: ChangeState;
  /** The index does not know it yet. */
  isUntracked?: boolean;
  /** Of a deleted one: names its content in the last commit. */
  blob?: string;
}

/** What a file of a workspace is, for people. */
export const changedItemSchema = z.object({
  kind: z.enum(['request', 'folder', 'collection', 'example', 'environment', 'globals', 'file']),
  name: z.string(),
  method: z.string().optional(),
  /** Of the item, where it is in the workspace now. */
  id: itemIdSchema.optional(),
  /** The names above it, such as `Users / Groups`. */
  place: z.string().optional(),
});
export type ChangedItem = z.infer<typeof changedItemSchema>;

/** A change with the item it is about. */
export const gitChangeSchema = z.object({
  path: gitPathSchema,
  oldPath: gitPathSchema.optional(),
  state: changeStateSchema,
  item: changedItemSchema,
});
export type GitChange = z.infer<typeof gitChangeSchema>;
