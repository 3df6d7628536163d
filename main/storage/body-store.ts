import type { BodyId } from '../../core/ids.ts';

/** Takes the bytes of one body as they come. */
export interface BodyWriter {
  readonly bodyId: BodyId;
  readonly sizeBytes: number;
  write(chunk: Uint8Array): Promise<void> | void;
  /** Ends the body; it can be read from now on. */
  finish(): Promise<void>;
  /** Drops what came so far. */
  discard(): Promise<void>;
}

/** Bodies by id: in memory up to a bound, then in a temporary file. Oldest ones go first when the store is full. */
export interface BodyStore {
  create(mediaType: string): BodyWriter;
  /** @throws AppError ERR_BODY_NOT_FOUND */
  stat(bodyId: BodyId): { sizeBytes: number; mediaType: string };
  /** Gives the bytes from `start` up to and without `end`, in chunks. @throws AppError ERR_BODY_NOT_FOUND, ERR_BODY_RANGE */
  read(bodyId: BodyId, range?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  /** Gives all bytes as one, at most `limitBytes` of them. */
  readAll(bodyId: BodyId, limitBytes: number): Promise<Uint8Array>;
  close(): Promise<void>;
}
