import { type BinaryToTextEncoding, type Hash, createHash } from 'node:crypto';
import type { PreparedBody } from '../http/request-body.ts';

/** Hashes a body as it will go out; files in it are read once more. */
export async function hashBody(
  body: PreparedBody | undefined,
  algorithm: string,
  encoding: BinaryToTextEncoding,
): Promise<string> {
  const hash = createHash(algorithm);
  await feedBody(hash, body);
  return hash.digest(encoding);
}

/** Gives a hash the bytes of a body, at most so many of its first ones. */
export async function feedBody(
  hash: Hash,
  body: PreparedBody | undefined,
  limitBytes = Infinity,
): Promise<void> {
  if (body === undefined) return;
  if (body.bytes !== undefined) {
    hash.update(body.bytes.subarray(0, limitBytes));
    return;
  }
  let leftBytes = limitBytes;
  for await (const chunk of body.open()) {
    const bytes = (chunk as Buffer).subarray(0, leftBytes);
    hash.update(bytes);
    leftBytes -= bytes.length;
    if (leftBytes <= 0) return;
  }
}
