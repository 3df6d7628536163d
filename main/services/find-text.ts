import { AppError } from '../../core/errors.ts';
import type { Service } from './service.ts';

/** More than that nobody looks through. */
const limit = 1_000;

/**
 * Finds the requests, folders and collections that hold a text, beside their names. Current values are not searched, and
 * neither are edits that were not saved.
 *
 * @throws AppError ERR_CALL_CANCELLED
 */
export const findText: Service<'workspace.findText'> = async (app, { text }, call) => {
  const result = await app.workspace.findText(text, { limit, isCancelled: () => call.isCancelled });
  if (call.isCancelled) throw new AppError('ERR_CALL_CANCELLED', 'The search was cancelled.');
  return result;
};
