import type { BodyFacts } from '../../../../core/http/exchange.ts';
import type { BodyId } from '../../../../core/ids.ts';
import { readBody } from '../../../bridge/bridge.ts';
import { pageBytes } from './engine/byte-source.ts';

/** The beginning of the last answer that came, until a viewer takes it. */
let ahead: { bodyId: BodyId; end: number; bytes: Promise<Uint8Array<ArrayBuffer>> } | undefined;

/** Reads the beginning of a body that came just now, while the window draws the frame around it. */
export function readFirstBytes({ bodyId, sizeBytes }: Pick<BodyFacts, 'bodyId' | 'sizeBytes'>): void {
  const end = Math.min(sizeBytes, pageBytes);
  if (end === 0) return;
  const bytes = readBody(bodyId, { start: 0, end });
  // Whoever takes them hears of a failure.
  bytes.catch(() => undefined);
  ahead = { bodyId, end, bytes };
}

/** Gives what was read ahead, once, where it is the range that is asked for. */
export function takeFirstBytes(
  bodyId: BodyId,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> | undefined {
  if (ahead?.bodyId !== bodyId || start !== 0 || end !== ahead.end) return undefined;
  const { bytes } = ahead;
  ahead = undefined;
  return bytes;
}
