import { AppError } from '../../core/errors.ts';
import type { Service } from './service.ts';

/**
 * Copies an item with all inside it and puts the copy after it, or into another place.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_INVALID_MOVE, ERR_WORKSPACE_WRITE_FAILED
 */
export const duplicateItem: Service<'item.duplicate'> = async (app, { id, into }) => {
  const [node] = (await app.workspace.duplicateItems([id], into)).nodes;
  if (node === undefined) throw new AppError('ERR_WORKSPACE_ITEM_NOT_FOUND', 'The copy is gone.');
  return { node };
};
