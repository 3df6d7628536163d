import { randomBytes } from 'node:crypto';

/** Random bytes are drawn for many names at once: an import needs thousands, and one draw costs as much as a small file. */
const poolBytes = 8 * 1024;
let pool = Buffer.alloc(0);
let drawnBytes = 0;

/** Gives a name nobody can guess, of so many random bytes in base64url. */
export function randomName(bytes: number): string {
  const start = draw(bytes);
  return pool.toString('base64url', start, start + bytes);
}

/** Gives random bytes; no byte is ever given twice. */
export function drawBytes(count: number): Buffer {
  const start = draw(count);
  return pool.subarray(start, start + count);
}

/** Gives where so many bytes of the pool begin that nobody had. */
function draw(count: number): number {
  if (pool.length - drawnBytes < count) {
    pool = randomBytes(Math.max(poolBytes, count));
    drawnBytes = 0;
  }
  const start = drawnBytes;
  drawnBytes += count;
  return start;
}
