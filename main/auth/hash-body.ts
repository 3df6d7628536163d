import { type BinaryToTextEncoding, createHash } from 'node:crypto';
import type { PreparedBody } from '../http/request-body.ts';

/** Hashes a body as it will go out; files in it are read once more. */
export async function hashBody(
  body: PreparedBody | undefined,
  algorithm: string,
  encoding: BinaryToTextEncoding,
): Promise<string> {
  const hash = createHash(algorithm);
  if (body?.bytes !== undefined) hash.update(body.bytes);
  else if (body !== undefined) for await (const chunk of body.open()) hash.update(chunk as Buffer);
  return hash.digest(encoding);
}
