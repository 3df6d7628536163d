import { useEffect, useState } from 'react';
import type { BodyFacts } from '../../../core/http/exchange.ts';
import { readBody } from '../../bridge/bridge.ts';

/** Most bytes of a body that are shown as text at once; the rest can be saved. */
export const shownBytesLimit = 32 * 1024 * 1024;

export interface BodyText {
  status: 'loading' | 'ready' | 'failed';
  text: string;
  bytes: Uint8Array<ArrayBuffer> | undefined;
  /** The charset the text was read with. */
  charset: string;
  /** Some bytes are not valid in that charset and show as the replacement character. */
  hasReplacements: boolean;
  isCut: boolean;
  message: string | undefined;
}

const loading: BodyText = {
  status: 'loading',
  text: '',
  bytes: undefined,
  charset: 'utf-8',
  hasReplacements: false,
  isCut: false,
  message: undefined,
};

/** Reads bytes as text: the charset given, a byte order mark, or UTF-8. Never changes the bytes. */
export function decodeBody(
  bytes: Uint8Array<ArrayBuffer>,
  charset: string | undefined,
): Pick<BodyText, 'text' | 'charset' | 'hasReplacements'> {
  let wanted = charset ?? 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) wanted = 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) wanted = 'utf-16be';
  try {
    const decoder = new TextDecoder(wanted, { fatal: true });
    return { text: decoder.decode(bytes), charset: decoder.encoding, hasReplacements: false };
  } catch {
    const decoder = makeLenientDecoder(wanted);
    return { text: decoder.decode(bytes), charset: decoder.encoding, hasReplacements: true };
  }
}

function makeLenientDecoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('utf-8');
  }
}

/** Reads a body from the Node side and decodes it; a newer body or charset ends an older read. */
export function useBodyText(body: BodyFacts, charset: string | undefined): BodyText {
  const { bodyId, sizeBytes } = body;
  const wanted = `${bodyId} ${charset ?? ''}`;
  const [read, setRead] = useState({ wanted: '', text: loading });
  useEffect(() => {
    const controller = new AbortController();
    const isCut = sizeBytes > shownBytesLimit;
    const keep = (text: BodyText) => setRead({ wanted, text });
    readBody(bodyId, isCut ? { start: 0, end: shownBytesLimit } : undefined, controller.signal)
      .then((bytes) => keep({ ...loading, ...decodeBody(bytes, charset), status: 'ready', bytes, isCut }))
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        keep({
          ...loading,
          status: 'failed',
          message: error instanceof Error ? error.message : String(error),
        });
      });
    return () => controller.abort();
  }, [bodyId, sizeBytes, charset, wanted]);
  return read.wanted === wanted ? read.text : loading;
}
