import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import type { HeaderPairs } from '../../core/http/exchange.ts';

/** Longer chains are nobody's compression: each link multiplies what a few bytes can become. */
const maxLinks = 5;

/** Zstandard came to Node with 22.15; its types are there before it. */
const createZstd = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;

/** The codings this Node can take off, as the value of Accept-Encoding. */
export const acceptEncoding = createZstd === undefined ? 'gzip, deflate, br' : 'gzip, deflate, br, zstd';

/** How the codings of an answer are taken off. */
export interface DecodingPlan {
  /** Taken off, outermost first. */
  codings: string[];
  /** Why not all of them are. */
  left?: 'unknown' | 'tooMany';
}

/** Reads Content-Encoding: what was applied last is taken off first. @see RFC 9110 section 8.4 */
export function planDecoding(headers: HeaderPairs): DecodingPlan {
  const lines = headers.filter(([name]) => name.toLowerCase() === 'content-encoding');
  if (lines.length === 0) return { codings: [] };
  const applied = lines
    .flatMap(([, value]) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (applied.length > maxLinks) return { codings: [], left: 'tooMany' };
  const outermostFirst = applied.toReversed();
  const firstUnknown = outermostFirst.findIndex((coding) => !isKnown(coding));
  if (firstUnknown === -1) return { codings: outermostFirst };
  return { codings: outermostFirst.slice(0, firstUnknown), left: 'unknown' };
}

function isKnown(coding: string): boolean {
  return (
    ['gzip', 'x-gzip', 'deflate', 'br'].includes(coding) || (coding === 'zstd' && createZstd !== undefined)
  );
}

/**
 * Makes the decoder of one coding. `deflate` is meant to have a zlib frame and often comes without one; the first byte
 * tells.
 */
export function createDecoder(coding: string, firstByte: number): Transform {
  switch (coding) {
    case 'br':
      return zlib.createBrotliDecompress();
    case 'deflate':
      return (firstByte & 0x0f) === 0x08 ? zlib.createInflate() : zlib.createInflateRaw();
    case 'zstd':
      if (createZstd !== undefined) return createZstd();
      return zlib.createGunzip();
    default:
      return zlib.createGunzip();
  }
}
