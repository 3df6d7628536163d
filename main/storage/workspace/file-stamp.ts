import { hash } from 'node:crypto';
import type { Revision } from '../../../core/ids.ts';

/** What a look at the directory entry tells of a file; equal stamps mean unchanged content, apart from {@link isRacy} ones. */
export interface FileStamp {
  sizeBytes: number;
  modifiedMs: number;
}

/** File systems stamp times in steps of some milliseconds: a file changed twice in one step shows only one. */
const stampStepMs = 50;

/** Gives the fingerprint of a file's bytes. */
export function revisionOf(bytes: string | Uint8Array): Revision {
  return hash('sha256', bytes, 'base64url').slice(0, 24);
}

/** The revision of a definition whose file is not there. */
export const absentRevision: Revision = 'absent';

export function sameStamp(left: FileStamp | undefined, right: FileStamp | undefined): boolean {
  return left?.sizeBytes === right?.sizeBytes && left?.modifiedMs === right?.modifiedMs;
}

/** Tells whether a file could have changed after it was looked at without a change of its stamp. */
export function isRacy(stamp: FileStamp, lookedAtMs: number): boolean {
  return stamp.modifiedMs > lookedAtMs - stampStepMs;
}
