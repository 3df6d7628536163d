import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keptFilesFolder } from '../../core/http/kept-file.ts';
import type { BackupFile } from './backup-files.ts';
import type { TarEntry } from './tar.ts';

/** Says in a backup where the copies of files stood that requests name by their whole path. */
export const keptFilesNote = 'body-files.json';
const noteSchema = z.object({ folder: z.string().min(1) });

const keptPath = new RegExp(`^local/${keptFilesFolder}/[0-9a-f]{24}/[^/]+$`);
/** A file in a tar takes a head and what fills its last block. */
const blockBytes = 1024;

/** Tells whether a path of a backup is a copy of a file that a request sends. */
export function isKeptFile(path: string): boolean {
  return keptPath.test(path);
}

/** Makes the note for the workspace's part of the profile. */
export function noteKeptFiles(localPath: string): TarEntry {
  const note = { folder: join(localPath, keptFilesFolder) };
  return { path: keptFilesNote, bytes: Buffer.from(JSON.stringify(note)) };
}

/**
 * Leaves out copies that would make a backup larger than one that can be restored, the largest first; all else is in it
 * whatever its size.
 */
export async function fitKeptFiles(
  files: readonly BackupFile[],
  limitBytes: number,
): Promise<{ files: BackupFile[]; leftOut: number }> {
  if (!files.some(({ path }) => isKeptFile(path))) return { files: [...files], leftOut: 0 };
  const sized = await Promise.all(
    files.map(async (each) => ({ each, bytes: blockBytes + ((await sizeOf(each.file)) ?? 0) })),
  );
  let total = sized.reduce((sum, { bytes }) => sum + bytes, blockBytes);
  const out = new Set<BackupFile>();
  const copies = sized.filter(({ each }) => isKeptFile(each.path));
  for (const { each, bytes } of copies.toSorted((left, right) => right.bytes - left.bytes)) {
    if (total <= limitBytes) break;
    out.add(each);
    total -= bytes;
  }
  return { files: files.filter((each) => !out.has(each)), leftOut: out.size };
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

/** Has the text of a request name the copies where they are restored to. Of a note that cannot be read, it stays as it is. */
export function repointer(entries: readonly TarEntry[], localPath: string): (text: string) => string {
  const note = entries.find(({ path }) => path === keptFilesNote);
  const folder = note === undefined ? undefined : readNote(note.bytes);
  const target = join(localPath, keptFilesFolder);
  if (folder === undefined || folder === target) return (text) => text;
  // As it stands in plain text, and in quotes, where a backslash is two.
  const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
  const copies = entries.flatMap(({ path }) => (isKeptFile(path) ? [path.split('/').slice(2)] : []));
  return (text) => {
    if (!text.includes(keptFilesFolder)) return text;
    return copies.reduce((changed, [digest = '', name = '']) => {
      const from = (root: string) => [`${root}/${digest}/${name}`, `${root}\\${digest}\\${name}`];
      const to = join(target, digest, name);
      return from(folder).reduce(
        (each, path) => each.replaceAll(quoted(path), () => quoted(to)).replaceAll(path, () => to),
        changed,
      );
    }, text);
  };
}

function readNote(bytes: Buffer): string | undefined {
  try {
    return noteSchema.parse(JSON.parse(bytes.toString('utf8'))).folder;
  } catch {
    return undefined;
  }
}
