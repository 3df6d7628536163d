import { decodePercent } from '../../http/percent-encoding.ts';

/** Gives the keys of a JSON pointer that stands behind the `#` of an address. @see RFC 6901 sections 4 and 6 */
export function keysOfPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => decodePercent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Writes one key of a JSON pointer. @see RFC 6901 sections 3 and 6 */
export function keyOfPointer(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}
