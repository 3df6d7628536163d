import { createReadStream } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { BodyId } from '../../core/ids.ts';
import { randomName } from './random-name.ts';
import type { TemporaryDirectory } from './temporary-directory.ts';

/** Takes the bytes of one body as they come. */
export interface BodyWriter {
  readonly bodyId: BodyId;
  readonly sizeBytes: number;
  write(chunk: Uint8Array): Promise<void> | void;
  /** Ends the body. */
  finish(): Promise<void>;
  /** Drops what came so far. */
  discard(): Promise<void>;
}

/** When a piece of a body came: its first byte, and milliseconds since the epoch. */
export type Arrival = [offsetByte: number, atEpochMs: number];

/** Bodies by id: in memory up to a bound, then in a temporary file. Oldest ones go first when the store is full. */
export interface BodyStore {
  /** Begins a body, which can be read while it comes; with `now` it keeps when each piece came. */
  create(mediaType: string, now?: () => number): BodyWriter;
  /** When the pieces came, from the one that holds `fromByte` on. @throws AppError ERR_BODY_NOT_FOUND */
  arrivals(bodyId: BodyId, fromByte: number): Arrival[];
  /** The size is what came so far. @throws AppError ERR_BODY_NOT_FOUND */
  stat(bodyId: BodyId): { sizeBytes: number; mediaType: string };
  /** Gives the bytes from `start` up to and without `end`, in chunks. @throws AppError ERR_BODY_NOT_FOUND, ERR_BODY_RANGE */
  read(bodyId: BodyId, range?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  /** Gives all bytes as one, at most `limitBytes` of them. */
  readAll(bodyId: BodyId, limitBytes: number): Promise<Uint8Array>;
  /** Drops a body that is not to be kept; none is no fault. */
  drop(bodyId: BodyId): Promise<void>;
  /** How many finished bodies there are, and how large they are together. */
  usage(): { count: number; sizeBytes: number };
  /** Drops every finished body. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** How much the store keeps, in bytes and bodies. */
export interface BodyStoreLimits {
  /** Of one body in memory; what is larger goes to a file. */
  bodyMemoryBytes: number;
  /** Of all bodies in memory; the oldest go to files. */
  memoryBytes: number;
  /** Of all bodies together; the oldest are dropped. */
  totalBytes: number;
  bodies: number;
}

const defaultLimits: BodyStoreLimits = {
  bodyMemoryBytes: 4 * 1024 ** 2,
  memoryBytes: 64 * 1024 ** 2,
  totalBytes: 8 * 1024 ** 3,
  bodies: 1_000,
};
/** Chunks of a body in a file are gathered to writes of about this size. */
const writeBytes = 1024 ** 2;
/** Of one body; beyond it every other one is dropped, and what it held counts as come with the one before. */
const maxArrivals = 50_000;
/** How far the disk may be behind the network before the sender is held back. */
const behindBytes = 16 * 1024 ** 2;

interface StoredBody {
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

/** Makes a body store that puts large bodies into files of `directory`. */
export function createBodyStore(
  directory: TemporaryDirectory,
  limits: Partial<BodyStoreLimits> = {},
): BodyStore {
  return new Bodies(directory, { ...defaultLimits, ...limits });
}

class Bodies implements BodyStore {
  readonly #directory: TemporaryDirectory;
  readonly #limits: BodyStoreLimits;
  /** Oldest first. */
  readonly #bodies = new Map<BodyId, StoredBody>();
  #memoryBytes = 0;
  #totalBytes = 0;

  constructor(directory: TemporaryDirectory, limits: BodyStoreLimits) {
    this.#directory = directory;
    this.#limits = limits;
  }

  create(mediaType: string, now?: () => number): BodyWriter {
    const bodyId = randomName(18);
    const body: StoredBody = {
      mediaType,
      sizeBytes: 0,
      chunks: [],
      chunkBytes: 0,
      behindBytes: 0,
      finished: false,
      arrivals: [],
    };
    this.#bodies.set(bodyId, body);
    return {
      bodyId,
      get sizeBytes() {
        return body.sizeBytes;
      },
      write: (chunk) => {
        if (now !== undefined) noteArrival(body, now());
        return this.#append(bodyId, body, chunk);
      },
      finish: () => this.#finish(bodyId, body),
      discard: () => this.#drop(bodyId, body),
    };
  }

  stat(bodyId: BodyId): { sizeBytes: number; mediaType: string } {
    const { sizeBytes, mediaType } = this.#find(bodyId);
    return { sizeBytes, mediaType };
  }

  read(bodyId: BodyId, range?: { start: number; end: number }): AsyncIterable<Uint8Array> {
    const body = this.#find(bodyId);
    const { start, end } = range ?? { start: 0, end: body.sizeBytes };
    if (
      !Number.isInteger(start) ||
      !Number.isInteger(end) ||
      start < 0 ||
      end < start ||
      end > body.sizeBytes
    ) {
      throw new AppError(
        'ERR_BODY_RANGE',
        `The body has ${body.sizeBytes} bytes; that range is outside of it.`,
        {
          details: { sizeBytes: body.sizeBytes },
        },
      );
    }
    if (!body.finished && body.path !== undefined)
      return this.#readGrowing(bodyId, body, body.path, start, end);
    // Taken now: the body may be dropped or moved to a file while it is read.
    return body.path === undefined
      ? sliceChunks([...body.chunks], start, end)
      : streamFile(body.path, start, end);
  }

  arrivals(bodyId: BodyId, fromByte: number): Arrival[] {
    const { arrivals } = this.#find(bodyId);
    const next = arrivals.findIndex(([offsetByte]) => offsetByte > fromByte);
    return next === -1 ? arrivals.slice(-1) : arrivals.slice(Math.max(next - 1, 0));
  }

  async readAll(bodyId: BodyId, limitBytes: number): Promise<Uint8Array> {
    const body = this.#find(bodyId);
    const end = Math.min(limitBytes, body.sizeBytes);
    // Most answers are small and in memory: then there is nothing to wait for.
    if (body.path === undefined && end === body.sizeBytes) return joined(body.chunks);
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.read(bodyId, { start: 0, end })) chunks.push(chunk);
    return joined(chunks);
  }

  async drop(bodyId: BodyId): Promise<void> {
    const body = this.#bodies.get(bodyId);
    if (body !== undefined) await this.#drop(bodyId, body);
  }

  usage(): { count: number; sizeBytes: number } {
    const finished = [...this.#bodies.values()].filter((body) => body.finished);
    return { count: finished.length, sizeBytes: finished.reduce((sum, body) => sum + body.sizeBytes, 0) };
  }

  async clear(): Promise<void> {
    // What is under way is somebody's answer in a moment.
    const finished = [...this.#bodies].filter(([, body]) => body.finished);
    await Promise.all(finished.map(([bodyId, body]) => this.#drop(bodyId, body)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#bodies].map(([bodyId, body]) => this.#drop(bodyId, body)));
  }

  #find(bodyId: BodyId): StoredBody {
    const body = this.#bodies.get(bodyId);
    if (body === undefined) {
      throw new AppError('ERR_BODY_NOT_FOUND', 'That answer is no longer kept. Send the request again.');
    }
    return body;
  }

  #append(bodyId: BodyId, body: StoredBody, chunk: Uint8Array): Promise<void> | void {
    if (chunk.byteLength === 0 || !this.#bodies.has(bodyId)) return;
    body.chunks.push(chunk);
    body.chunkBytes += chunk.byteLength;
    body.sizeBytes += chunk.byteLength;
    this.#memoryBytes += chunk.byteLength;
    this.#totalBytes += chunk.byteLength;
    if (
      body.path === undefined ? body.chunkBytes > this.#limits.bodyMemoryBytes : body.chunkBytes >= writeBytes
    ) {
      const written = this.#flush(bodyId, body);
      if (body.behindBytes > behindBytes) return written;
      // After a failure the bytes stay behind, so that the next writes and the end tell of it.
      written.catch(() => undefined);
    }
  }

  async #finish(bodyId: BodyId, body: StoredBody): Promise<void> {
    if (body.path !== undefined) {
      await this.#flush(bodyId, body);
      await body.handle?.close();
      delete body.handle;
    }
    body.finished = true;
    await this.#makeRoom(body);
  }

  async *#readGrowing(
    bodyId: BodyId,
    body: StoredBody,
    path: string,
    start: number,
    end: number,
  ): AsyncIterable<Uint8Array> {
    // What is behind the file belongs to the range too.
    await this.#flush(bodyId, body);
    yield* streamFile(path, start, end);
  }

  #flush(bodyId: BodyId, body: StoredBody): Promise<void> {
    if (body.path !== undefined && body.chunkBytes === 0) return body.tail ?? Promise.resolve();
    body.path ??= join(this.#directory.path(), `body-${bodyId}`);
    const { path, chunks, chunkBytes } = body;
    body.chunks = [];
    body.chunkBytes = 0;
    body.behindBytes += chunkBytes;
    // One after the other, also where a caller does not wait for a write.
    body.tail = (body.tail ?? Promise.resolve()).then(async () => {
      body.handle ??= await open(path, 'wx', 0o600);
      await writeChunks(body.handle, chunks, chunkBytes);
      body.behindBytes -= chunkBytes;
      this.#memoryBytes -= chunkBytes;
    });
    return body.tail;
  }

  async #makeRoom(newest: StoredBody): Promise<void> {
    // A map may lose entries while it is gone through; copying it would cost every answer the whole list.
    for (const [bodyId, body] of this.#bodies) {
      if (this.#totalBytes <= this.#limits.totalBytes && this.#bodies.size <= this.#limits.bodies) break;
      if (body.finished && body !== newest) await this.#drop(bodyId, body);
    }
    for (const [bodyId, body] of this.#bodies) {
      if (this.#memoryBytes <= this.#limits.memoryBytes) break;
      if (body.finished && body !== newest && body.path === undefined && body.chunkBytes > 0) {
        await this.#moveToFile(bodyId, body);
      }
    }
  }

  async #moveToFile(bodyId: BodyId, body: StoredBody): Promise<void> {
    const path = join(this.#directory.path(), `body-${bodyId}`);
    const handle = await open(path, 'wx', 0o600);
    try {
      await writeChunks(handle, body.chunks, body.chunkBytes);
    } finally {
      await handle.close();
    }
    body.path = path;
    this.#memoryBytes -= body.chunkBytes;
    body.chunks = [];
    body.chunkBytes = 0;
  }

  async #drop(bodyId: BodyId, body: StoredBody): Promise<void> {
    if (!this.#bodies.delete(bodyId)) return;
    this.#memoryBytes -= body.chunkBytes;
    this.#totalBytes -= body.sizeBytes;
    body.chunks = [];
    body.chunkBytes = 0;
    await body.tail?.catch(() => undefined);
    await body.handle?.close().catch(() => undefined);
    if (body.path !== undefined) await unlink(body.path).catch(() => undefined);
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}

function noteArrival({ arrivals, sizeBytes }: StoredBody, atEpochMs: number): void {
  if (arrivals.at(-1)?.[1] === atEpochMs) return;
  arrivals.push([sizeBytes, atEpochMs]);
  if (arrivals.length < maxArrivals) return;
  const kept = arrivals.filter((_, at) => at % 2 === 0);
  arrivals.splice(0, arrivals.length, ...kept);
}

async function writeChunks(handle: FileHandle, chunks: Uint8Array[], sizeBytes: number): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks);
  if (bytesWritten < sizeBytes) await handle.writeFile(Buffer.concat(chunks).subarray(bytesWritten));
}

async function* sliceChunks(chunks: Uint8Array[], start: number, end: number): AsyncIterable<Uint8Array> {
  let offset = 0;
  for (const chunk of chunks) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, chunk.byteLength);
    if (from < to) yield chunk.subarray(from, to);
    offset += chunk.byteLength;
    if (offset >= end) return;
  }
}

async function* streamFile(path: string, start: number, end: number): AsyncIterable<Uint8Array> {
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
