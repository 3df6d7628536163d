import { z } from 'zod';
import { itemIdSchema } from '../ids.ts';

/** One line of the collection tree. The tree crosses as a flat list; `parentId` is absent for collections. */
export const treeNodeSchema = z.object({
  id: itemIdSchema,
  parentId: itemIdSchema.optional(),
  /** `unsupported`: a file of a kind Postern keeps but does not send; `damaged`: a file that could not be read. */
  kind: z.enum(['collection', 'folder', 'request', 'unsupported', 'damaged']),
  name: z.string(),
  /** Present for requests. */
  method: z.string().optional(),
  /** Relative position among siblings; equal or absent ones sort by name. */
  order: z.number().optional(),
  /** The kind as the file says it (`grpc-request`), or why the file could not be read. */
  detail: z.string().optional(),
  /** Number of saved examples of a request. */
  exampleCount: z.number().int().optional(),
});
export type TreeNode = z.infer<typeof treeNodeSchema>;
