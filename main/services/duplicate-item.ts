import type { TreeNode } from '../../core/workspace/tree-node.ts';
import type { AppContext } from '../app-context.ts';
import type { Service } from './service.ts';

/**
 * Copies an item with all inside it and puts the copy after it, or into another place.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_INVALID_MOVE, ERR_WORKSPACE_WRITE_FAILED
 */
export const duplicateItem: Service<'item.duplicate'> = async (app, { id, into }) => {
  const copy = await app.workspace.duplicateItem(id);
  if (into === undefined) return { node: copy };
  try {
    return { node: await place(app, copy, { ...into, name: await app.workspace.readName(id) }) };
  } catch (fault) {
    await app.workspace.deleteItem(copy.id);
    throw fault;
  }
};

/** Moves the copy, and gives it the name of what it was copied from where nothing beside it has that. */
async function place(
  app: AppContext,
  copy: TreeNode,
  { parentId, beforeId, name }: { parentId: string; beforeId?: string | undefined; name: string },
): Promise<TreeNode> {
  const moved = await app.workspace.moveItem(copy.id, parentId, beforeId);
  const nodes = await app.workspace.readTree();
  const isTaken = nodes.some(
    (node) => node.parentId === parentId && node.id !== copy.id && node.name === name,
  );
  return isTaken ? moved : app.workspace.renameItem(copy.id, name);
}
