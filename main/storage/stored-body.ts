import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../core/errors.ts';

/** When a piece of a body came: its first byte, and milliseconds since the epoch. */
export type Arrival = [offsetByte: number, atEpochMs: number];

/** A body as the store holds it. */
export interface StoredBody {
  mediaType: string;
  sizeBytes: number;
  /** In memory, or, not yet written, behind what the file has. */
  chunks: Uint8Array[];
  chunkBytes: number;
  path?: string;
  handle?: FileHandle;
  /** The last write under way. */
  tail?: Promise<void>;
  /** Handed over to be written, and not yet in the file. */
  behindBytes: number;
  finished: boolean;
  arrivals: Arrival[];
}

/** Of one body; beyond it every other one is dropped, and what it held counts as come with the one before. */
const maxArrivals = 50_000;

export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}

export function noteArrival({ arrivals, sizeBytes }: StoredBody, atEpochMs: number): void {
  if (arrivals.at(-1)?.[1] === atEpochMs) return;
  arrivals.push([sizeBytes, atEpochMs]);
  if (arrivals.length < maxArrivals) return;
  const kept = arrivals.filter((_, at) => at % 2 === 0);
  arrivals.splice(0, arrivals.length, ...kept);
}

export async function writeWhole(path: string, chunks: Uint8Array[], sizeBytes: number): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await writeChunks(handle, chunks, sizeBytes);
  } finally {
    await handle.close();
  }
}

export async function writeChunks(
  handle: FileHandle,
  chunks: Uint8Array[],
  sizeBytes: number,
): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks);
  if (bytesWritten < sizeBytes) await handle.writeFile(Buffer.concat(chunks).subarray(bytesWritten));
}

export async function* sliceChunks(
  chunks: Uint8Array[],
  start: number,
  end: number,
): AsyncIterable<Uint8Array> {
  let offset = 0;
  for (const chunk of chunks) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, chunk.byteLength);
    if (from < to) yield chunk.subarray(from, to);
    offset += chunk.byteLength;
    if (offset >= end) return;
  }
}

export async function* streamFile(path: string, start: number, end: number): AsyncIterable<Uint8Array> {
  if (start === end) return;
  try {
    for await (const chunk of createReadStream(path, { start, end: end - 1, highWaterMark: 256 * 1024 })) {
      yield chunk as Uint8Array;
    }
  } catch (fault) {
    throw new AppError('ERR_BODY_NOT_FOUND', 'That answer is no longer kept. Send the request again.', {
      cause: fault,
    });
  }
}
