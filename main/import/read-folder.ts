import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { rootFileName } from '../../core/import/opencollection/assemble.ts';
import { maxFolderFiles, maxFolderLevels, maxTextBytes } from '../../core/import/limits.ts';
import { decodeText } from '../services/decode-text.ts';
import { isDefinitionName, requestStem, resourcesName } from '../storage/workspace/layout.ts';

/** What a folder holds, found by what stands in it. */
export interface FolderContents {
  /** Folders of collections in the v3 layout, with the number of their request files. */
  collections: { path: string; requests: number }[];
  /** Environment files of the v3 layout, and files of globals. */
  environments: string[];
  globals: string[];
  /** Folders of Bruno collections, with their `.bru` files and `bruno.json`. */
  bruno: { path: string; files: string[] }[];
  /** Folders of OpenCollection, with their YAML files. */
  openCollections: { path: string; files: string[] }[];
  /** Every other file, in order. */
  files: string[];
  /** Symbolic links, sockets and the like, which are not followed. */
  skipped: number;
}

/** Folders that hold a tool's own things. */
const ignored = new Set(['.git', '.svn', '.hg', 'node_modules', '.idea', '.vscode', '__MACOSX']);
const yamlEnding = /\.ya?ml$/i;
const brunoFile = /\.bru$|^bruno\.json$/i;

/**
 * Looks through a folder: collections of the v3 layout where they stand, files everywhere else. Symbolic links are not
 * followed.
 *
 * @throws AppError ERR_IMPORT_READ_FAILED, ERR_IMPORT_TOO_LARGE (too many files or levels)
 */
export async function readFolder(path: string, signal: AbortSignal): Promise<FolderContents> {
  const walk = new FolderWalk(signal);
  await walk.folder(path, 0);
  return walk.contents;
}

class FolderWalk {
  readonly contents: FolderContents = {
    collections: [],
    environments: [],
    globals: [],
    bruno: [],
    openCollections: [],
    files: [],
    skipped: 0,
  };
  private readonly signal: AbortSignal;
  private seen = 0;

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  async folder(path: string, level: number): Promise<void> {
    if (level > maxFolderLevels) throw tooMany();
    const entries = await this.list(path);
    const names = new Set(entries.map((entry) => entry.name));
    if (names.has('bruno.json')) {
      this.contents.bruno.push({ path, files: await this.filesUnder(path, level, brunoFile) });
      return;
    }
    if (names.has(rootFileName)) {
      const files = await this.filesUnder(path, level, yamlEnding);
      this.contents.openCollections.push({ path, files });
      return;
    }
    if (await this.isCollection(path, entries)) {
      this.contents.collections.push({ path, requests: await this.countRequests(path, level) });
      return;
    }
    const layout = v3Layout(path, entries);
    for (const entry of entries) {
      const inner = join(path, entry.name);
      if (entry.isFile()) this.contents.files.push(inner);
      else if (!entry.isDirectory()) this.contents.skipped += 1;
      else if (layout.has(entry.name)) await this.layoutFolder(inner, entry.name, level + 1);
      else if (!ignored.has(entry.name) && entry.name !== '.postman') await this.folder(inner, level + 1);
    }
  }

  /** `collections`, `environments` or `globals` of the v3 layout. */
  private async layoutFolder(path: string, name: string, level: number): Promise<void> {
    for (const entry of await this.list(path)) {
      const inner = join(path, entry.name);
      if (name === 'collections' && entry.isDirectory()) {
        // Every folder here is a collection, whatever stands in it.
        if (!entry.name.startsWith('.')) {
          this.contents.collections.push({ path: inner, requests: await this.countRequests(inner, level) });
        }
      } else if (!entry.isFile()) this.contents.skipped += 1;
      else if (!yamlEnding.test(entry.name)) this.contents.files.push(inner);
      else if (name === 'environments') this.contents.environments.push(inner);
      else if (name === 'globals') this.contents.globals.push(inner);
      else this.contents.files.push(inner);
    }
  }

  /** A folder is a collection of the v3 layout where it has a definition or a request file. */
  private async isCollection(path: string, entries: Dirent[]): Promise<boolean> {
    if (entries.some((entry) => entry.isFile() && requestStem(entry.name) !== undefined)) return true;
    if (!entries.some((entry) => entry.isDirectory() && entry.name === resourcesName)) return false;
    const resources = await this.list(join(path, resourcesName));
    return resources.some((entry) => entry.isFile() && isDefinitionName(entry.name));
  }

  private async countRequests(path: string, level: number): Promise<number> {
    if (level > maxFolderLevels) throw tooMany();
    let count = 0;
    for (const entry of await this.list(path)) {
      if (entry.isFile() && requestStem(entry.name) !== undefined) count += 1;
      else if (entry.isDirectory() && entry.name !== resourcesName) {
        count += await this.countRequests(join(path, entry.name), level + 1);
      }
    }
    return count;
  }

  /** The files of a collection that is kept in a folder of its own. */
  private async filesUnder(path: string, level: number, wanted: RegExp): Promise<string[]> {
    if (level > maxFolderLevels) throw tooMany();
    const files: string[] = [];
    for (const entry of await this.list(path)) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!ignored.has(entry.name)) files.push(...(await this.filesUnder(inner, level + 1, wanted)));
      } else if (!entry.isFile()) this.contents.skipped += 1;
      else if (wanted.test(entry.name)) files.push(inner);
    }
    return files;
  }

  private async list(path: string): Promise<Dirent[]> {
    this.signal.throwIfAborted();
    const entries = await readdir(path, { withFileTypes: true }).catch((fault: unknown) => {
      throw new AppError('ERR_IMPORT_READ_FAILED', `The folder "${basename(path)}" cannot be read.`, {
        cause: fault,
      });
    });
    this.seen += entries.length;
    if (this.seen > maxFolderFiles) throw tooMany();
    return entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  }
}

/** Names of the subfolders that are parts of the v3 layout: those of `postman`, or of a folder that has them all. */
function v3Layout(path: string, entries: Dirent[]): ReadonlySet<string> {
  const parts = new Set(['collections', 'environments', 'globals']);
  if (basename(path) === 'postman') return parts;
  const known = entries.filter((entry) => entry.isDirectory() && parts.has(entry.name));
  const marked = entries.some((entry) => entry.name === '.postman');
  return known.length > 1 || (marked && known.length > 0) ? parts : new Set();
}

function tooMany(): AppError {
  return new AppError(
    'ERR_IMPORT_TOO_LARGE',
    `The folder holds more than ${maxFolderFiles} files or is nested too deep. Import the folder with the collections only.`,
    { details: { maxFolderFiles, maxFolderLevels } },
  );
}

/** Refuses what has more text than is read at once. */
export function tooLarge(name: string, sizeBytes: number): AppError {
  return new AppError(
    'ERR_IMPORT_TOO_LARGE',
    `"${name}" has ${sizeBytes} bytes; ${maxTextBytes} are the most that is read.`,
    { details: { sizeBytes, maxTextBytes } },
  );
}

/**
 * Reads a file as text, in UTF-8 or UTF-16.
 *
 * @throws AppError ERR_IMPORT_READ_FAILED, ERR_IMPORT_TOO_LARGE
 */
export async function readTextFile(path: string): Promise<string> {
  try {
    await sizeOfFile(path);
    return decodeText(await readFile(path));
  } catch (fault) {
    if (fault instanceof AppError) throw fault;
    throw new AppError('ERR_IMPORT_READ_FAILED', `"${basename(path)}" cannot be read.`, { cause: fault });
  }
}

/** Gives the size of a file that is to be read. @throws AppError ERR_IMPORT_READ_FAILED, ERR_IMPORT_TOO_LARGE */
export async function sizeOfFile(path: string): Promise<number> {
  const { size } = await stat(path).catch((fault: unknown) => {
    throw new AppError('ERR_IMPORT_READ_FAILED', `"${basename(path)}" cannot be read.`, { cause: fault });
  });
  if (size > maxTextBytes) throw tooLarge(basename(path), size);
  return size;
}
