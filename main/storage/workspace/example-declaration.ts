import { isAppError } from '../../../core/errors.ts';
import { readRequestFile } from '../../../core/workspace/formats/request-file.ts';
import { type Entry, entryPath } from './entry-tree.ts';
import { writeFields } from './item-place.ts';
import { examplesField, requestStem } from './layout.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Makes a request's file say where its examples stand, or nothing where it has none. A path of somebody else's stays. The
 * examples are found without it, so a file that cannot be written now is left as it is.
 */
export async function declareExamples(context: WorkspaceContext, entry: Entry): Promise<void> {
  if (entry.kind !== 'request') return;
  const usual = examplesField(requestStem(entry.fileName) ?? entry.fileName);
  try {
    const content = await context.files.read(entryPath(entry));
    if (content === undefined) return;
    const declared = readRequestFile(content.text).examples;
    const wanted = (entry.exampleCount ?? 0) > 0 ? usual : undefined;
    if (declared === wanted || (declared !== undefined && declared !== usual)) return;
    await writeFields(context, entry, { examples: wanted });
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
    context.log.info(`the file of "${entry.name}" does not say where its examples are: ${fault.code}`);
  }
}
