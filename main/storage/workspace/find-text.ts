import { findInDefinition, findInRequest, type FoundText } from '../../../core/workspace/find-text.ts';
import { readDefinitionFile } from '../../../core/workspace/formats/definition-file.ts';
import { readRequestFile } from '../../../core/workspace/formats/request-file.ts';
import { createTimeSlice } from '../time-slice.ts';
import { definitionPath, type Entry, entryPath, isContainerEntry } from './entry-tree.ts';
import type { WorkspaceContext } from './workspace-context.ts';

export interface FindTextOptions {
  limit: number;
  isCancelled(): boolean;
}

/** What stands in a file as it is; around it YAML may fold and escape. */
const plain = /[A-Za-z0-9_./{}$@-]+/g;
/** Files that are read at once. */
const atOnce = 32;

/**
 * Finds the items whose files hold a text, at most `limit` of them, in no order. What cannot be read is passed over, and so
 * are values that are kept outside of the files.
 */
export async function findText(
  context: WorkspaceContext,
  text: string,
  { limit, isCancelled }: FindTextOptions,
): Promise<{ found: FoundText[]; isCut: boolean }> {
  const slice = createTimeSlice();
  // Most files do not hold it, and need not be understood.
  const runs = text.toLowerCase().match(plain) ?? [];
  const probe = runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
  const entries = context.tree.all().filter((entry) => isContainerEntry(entry) || entry.kind === 'request');
  const found: FoundText[] = [];
  for (let from = 0; from < entries.length && !isCancelled(); from += atOnce) {
    const part = entries.slice(from, from + atOnce);
    const contents = await Promise.all(
      part.map((entry) => context.files.read(pathOf(entry)).catch(() => undefined)),
    );
    for (const [at, entry] of part.entries()) {
      await slice.giveWay();
      if (isCancelled()) break;
      const file = contents[at]?.text;
      if (file?.toLowerCase().includes(probe) !== true) continue;
      const match = isContainerEntry(entry) ? inDefinition(file, entry.name, text) : inRequest(file, text);
      if (match === undefined) continue;
      if (found.length === limit) return { found, isCut: true };
      found.push({ id: entry.id, ...match });
    }
  }
  return { found, isCut: false };
}

function pathOf(entry: Entry): string {
  return isContainerEntry(entry) ? definitionPath(entry) : entryPath(entry);
}

function inRequest(file: string, text: string) {
  try {
    return findInRequest(readRequestFile(file).request, text);
  } catch {
    return undefined;
  }
}

function inDefinition(file: string, name: string, text: string) {
  try {
    return findInDefinition(readDefinitionFile(file, name).definition, text);
  } catch {
    return undefined;
  }
}
