import { randomBytes } from 'node:crypto';

/** Random bytes are drawn for many names at once: an import needs thousands, and one draw costs as much as a small file. */
const poolBytes = 8 * 1024;
let pool = Buffer.alloc(0);

/** Gives a name nobody can guess, of so many random bytes in base64url. */
export function randomName(bytes: number): string {
  if (pool.length < bytes) pool = randomBytes(poolBytes);
  const name = pool.toString('base64url', 0, bytes);
  pool = pool.subarray(bytes);
  return name;
}
