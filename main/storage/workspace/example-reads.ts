import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isAppError } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { CollectionItem, CollectionTree } from '../../../core/workspace/collection.ts';
import type { ListedExample } from '../../../core/workspace/example.ts';
import { readExampleFile } from '../../../core/workspace/formats/example-file.ts';
import { readRequestFile } from '../../../core/workspace/formats/request-file.ts';
import { isMissing } from '../file-system.ts';
import { createTimeSlice, type TimeSlice } from '../time-slice.ts';
import { readDefinitionRecord } from './definition-edits.ts';
import { type ContainerEntry, type Entry, entryPath, isContainerEntry } from './entry-tree.ts';
import { exampleStem, requestResourcesName, requestStem, resourcesName } from './layout.ts';
import { findRequest } from './request-edits.ts';
import { findContainer, type WorkspaceContext } from './workspace-context.ts';

/** Reads the saved examples of a request in their order. One that cannot be read is left out and logged. */
export async function readExamples(context: WorkspaceContext, requestId: ItemId): Promise<ListedExample[]> {
  return readExamplesOf(context, findRequest(context, requestId));
}

/** Reads a whole collection, or folder, for an export. Items of kinds Postern does not know are not in it. */
export async function readCollection(context: WorkspaceContext, id: ItemId): Promise<CollectionTree> {
  return readTree(context, findContainer(context, id), createTimeSlice());
}

async function readTree(
  context: WorkspaceContext,
  container: ContainerEntry,
  slice: TimeSlice,
): Promise<CollectionTree> {
  const { definition } = await readDefinitionRecord(context, container.id);
  const items: CollectionItem[] = [];
  for (const entry of context.tree.sorted(container)) {
    await slice.giveWay();
    if (isContainerEntry(entry)) {
      items.push({ kind: 'folder', ...(await readTree(context, entry, slice)) });
    } else if (entry.kind === 'request') {
      const content = await context.files.read(entryPath(entry));
      // Gone since the tree was read: the watcher will say so.
      if (content === undefined) continue;
      const { request } = readRequestFile(content.text);
      items.push({
        kind: 'request',
        name: entry.name,
        request,
        examples: (await readExamplesOf(context, entry)).map(({ fileName: _file, ...example }) => example),
      });
    }
  }
  return { definition, items };
}

async function readExamplesOf(context: WorkspaceContext, entry: Entry): Promise<ListedExample[]> {
  const directory = await examplesDirectory(context, entry);
  if (directory === undefined) return [];
  const files: { example: ListedExample; order: number }[] = [];
  for (const name of directory.names) {
    const stem = exampleStem(name);
    if (stem === undefined) continue;
    try {
      const content = await context.files.read(posix.join(directory.path, name));
      if (content === undefined) continue;
      const { example, order = Number.MAX_VALUE } = readExampleFile(content.text, stem);
      files.push({ example: { ...example, fileName: name }, order });
    } catch (fault) {
      if (!isAppError(fault)) throw fault;
      context.log.info(`the example ${name} of "${entry.name}" could not be read`);
    }
  }
  // Stable: equal orders stay in the order of their file names.
  return files.toSorted((left, right) => left.order - right.order).map(({ example }) => example);
}

/** Where the examples of a request stand unless its file names another folder. */
export function usualExamplesPath(entry: Entry): string {
  const directory = entry.parent === undefined ? '' : entryPath(entry.parent);
  const stem = requestStem(entry.fileName) ?? entry.fileName;
  return posix.join(directory, resourcesName, requestResourcesName(stem), 'examples');
}

/** The folder by its place; where there is none, the one the request file names, if it stands in `.resources`. */
export async function examplesDirectory(
  context: WorkspaceContext,
  entry: Entry,
): Promise<{ path: string; names: string[] } | undefined> {
  if (entry.parent === undefined) return undefined;
  const resources = posix.join(entryPath(entry.parent), resourcesName);
  const usual = usualExamplesPath(entry);
  const names = await listNames(context, usual);
  if (names !== undefined) return { path: usual, names };

  const content = await context.files.read(entryPath(entry));
  const declared = content === undefined ? undefined : readRequestFile(content.text).examples;
  if (declared === undefined) return undefined;
  const path = posix.normalize(posix.join(entryPath(entry.parent), declared));
  if (!path.startsWith(`${resources}/`)) return undefined;
  const found = await listNames(context, path);
  return found === undefined ? undefined : { path, names: found };
}

async function listNames(context: WorkspaceContext, path: string): Promise<string[] | undefined> {
  try {
    return (await readdir(join(context.root, path))).toSorted();
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
}
