import { randomBytes } from 'node:crypto';

/** Random bytes are drawn for many names at once: an import needs thousands, and one draw costs as much as a small file. */
const poolBytes = 8 * 1024;
let pool = Buffer.alloc(0);

/** Gives a name nobody can guess, of so many random bytes in base64url. */
export function randomName(bytes: number): string {
  return drawBytes(bytes).toString('base64url');
}

/** Gives random bytes; no byte is ever given twice. */
export function drawBytes(count: number): Buffer {
  if (pool.length < count) pool = randomBytes(Math.max(poolBytes, count));
  const drawn = pool.subarray(0, count);
  pool = pool.subarray(count);
  return drawn;
}
