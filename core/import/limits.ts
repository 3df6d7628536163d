import { AppError } from '../errors.ts';

/** Bounds that keep a hostile or broken file from stalling or exhausting the app. */

/** Open containers of a JSON text. Real collections stay under 40. */
export const maxJsonDepth = 250;
/** Folders inside folders. */
export const maxFolderDepth = 100;
/** Size of one file, or of all text pasted at once. */
export const maxTextBytes = 256 * 1024 * 1024;
/** Files of one folder that is imported. */
export const maxFolderFiles = 20_000;
/** Folders inside the folder that is imported. */
export const maxFolderLevels = 40;

/** Refuses a text or collection that is nested deeper than anything real. */
export function tooDeep(): AppError {
  return new AppError(
    'ERR_IMPORT_TOO_DEEP',
    'The file is nested deeper than Postern reads. It is probably damaged or not meant to be imported.',
    { details: { maxJsonDepth, maxFolderDepth } },
  );
}
