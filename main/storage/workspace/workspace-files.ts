import { dirname, join, sep } from 'node:path';
import { AppError } from '../../../core/errors.ts';
import type { Revision } from '../../../core/ids.ts';
import { writeFileAtomic } from '../atomic-write.ts';
import { type FileSystem, isMissing, realFileSystem } from '../file-system.ts';
import { writeFailure } from '../write-failure.ts';
import type { EditRecorder } from './edit-recorder.ts';
import { strayLinkDetail } from './entry-tree.ts';
import { absentRevision, type FileStamp, revisionOf } from './file-stamp.ts';

/** A file as it was read for an edit. */
export interface FileContent {
  text: string;
  revision: Revision;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads and writes the text files of a workspace; paths are relative to it. */
export class WorkspaceFiles {
  readonly root: string;
  readonly #realRoot: string;
  readonly #fileSystem: FileSystem;
  readonly #recorder: EditRecorder;

  constructor(
    root: string,
    realRoot: string,
    recorder: EditRecorder,
    fileSystem: FileSystem = realFileSystem,
  ) {
    this.root = root;
    this.#realRoot = realRoot;
    this.#recorder = recorder;
    this.#fileSystem = fileSystem;
  }

  absolute(path: string): string {
    return join(this.root, path);
  }

  /** @throws AppError ERR_WORKSPACE_UNREADABLE */
  async read(path: string): Promise<FileContent | undefined> {
    let bytes: Uint8Array;
    try {
      bytes = await this.#fileSystem.readFile(this.absolute(path));
    } catch (fault) {
      if (isMissing(fault)) return undefined;
      throw fault;
    }
    try {
      return { text: decoder.decode(bytes), revision: revisionOf(bytes) };
    } catch {
      // Editing it would change the bytes that are no text.
      throw new AppError('ERR_WORKSPACE_UNREADABLE', `"${path}" is not UTF-8 text. It was left as it is.`, {
        details: { reason: 'not UTF-8', path },
      });
    }
  }

  /**
   * Writes a file that had the content given (`undefined`: was not there) when it was read. Right before the new content
   * takes its place it is read once more: a change from outside refuses.
   *
   * @throws AppError ERR_WORKSPACE_CONFLICT, ERR_WORKSPACE_WRITE_FAILED
   */
  async write(path: string, text: string, before: FileContent | undefined): Promise<Revision> {
    const absolute = this.absolute(path);
    const expected = before?.revision ?? absentRevision;
    try {
      await this.#fileSystem.mkdir(dirname(absolute), { recursive: true });
      await writeFileAtomic(absolute, text, {
        fileSystem: this.#fileSystem,
        checkTarget: (target) => this.#refuseOutside(path, target),
        beforeRename: async () => {
          const now = await this.#revision(absolute);
          if (now !== expected) throw conflict(path, now);
        },
        undo: async (target) => {
          if (before === undefined) await this.#fileSystem.unlink(target);
          else await writeFileAtomic(target, before.text, { fileSystem: this.#fileSystem });
        },
      });
    } catch (fault) {
      throw writeFailure(fault, path);
    }
    this.#recorder.recordFile({ path, before: before?.text, after: text });
    return revisionOf(text);
  }

  /** The stamp to remember for a file that was just written: none that proves anything, since it is too fresh. */
  freshStamp(text: string): FileStamp {
    return { sizeBytes: Buffer.byteLength(text), modifiedMs: -1 };
  }

  /** A link in a workspace that came from somebody else must not lead a save to any file of the user's. */
  #refuseOutside(path: string, target: string): void {
    const isInside = [this.root, this.#realRoot].some((root) => target.startsWith(root + sep));
    if (isInside) return;
    throw new AppError(
      'ERR_WORKSPACE_WRITE_FAILED',
      `"${path}" is a link that leads outside of the workspace; it was not written.`,
      { details: { path, cause: strayLinkDetail } },
    );
  }

  async #revision(absolute: string): Promise<Revision> {
    try {
      return revisionOf(await this.#fileSystem.readFile(absolute));
    } catch (fault) {
      if (isMissing(fault)) return absentRevision;
      throw fault;
    }
  }
}

/** Refuses to overwrite what somebody else wrote. */
export function conflict(path: string, revision: Revision): AppError {
  const what = revision === absentRevision ? 'was removed' : 'was changed';
  return new AppError(
    'ERR_WORKSPACE_CONFLICT',
    `"${path}" ${what} outside of this window since it was opened. Compare the two versions, then keep yours or take the other.`,
    { details: { path, revision, removed: revision === absentRevision } },
  );
}
