import { createHash } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE64URL = `${BASE62}-_`;

/** The cell suffix that all ids of one Okta org share. */
const CELL = '5d7';

/**
 * An id of Okta's form, 20 characters, always the same for the same prefix and label.
 * Prefixes: `00u` user, `00g` group, `0oa` app, `00o` org, `0ua` assignment, `oty` user type.
 */
export function oktaId(prefix: string, label: string): string {
  const digest = createHash('sha256').update(`${prefix}/${label}`).digest();
  const length = 20 - prefix.length - CELL.length;
  return prefix + [...digest.subarray(0, length)].map((byte) => BASE62.charAt(byte % 62)).join('') + CELL;
}

/** A UUID, always the same for the same label. */
export function stableUuid(label: string): string {
  const hex = createHash('sha256').update(label).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Random text of the base64url alphabet, six bits a character; `random` gives the bytes. */
export function randomText(length: number, random: (sizeBytes: number) => Uint8Array): string {
  return [...random(length)].map((byte) => BASE64URL.charAt(byte % 64)).join('');
}
