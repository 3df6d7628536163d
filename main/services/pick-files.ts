import { AppError } from '../../core/errors.ts';
import type { Service } from './service.ts';

/**
 * Shows the system's file picker and gives the chosen paths; none where it was cancelled.
 *
 * @throws AppError ERR_CALL_CAPABILITY_MISSING where the door has no picker
 */
export const pickFiles: Service<'app.pickFiles'> = async (app, options) => {
  if (app.host.pickFiles === undefined) {
    throw new AppError(
      'ERR_CALL_CAPABILITY_MISSING',
      'This window has no native file picker. Drop the files on it, or choose them with the browser.',
      { details: { capability: 'pickFiles' } },
    );
  }
  return { paths: await app.host.pickFiles(options) };
};
