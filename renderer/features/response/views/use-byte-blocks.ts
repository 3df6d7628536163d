import { useEffect, useRef, useState } from 'react';
import type { BodyFacts } from '../../../../core/http/exchange.ts';
import { readBody } from '../../../bridge/bridge.ts';

const blockBytes = 64 * 1024;
const maxBlocks = 32;

/** Bytes of a body for what is in sight: read in blocks, of which the last few are kept. */
export function useByteBlocks(
  { bodyId, sizeBytes }: Pick<BodyFacts, 'bodyId' | 'sizeBytes'>,
  start: number,
  end: number,
): { bytesAt(start: number, end: number): Uint8Array | undefined; error: string | undefined } {
  const blocks = useRef(new Map<number, Uint8Array | 'asked'>());
  const [error, setError] = useState<string>();
  const [, setVersion] = useState(0);
  useEffect(() => {
    const kept = blocks.current;
    for (let block = Math.floor(start / blockBytes); block * blockBytes < end; block += 1) {
      const known = kept.get(block);
      if (known !== undefined) {
        // The one used last goes last.
        kept.delete(block);
        kept.set(block, known);
        continue;
      }
      kept.set(block, 'asked');
      const from = block * blockBytes;
      readBody(bodyId, { start: from, end: Math.min(from + blockBytes, sizeBytes) }).then(
        (bytes) => {
          kept.set(block, bytes);
          for (const oldest of kept.keys()) {
            if (kept.size <= maxBlocks) break;
            kept.delete(oldest);
          }
          setVersion((version) => version + 1);
        },
        (fault: unknown) => {
          kept.delete(block);
          setError(fault instanceof Error ? fault.message : String(fault));
        },
      );
    }
  }, [bodyId, sizeBytes, start, end]);
  return {
    error,
    bytesAt(from, to) {
      const block = Math.floor(from / blockBytes);
      const bytes = blocks.current.get(block);
      return bytes === undefined || bytes === 'asked'
        ? undefined
        : bytes.subarray(from - block * blockBytes, to - block * blockBytes);
    },
  };
}
