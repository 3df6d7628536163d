import type { ByteSource } from './byte-source.ts';

/** A body in memory, which notes what was read of it; for tests. */
export class MemorySource implements ByteSource {
  readonly bytes: Uint8Array;
  readonly reads: { start: number; end: number }[] = [];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get sizeBytes(): number {
    return this.bytes.length;
  }

  read(start: number, end: number): Promise<Uint8Array> {
    this.reads.push({ start, end });
    // A copy, as a transferred range is.
    return Promise.resolve(this.bytes.slice(start, end));
  }
}
