import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isMissing, systemCode } from '../file-system.ts';
import { exampleStem, isDefinitionName, requestStem, resourcesName, resourcesStem } from './layout.ts';

/** What stands in the directory of a collection or folder. */
export interface DirectoryListing {
  directories: string[];
  requestFiles: string[];
  /** Links that lead outside of the workspace: shown, never followed. */
  strayLinks: string[];
  definitionName?: string;
  /** Number of saved examples by request stem. */
  exampleCounts: Map<string, number>;
  /** Change times of the directory and its `.resources`, in milliseconds; 0 where the latter is absent. */
  stamps: [number, number];
}

/**
 * Lists a directory, `undefined` where it is not there. Links are followed only inside `realRoot`, and never to a
 * directory they stand in.
 */
export function listDirectory(path: string, realRoot: string): DirectoryListing | undefined {
  let entries: Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
  const listing: DirectoryListing = {
    directories: [],
    requestFiles: [],
    strayLinks: [],
    exampleCounts: new Map(),
    stamps: directoryStamps(path),
  };
  for (const entry of entries) {
    const { name } = entry;
    const kind = entry.isSymbolicLink() ? linkKind(path, name, realRoot) : kindOf(entry);
    if (kind === 'directory' && name === resourcesName) listResources(join(path, name), listing);
    else if (kind === 'directory' && !name.startsWith('.')) listing.directories.push(name);
    else if (requestStem(name) === undefined) continue;
    else if (kind === 'file') listing.requestFiles.push(name);
    else if (kind === 'stray') listing.strayLinks.push(name);
  }
  return listing;
}

/** Gives the change times that tell whether a directory, or its `.resources`, gained or lost something. */
export function directoryStamps(path: string): [number, number] {
  const own = statSync(path, { throwIfNoEntry: false });
  const resources = statSync(join(path, resourcesName), { throwIfNoEntry: false });
  return [own?.mtimeMs ?? 0, resources?.mtimeMs ?? 0];
}

function listResources(path: string, listing: DirectoryListing): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const stem = entry.isDirectory() ? resourcesStem(entry.name) : undefined;
    if (stem !== undefined) {
      const count = countExamples(join(path, entry.name, 'examples'));
      if (count > 0) listing.exampleCounts.set(stem, count);
    } else if (isDefinitionName(entry.name) && entry.isFile()) {
      listing.definitionName ??= entry.name;
    }
  }
}

function countExamples(path: string): number {
  try {
    return readdirSync(path).filter((name) => exampleStem(name) !== undefined).length;
  } catch (fault) {
    if (systemCode(fault) !== undefined) return 0;
    throw fault;
  }
}

type Kind = 'file' | 'directory' | 'stray' | undefined;

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory'>): Kind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : undefined;
}

function linkKind(directory: string, name: string, realRoot: string): Kind {
  try {
    const path = join(directory, name);
    const target = realpathSync(path);
    if (target !== realRoot && !target.startsWith(realRoot + sep)) return 'stray';
    const here = realpathSync(directory);
    if (here === target || here.startsWith(target + sep)) return undefined;
    return kindOf(statSync(path));
  } catch (fault) {
    if (systemCode(fault) !== undefined) return undefined;
    throw fault;
  }
}
