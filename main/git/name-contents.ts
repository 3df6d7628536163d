import { createHash } from 'node:crypto';
import { isAppError } from '../../core/errors.ts';
import type { FileChange } from '../../core/git/git-change.ts';
import { createTimeSlice } from '../storage/time-slice.ts';
import type { Git } from './open-git.ts';
import { lookAtWorkFile, readWorkFile, workPath } from './work-file.ts';

/** Beyond these nobody waits for what is only a nicer list. */
const mostFiles = 1_000;
const mostBytes = 256 * 1024;
/** A shorter text is the same in many places and tells nothing. */
const minCharacters = 32;

/**
 * Names the contents of files that are gone and of new ones, by path, where there are both: a new name alone makes no other
 * content, nor do the ends of lines. Files too large or too many have no name.
 */
export async function nameContents(git: Git, changes: readonly FileChange[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const gone = changes.filter(({ blob }) => blob !== undefined);
  const fresh = changes.filter(({ isUntracked }) => isUntracked === true);
  if (gone.length === 0 || fresh.length === 0 || gone.length + fresh.length > mostFiles) return names;
  const put = (path: string, bytes: Buffer) => {
    const text = bytes
      .toString('utf8')
      .replaceAll('\r\n', '\n')
      .replace(/^name:.*\n/m, '');
    if (text.length >= minCharacters) names.set(path, createHash('sha256').update(text).digest('hex'));
  };
  const slice = createTimeSlice();
  for (const { path } of fresh) {
    const absolute = await workPath(git, path).catch(() => undefined);
    const found = absolute === undefined ? undefined : await lookAtWorkFile(absolute);
    if (absolute === undefined || found?.kind !== 'file' || found.sizeBytes > mostBytes) continue;
    put(path, (await readWorkFile(absolute)) ?? Buffer.alloc(0));
    await slice.giveWay();
  }
  const blobs = await readBlobs(
    git,
    gone.map(({ blob = '' }) => blob),
  );
  for (const { path, blob = '' } of gone) {
    const bytes = blobs.get(blob);
    if (bytes !== undefined) put(path, bytes);
  }
  return names;
}

/** Reads contents by their names; nothing where that is too much. @see git-cat-file(1), Batch Output */
async function readBlobs(git: Git, blobs: readonly string[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const { stdout } = await git
    .run(['cat-file', '--batch'], { kind: 'look', input: `${blobs.join('\n')}\n` })
    .catch((fault: unknown) => {
      if (isAppError(fault) && fault.code === 'ERR_GIT_FAILED') return { stdout: Buffer.alloc(0) };
      throw fault;
    });
  for (let at = 0; at < stdout.length;) {
    const lineEnd = stdout.indexOf('\n', at);
    if (lineEnd === -1) break;
    const [blob = '', type, size] = stdout.toString('latin1', at, lineEnd).split(' ');
    at = lineEnd + 1;
    // Such as "missing", which has no content.
    if (type !== 'blob') continue;
    const end = at + Number(size);
    found.set(blob, stdout.subarray(at, end));
    at = end + 1;
  }
  return found;
}
