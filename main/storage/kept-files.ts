import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../core/errors.ts';
import { keptFilesFolder } from '../../core/http/kept-file.ts';
import { fileStem } from '../../core/workspace/file-stem.ts';
import { syncDirectory } from './atomic-write.ts';
import { type FolderSize, measureFolder } from './measure-folder.ts';
import { makePrivateDirectory } from './profile.ts';
import { staleTemporaryKind, temporaryName } from './temporary-name.ts';
import { openTrashFolder } from './workspace/trash.ts';
import { newUndoId, type UndoStep } from './workspace/undo-log.ts';
import { writeFailure } from './write-failure.ts';

/** Copies of files that requests send, for windows that give no paths: one folder for each name and content. */
export interface KeptFiles {
  /**
   * Copies a file and gives the path of the copy, which has the name given as far as every system can carry it. The same
   * file chosen again is the same copy; another one never takes its place.
   *
   * @throws AppError ERR_UPLOAD_TOO_LARGE, ERR_WORKSPACE_WRITE_FAILED
   */
  keep(source: string, name: string): Promise<string>;
  /** Moves all copies to the deleted items. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
  delete(): Promise<UndoStep>;
  measure(signal: AbortSignal): Promise<FolderSize>;
}

export interface KeptFilesOptions {
  /** The workspace's part of the profile. */
  localPath: string;
  now(): number;
  /** The most bytes of all copies together. */
  limitBytes?: number;
}

const defaultLimitBytes = 2 * 1024 ** 3;

/** Makes the keeper of copies; nothing is written before the first one. */
export function createKeptFiles({
  localPath,
  now,
  limitBytes = defaultLimitBytes,
}: KeptFilesOptions): KeptFiles {
  const folder = join(localPath, keptFilesFolder);
  return {
    async keep(source, name) {
      try {
        await makePrivateDirectory(folder);
        await removeLeftovers(folder);
        await assertRoom(folder, (await stat(source)).size, limitBytes);
        return await copyInto(folder, source, keptName(name));
      } catch (fault) {
        throw writeFailure(fault, folder);
      }
    },
    async delete() {
      const undoId = newUndoId();
      try {
        await makePrivateDirectory(folder);
        const moves = [{ from: folder, to: join(localPath, 'trash', undoId, keptFilesFolder) }];
        await openTrashFolder(localPath, undoId, { deletedAtEpochMs: now(), moves, secretIds: [] });
        await rename(folder, join(localPath, 'trash', undoId, keptFilesFolder));
      } catch (fault) {
        throw writeFailure(fault, folder);
      }
      return () => putBack(join(localPath, 'trash', undoId), folder);
    },
    measure: (signal) => measureFolder(folder, { signal }),
  };
}

/** The path is a field of the request, where braces are a variable. */
function keptName(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = /^\.[A-Za-z0-9]{1,16}$/.exec(name.slice(dot))?.[0];
  // A long name keeps its ending, which tells the media type.
  const stem = dot > 0 && ending !== undefined ? fileStem(name.slice(0, dot)) + ending : fileStem(name);
  return stem.replaceAll('{{', '--').replaceAll('}}', '--');
}

async function assertRoom(folder: string, sizeBytes: number, limitBytes: number): Promise<void> {
  const kept = await measureFolder(folder);
  if (kept.sizeBytes + sizeBytes <= limitBytes) return;
  throw new AppError(
    'ERR_UPLOAD_TOO_LARGE',
    'Postern keeps no more copies of files: together they would be too large. Delete copies under Settings, Privacy, or type the path of the file.',
    { details: { limitBytes } },
  );
}

async function copyInto(folder: string, source: string, name: string): Promise<string> {
  const staging = join(folder, temporaryName('staging'));
  await makePrivateDirectory(staging);
  try {
    const digest = await copyHashed(source, join(staging, name), createHash('sha256').update(`${name}\0`));
    const place = join(folder, digest.slice(0, 24));
    try {
      await rename(staging, place);
      await syncDirectory(folder);
    } catch (fault) {
      // It is there already: the same name and the same bytes.
      if (!(await isFile(join(place, name)))) throw fault;
    }
    return join(place, name);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function copyHashed(source: string, target: string, hash: Hash): Promise<string> {
  const listen = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  // Nobody writes to it again: what was chosen is what is sent.
  await pipeline(
    createReadStream(source),
    listen,
    createWriteStream(target, { flags: 'wx', mode: 0o400, flush: true }),
  );
  return hash.digest('hex');
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (staleTemporaryKind(name) !== undefined)
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Copies that were kept again meanwhile are the same. */
async function putBack(trashed: string, folder: string): Promise<void> {
  try {
    await makePrivateDirectory(folder);
    const there = new Set(await readdir(folder));
    for (const name of await readdir(join(trashed, keptFilesFolder))) {
      if (!there.has(name)) await rename(join(trashed, keptFilesFolder, name), join(folder, name));
    }
    await rm(trashed, { recursive: true, force: true });
  } catch (fault) {
    throw writeFailure(fault, folder);
  }
}
