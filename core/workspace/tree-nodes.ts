import { z } from 'zod';
import { type TreeNode, treeNodeSchema } from './tree-node.ts';

const kinds: ReadonlySet<unknown> = new Set(treeNodeSchema.shape.kind.options);
const longestId = 128;
const listSchema = z.array(treeNodeSchema);

/**
 * The nodes of a tree, by the rules of {@link treeNodeSchema}. A loop finds that a list of ten thousand fits in a tenth of
 * the time; one that does not goes through the schema itself, which says why, or leaves out what is too much.
 */
export const treeNodesSchema = z.unknown().transform((value, context): TreeNode[] => {
  if (Array.isArray(value) && value.every(isTreeNode)) return value;
  const parsed = listSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    context.addIssue({ code: 'custom', path: [...path], message });
  return z.NEVER;
}) as unknown as z.ZodType<TreeNode[], TreeNode[]>;

/** Nothing missing, nothing of another type, nothing besides. */
function isTreeNode(value: unknown): value is TreeNode {
  if (typeof value !== 'object' || value === null) return false;
  const node = value as Record<string, unknown>;
  if (!isId(node['id']) || typeof node['name'] !== 'string' || !kinds.has(node['kind'])) return false;
  // Without a list of the names, which for ten thousand nodes is more to clear away than the nodes themselves.
  for (const key in node) if (!fits(key, node[key])) return false;
  return true;
}

function fits(key: string, value: unknown): boolean {
  switch (key) {
    case 'id':
    case 'name':
    case 'kind':
      return true;
    case 'parentId':
      return value === undefined || isId(value);
    case 'method':
    case 'detail':
      return value === undefined || typeof value === 'string';
    case 'order':
      return value === undefined || Number.isFinite(value);
    case 'exampleCount':
      return value === undefined || Number.isSafeInteger(value);
    default:
      return false;
  }
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= longestId;
}
