import { stat } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import { AppError, type ErrorCode, isAppError } from '../../core/errors.ts';
import { type BruFile, readBruno } from '../../core/import/bruno.ts';
import { detectText } from '../../core/import/detect.ts';
import type { ReadFormat } from '../../core/import/formats.ts';
import { readLargeCollection } from '../../core/import/large-collection.ts';
import { maxTextBytes } from '../../core/import/limits.ts';
import type { ImportedMaterial } from '../../core/import/imported-material.ts';
import { readMaterialInSteps, readV3Environment } from '../../core/import/material.ts';
import { decodePercent } from '../../core/http/percent-encoding.ts';
import { assembleOpenCollection } from '../../core/import/opencollection/assemble.ts';
import { openCollectionMaterial } from '../../core/import/opencollection/material.ts';
import { countOf } from '../../core/count-of.ts';
import { NoteBook } from '../../core/import/notes.ts';
import type { ImportedEnvironment } from '../../core/import/postman-environment.ts';
import { readPostmanEnvironment } from '../../core/import/postman-environment.ts';
import type { ImportNote, ImportSource } from '../../core/import/report.ts';
import {
  githubFileAddress,
  postmanLinkAddress,
  type PostmanLink,
  readPostmanLink,
} from '../../core/import/run-in-postman.ts';
import type { Steps } from '../../core/import/steps.ts';
import type { Variable } from '../../core/variables/variable.ts';
import type { CollectionTree } from '../../core/workspace/collection.ts';
import type { AppContext } from '../app-context.ts';
import { DescriptionFiles } from './description-files.ts';
import { type FetchOptions, fetchSource } from './fetch-source.ts';
import { FileSource } from './file-source.ts';
import { readFolder, readTextFile, sizeOfFile, tooLarge } from './read-folder.ts';
import { withUploadsAsFolder } from './uploads-as-folder.ts';

/** All that was found in the sources of one import, before anything is written. */
export interface Gathered {
  formats: { source: string; format: ReadFormat }[];
  collections: CollectionTree[];
  /** Folders in the v3 layout, with the number of their request files. */
  folders: { path: string; source: string; requests: number }[];
  environments: ImportedEnvironment[];
  globals: Variable[];
  notes: ImportNote[];
  leaves: { in: number; mapped: number; reported: number };
}

/** Hears what is being read, and how many sources are done of how many. */
export type GatherProgress = (done: number, total: number, label: string) => void;

/**
 * Reads the sources of an import and hands what they hold to `work`; folders made for uploads are there until then. A
 * source that cannot be read becomes a note; where nothing at all was found its refusal is thrown.
 *
 * @throws AppError ERR_IMPORT_* of the first source that was refused, ERR_CALL_CANCELLED
 */
export async function withGathered<T>(
  app: AppContext,
  sources: readonly ImportSource[],
  fetching: FetchOptions,
  onProgress: GatherProgress,
  work: (gathered: Gathered) => Promise<T>,
): Promise<T> {
  const gatherer = new Gatherer(app, fetching);
  const files = sources.flatMap((source) =>
    source.kind === 'upload' && source.relativePath !== undefined
      ? [{ uploadId: source.uploadId, relativePath: source.relativePath }]
      : [],
  );
  const single = sources.filter((source) => source.kind !== 'upload' || source.relativePath === undefined);
  const total = single.length + (files.length > 0 ? 1 : 0);
  let done = 0;
  try {
    for (const source of single) {
      onProgress(done, total, labelOf(source));
      await gatherer.source(source);
      done += 1;
      // Gives other calls their turn between two large files.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (files.length === 0) return await work(gatherer.finish());
    onProgress(done, total, files[0]?.relativePath.split('/')[0] ?? '');
    return await withUploadsAsFolder(app.uploads, files, async (root) => {
      await gatherer.folder(root, '');
      return work(gatherer.finish());
    });
  } finally {
    gatherer.close();
  }
}

function labelOf(source: ImportSource): string {
  switch (source.kind) {
    case 'text':
      return source.name ?? 'Pasted text';
    case 'url':
      return fileNameOf(source.url);
    case 'path':
      return basename(source.path);
    case 'upload':
      return source.name;
  }
}

/** The last part of an address's path, without the query, which may hold a secret. */
function fileNameOf(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined) return 'Address';
  const last = address.pathname.split('/').findLast((part) => part !== '');
  return last === undefined ? address.host : decodePercent(last);
}

/** From this size on a collection is not held in memory as a whole. Each of its requests is read twice for that. */
const largeFileBytes = 2 * 1024 * 1024;

/** How long one turn may take before others get theirs, in milliseconds. */
const turnMs = 10;

/** Does work step by step; after each turn, calls that wait are answered. `check` throws to end it. */
async function inTurns<T>(steps: Steps<T>, check: () => void): Promise<T> {
  for (let turnEnd = performance.now() + turnMs; ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < turnEnd) continue;
    await new Promise((resolve) => setImmediate(resolve));
    check();
    turnEnd = performance.now() + turnMs;
  }
}

class Gatherer {
  private readonly app: AppContext;
  private readonly fetching: FetchOptions;
  /** Files that requests are still read from. */
  private readonly open: FileSource[] = [];
  private firstRefusal: AppError | undefined;
  private readonly gathered: Gathered = {
    formats: [],
    collections: [],
    folders: [],
    environments: [],
    globals: [],
    notes: [],
    leaves: { in: 0, mapped: 0, reported: 0 },
  };

  constructor(app: AppContext, fetching: FetchOptions) {
    this.app = app;
    this.fetching = fetching;
  }

  close(): void {
    for (const source of this.open) source.close();
  }

  finish(): Gathered {
    const { formats } = this.gathered;
    if (formats.length > 0) return this.gathered;
    throw (
      this.firstRefusal ??
      new AppError(
        'ERR_IMPORT_EMPTY',
        'Nothing that could be imported was found. Choose a file with a collection in it.',
      )
    );
  }

  async source(source: ImportSource): Promise<void> {
    const name = labelOf(source);
    await this.guard(name, async () => {
      switch (source.kind) {
        case 'text':
          if (detectText(source.text).kind === 'url') await this.address(source.text.trim());
          else await this.text(source.text, name);
          break;
        case 'url':
          await this.address(source.url);
          break;
        case 'path':
          await this.path(source.path);
          break;
        case 'upload':
          await this.file(this.app.uploads.path(source.uploadId), name);
          break;
      }
    });
  }

  /** Runs one step; a refusal becomes a note, so that one bad source does not stop the others. */
  private async guard(name: string, step: () => Promise<void>): Promise<void> {
    this.stopIfCancelled();
    try {
      await step();
    } catch (fault) {
      this.stopIfCancelled();
      if (!isAppError(fault) || fault.code === 'ERR_CALL_CANCELLED') throw fault;
      this.refuse(name, fault);
    }
  }

  private stopIfCancelled(): void {
    if (this.fetching.signal.aborted) {
      throw new AppError('ERR_CALL_CANCELLED', 'The import was cancelled; nothing of it was kept.');
    }
  }

  private refuse(name: string, fault: AppError): void {
    this.firstRefusal ??= fault;
    const { code, message, details } = fault;
    const requests = typeof details?.['requests'] === 'number' ? details['requests'] : 0;
    this.gathered.notes.push({ code, severity: 'lost', path: name, message });
    this.gathered.leaves.in += requests;
    this.gathered.leaves.reported += requests;
  }

  /** Reads a file: a large collection item by item, everything else as one text. */
  private async file(path: string, name: string, beside?: DescriptionFiles): Promise<void> {
    if ((await sizeOfFile(path)) >= largeFileBytes) {
      const source = new FileSource(path);
      this.open.push(source);
      const notes = new NoteBook(name);
      const material = await inTurns(readLargeCollection(source, notes), () => this.stopIfCancelled());
      if (material !== undefined) {
        this.add(material, name, notes);
        return;
      }
      this.open.pop()?.close();
    }
    const text = await readTextFile(path);
    await this.text(beside === undefined ? text : await beside.join(path, text), name);
  }

  private async text(text: string, name: string): Promise<void> {
    const notes = new NoteBook(name);
    const material = await inTurns(readMaterialInSteps(text, name, notes), () => this.stopIfCancelled());
    this.add(material, name, notes);
  }

  private add(material: ImportedMaterial, name: string, notes: NoteBook): void {
    const { gathered } = this;
    for (const format of new Set(material.formats)) gathered.formats.push({ source: name, format });
    gathered.collections.push(...material.collections);
    gathered.environments.push(...material.environments);
    gathered.globals.push(...material.globals);
    gathered.notes.push(...notes.list());
    gathered.leaves.in += material.leaves.in;
    gathered.leaves.mapped += material.leaves.mapped;
    gathered.leaves.reported += material.leaves.reported;
  }

  private async address(url: string): Promise<void> {
    const link = readPostmanLink(url);
    if (link !== undefined) return this.postmanLink(link);
    const file = githubFileAddress(url);
    const name = fileNameOf(url);
    if (file !== undefined) {
      const message = 'The address of a page of GitHub was changed to that of the file it shows.';
      this.gathered.notes.push({ code: 'url.githubFile', severity: 'info', path: name, message });
    }
    await this.text(await fetchSource(this.app, file ?? url, this.fetching), name);
  }

  private async postmanLink(link: PostmanLink): Promise<void> {
    const name = 'Run in Postman';
    for (const environment of link.environments) {
      const notes = new NoteBook(name);
      this.gathered.environments.push(readPostmanEnvironment(environment, notes, name));
      this.gathered.formats.push({ source: name, format: 'postman-environment' });
      this.gathered.notes.push(...notes.list());
    }
    try {
      await this.text(await fetchSource(this.app, postmanLinkAddress(link), this.fetching), name);
    } catch (fault) {
      if (!isAppError(fault) || fault.code === 'ERR_CALL_CANCELLED') throw fault;
      const code: ErrorCode = 'ERR_IMPORT_FETCH_FAILED';
      throw new AppError(
        code,
        `The collection behind this "Run in Postman" link cannot be had from Postman's public address. Open it in Postman, export it as "Collection v2.1", and import that file, or paste the address of the file. (${fault.message})`,
        { details: { format: 'postman-link', collectionId: link.collectionId }, cause: fault },
      );
    }
  }

  private async path(path: string): Promise<void> {
    const name = basename(path);
    const facts = await stat(path).catch((fault: unknown) => {
      throw new AppError('ERR_IMPORT_READ_FAILED', `"${name}" is not there or cannot be read.`, {
        cause: fault,
      });
    });
    if (facts.isDirectory()) await this.folder(path, name);
    else if (facts.isFile()) await this.file(path, name);
    else throw new AppError('ERR_IMPORT_READ_FAILED', `"${name}" is neither a file nor a folder.`);
  }

  /** Reads a folder; `name` stands before the names of its files in notes. */
  async folder(path: string, name: string): Promise<void> {
    const contents = await readFolder(path, this.fetching.signal);
    const { gathered } = this;
    const label = (inner: string) => inner.slice(path.length + 1) || name;
    for (const { path: inner, requests } of contents.collections) {
      gathered.folders.push({ path: inner, source: label(inner), requests });
      gathered.formats.push({ source: label(inner), format: 'postman-3' });
      gathered.leaves.in += requests;
    }
    for (const inner of contents.environments) {
      await this.guard(label(inner), async () => {
        gathered.environments.push(readV3Environment(await readTextFile(inner), stemOf(inner)));
        gathered.formats.push({ source: label(inner), format: 'postman-3-environment' });
      });
    }
    for (const inner of contents.globals) {
      await this.guard(label(inner), async () => {
        gathered.globals.push(...readV3Environment(await readTextFile(inner), stemOf(inner)).variables);
        gathered.formats.push({ source: label(inner), format: 'postman-globals' });
      });
    }
    for (const { path: inner, files } of contents.bruno) {
      await this.collectionFolder(inner, files, label(inner), readBruno);
    }
    for (const { path: inner, files } of contents.openCollections) {
      await this.collectionFolder(inner, files, label(inner), (texts, stem, notes) =>
        openCollectionMaterial(assembleOpenCollection(texts, notes), stem, notes),
      );
    }
    await this.files(path, contents.files, name, label);
    if (contents.skipped > 0) {
      const message = `${countOf(contents.skipped, 'entry is', 'entries are')} a link or no file and was not followed.`;
      gathered.notes.push({ code: 'folder.entrySkipped', severity: 'info', path: name, message });
    }
  }

  /** Reads a folder that is one collection; it is named by a file in it, or else by the folder. */
  private async collectionFolder(
    path: string,
    paths: string[],
    name: string,
    read: (files: BruFile[], stem: string, notes: NoteBook) => Steps<ImportedMaterial>,
  ): Promise<void> {
    const notes = new NoteBook(name);
    const files: BruFile[] = [];
    let sizeBytes = 0;
    for (const inner of paths) {
      await this.guard(inner.slice(path.length + 1), async () => {
        const text = await readTextFile(inner);
        sizeBytes += text.length;
        if (sizeBytes > maxTextBytes) throw tooLarge(name, sizeBytes);
        files.push({
          path: inner
            .slice(path.length + 1)
            .split(sep)
            .join('/'),
          text,
        });
      });
    }
    await this.guard(name, async () => {
      const material = await inTurns(read(files, basename(path), notes), () => this.stopIfCancelled());
      this.add(material, name, notes);
    });
  }

  /** Reads the files of a folder that stand by themselves; those that are nothing to import are counted. */
  private async files(
    folder: string,
    paths: string[],
    name: string,
    label: (path: string) => string,
  ): Promise<void> {
    const beside = new DescriptionFiles(folder, paths);
    const unknown: string[] = [];
    for (const path of paths) {
      await this.guard(label(path), async () => {
        try {
          await this.file(path, label(path), beside);
        } catch (fault) {
          if (!isAppError(fault) || !isNothing(fault, path)) throw fault;
          unknown.push(path);
        }
      });
    }
    const left = unknown.filter((path) => !beside.taken.has(path)).length;
    if (left > 0) {
      const message = `${countOf(left, 'file')} in the folder ${left === 1 ? 'is' : 'are'} nothing to import and ${left === 1 ? 'was' : 'were'} left out.`;
      this.gathered.notes.push({ code: 'folder.fileSkipped', severity: 'info', path: name, message });
    }
  }
}

/** In a folder, a file that is nothing Postern knows is no fault: nor is a page, or a picture that is XML. */
function isNothing({ code, details }: AppError, path: string): boolean {
  const format = code === 'ERR_IMPORT_UNSUPPORTED' ? details?.['format'] : undefined;
  if (format === 'html' || (format === 'wsdl' && !/\.(?:wsdl|wadl|xml)$/i.test(path))) return true;
  return (
    code === 'ERR_IMPORT_UNRECOGNISED' || code === 'ERR_IMPORT_EMPTY' || code === 'ERR_IMPORT_INVALID_JSON'
  );
}

function stemOf(path: string): string {
  return basename(path).replace(/(?:\.(?:environment|globals))?\.ya?ml$/i, '');
}
