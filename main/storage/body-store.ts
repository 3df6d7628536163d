import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { BodyId } from '../../core/ids.ts';
import { randomName } from './random-name.ts';
import {
  type Arrival,
  type StoredBody,
  joined,
  noteArrival,
  sliceChunks,
  streamFile,
  writeChunks,
  writeWhole,
} from './stored-body.ts';
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

/**
 * Bodies by id. One that comes is held in memory, up to a bound, and written while nobody waits for it; a larger one goes to
 * its temporary file as it comes. Small ones stay in memory. Oldest ones go first when the store is full.
 */
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
  /** Of one body that stays in memory; a larger one is moved to a file once it is whole. */
  bodyMemoryBytes: number;
  /** Of one body while it comes; what is larger goes to its file at once. */
  comingMemoryBytes: number;
  /** Of all bodies that stay in memory; the oldest go to files. */
  memoryBytes: number;
  /** Of all bodies together; the oldest are dropped. */
  totalBytes: number;
  bodies: number;
}

const defaultLimits: BodyStoreLimits = {
  bodyMemoryBytes: 4 * 1024 ** 2,
  comingMemoryBytes: 64 * 1024 ** 2,
  memoryBytes: 64 * 1024 ** 2,
  totalBytes: 8 * 1024 ** 3,
  bodies: 1_000,
};
/** Chunks of a body in a file are gathered to writes of about this size. */
const writeBytes = 1024 ** 2;
/** How far the disk may be behind the network before the sender is held back. */
const behindBytes = 16 * 1024 ** 2;

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
  /** Of these, on their way to a file. */
  #leavingBytes = 0;
  #totalBytes = 0;
  #moves: Promise<void> = Promise.resolve();

  constructor(directory: TemporaryDirectory, limits: BodyStoreLimits) {
    this.#directory = directory;
    this.#limits = limits;
  }

  /** With what comes and what is not moved yet. */
  get #mostMemoryBytes(): number {
    return this.#limits.memoryBytes + this.#limits.comingMemoryBytes;
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
    await this.#moves;
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
    if (body.path === undefined ? this.#isTooLarge(body) : body.chunkBytes >= writeBytes) {
      const written = this.#flush(bodyId, body);
      if (body.behindBytes > behindBytes) return written;
      // After a failure the bytes stay behind, so that the next writes and the end tell of it.
      written.catch(() => undefined);
    }
  }

  /** Whether a body that comes is to be written as it comes. */
  #isTooLarge({ chunkBytes }: StoredBody): boolean {
    const { bodyMemoryBytes, comingMemoryBytes } = this.#limits;
    if (chunkBytes <= bodyMemoryBytes) return false;
    return chunkBytes > comingMemoryBytes || this.#memoryBytes > this.#mostMemoryBytes;
  }

  async #finish(bodyId: BodyId, body: StoredBody): Promise<void> {
    if (body.path !== undefined) {
      await this.#flush(bodyId, body);
      await body.handle?.close();
      delete body.handle;
    }
    body.finished = true;
    if (body.path === undefined && body.chunkBytes > this.#limits.bodyMemoryBytes) this.#move(bodyId, body);
    this.#makeRoom(body);
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

  #makeRoom(newest: StoredBody): void {
    // A map may lose entries while it is gone through; copying it would cost every answer the whole list.
    for (const [bodyId, body] of this.#bodies) {
      if (this.#totalBytes <= this.#limits.totalBytes && this.#bodies.size <= this.#limits.bodies) break;
      if (body.finished && body !== newest) void this.#drop(bodyId, body);
    }
    let stayingBytes = this.#memoryBytes - this.#leavingBytes;
    for (const [bodyId, body] of this.#bodies) {
      if (stayingBytes <= this.#limits.memoryBytes) break;
      if (!body.finished || body === newest || body.chunkBytes === 0 || body.tail !== undefined) continue;
      stayingBytes -= body.chunkBytes;
      this.#move(bodyId, body);
    }
  }

  /** Writes a whole body to its file while nobody waits for it, one after the other. It can be read all the time. */
  #move(bodyId: BodyId, body: StoredBody): void {
    const { chunkBytes } = body;
    this.#leavingBytes += chunkBytes;
    this.#moves = this.#moves.then(async () => {
      // Dropped while it waited for its turn: there is nothing to write.
      if (this.#bodies.has(bodyId)) await this.#moveToFile(bodyId, body);
      this.#leavingBytes -= chunkBytes;
    });
    body.tail = this.#moves;
  }

  async #moveToFile(bodyId: BodyId, body: StoredBody): Promise<void> {
    const path = join(this.#directory.path(), `body-${bodyId}`);
    try {
      await writeWhole(path, body.chunks, body.chunkBytes);
      body.path = path;
      this.#memoryBytes -= body.chunkBytes;
      body.chunks = [];
      body.chunkBytes = 0;
      delete body.tail;
    } catch {
      delete body.tail;
      await unlink(path).catch(() => undefined);
      // The disk is full: it stays in memory, unless that is full too.
      if (this.#memoryBytes > this.#mostMemoryBytes) await this.#drop(bodyId, body);
    }
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
