import { createHash } from 'node:crypto';

/** Gives the fingerprint of a script's text: SHA-256 as base64url. */
export function hashScript(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
