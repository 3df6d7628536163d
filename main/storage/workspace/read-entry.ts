import { readFileSync, statSync } from 'node:fs';
import { maxYamlCharacters } from '../../../core/workspace/formats/read-yaml.ts';
import { requestKind } from '../../../core/workspace/formats/request-format.ts';
import { type FileHead, readHead } from '../../../core/workspace/formats/request-head.ts';
import type { Revision } from '../../../core/ids.ts';
import { isMissing, systemCode } from '../file-system.ts';
import type { EntryHead } from './entry-tree.ts';
import { type FileStamp, isRacy, revisionOf, sameStamp } from './file-stamp.ts';

/** A file as it was looked at. */
export interface FileLook {
  stamp: FileStamp;
  revision: Revision;
  text: string;
  /** Why it was not read. */
  damage?: string;
}

/**
 * Looks at a file: `same` where its stamp is the one given, `undefined` where it is not there. Synchronous, since the time
 * of ten thousand small files goes to the calls and not to the disk; callers work in time slices.
 */
export function lookAtFile(
  path: string,
  known: FileStamp | undefined,
  now: number,
): FileLook | 'same' | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return undefined;
  const stamp: FileStamp = { sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
  if (known !== undefined && sameStamp(known, stamp)) return 'same';
  // A stamp this fresh proves nothing the next time.
  if (isRacy(stamp, now)) stamp.modifiedMs = -1;
  if (stat.size > maxYamlCharacters)
    return { stamp, revision: `size-${stat.size}`, text: '', damage: 'too large' };
  try {
    const bytes = readFileSync(path);
    return { stamp, revision: revisionOf(bytes), text: bytes.toString('utf8') };
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    const code = systemCode(fault);
    if (code === undefined) throw fault;
    return { stamp: { ...stamp, modifiedMs: -1 }, revision: `unread-${code}`, text: '', damage: code };
  }
}

/** Gives what the tree shows of a request file. */
export function requestHead(look: FileLook, stem: string): EntryHead {
  const head: FileHead = look.damage === undefined ? readHead(look.text) : { kind: '', damage: look.damage };
  return headOf(head, stem);
}

/** Gives what the tree shows of a request file whose head was read. */
export function headOf(head: FileHead, stem: string): EntryHead {
  const { name = stem, order } = head;
  if (head.damage !== undefined) return { kind: 'damaged', name: stem, detail: head.damage };
  if (head.kind === requestKind) return { kind: 'request', name, method: head.method ?? 'GET', order };
  if (head.kind === '') return { kind: 'damaged', name, order, detail: 'not a request' };
  return { kind: 'unsupported', name, order, detail: head.kind };
}
