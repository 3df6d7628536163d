import { isAppError } from '../../../core/errors.ts';
import { sameValue } from '../../../core/same-value.ts';
import type { FileContent } from './workspace-files.ts';

/**
 * Gives the text of a file after an edit: the same text where nothing changed, a patched one where it can be read, and a
 * new one where it is absent or damaged.
 */
export function editedText<T>(
  content: FileContent | undefined,
  before: T,
  after: T,
  format: { write(file: T): string; edit(text: string, before: T, after: T): string },
): string {
  if (content === undefined) return format.write(after);
  if (sameValue(before, after)) return content.text;
  try {
    return format.edit(content.text, before, after);
  } catch (fault) {
    if (!isUnreadable(fault)) throw fault;
    return format.write(after);
  }
}

/** Tells whether a file was refused as damaged. */
export function isUnreadable(fault: unknown): boolean {
  return isAppError(fault) && fault.code === 'ERR_WORKSPACE_UNREADABLE';
}
