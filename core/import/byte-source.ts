/** Bytes that are read in any order, such as those of a file. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Copies what stands from `start` on into `target`, as much as fits, and gives how many bytes that were. */
  readInto(target: Uint8Array, start: number): number;
}

/** Bytes in memory. */
export function byteSourceOf(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    readInto(target, start) {
      const part = bytes.subarray(start, start + target.length);
      target.set(part);
      return part.length;
    },
  };
}

/** How much a window holds at once, and how much of it lies before what was asked for: who looks back looks back a little. */
const windowBytes = 256 * 1024;
const lookBackBytes = 1_024;

/** A source byte by byte, mostly forwards; a part of it is in memory at a time. */
export class ByteWindow {
  readonly sizeBytes: number;
  readonly #source: ByteSource;
  readonly #bytes: Uint8Array;
  #start = 0;
  #end = 0;

  constructor(source: ByteSource) {
    this.#source = source;
    this.sizeBytes = source.sizeBytes;
    this.#bytes = new Uint8Array(Math.min(windowBytes, source.sizeBytes));
  }

  /** The byte at a place; `undefined` outside of the source. */
  at(place: number): number | undefined {
    if (place >= this.#start && place < this.#end) return this.#bytes[place - this.#start];
    if (place < 0 || place >= this.sizeBytes) return undefined;
    this.#load(place);
    return place < this.#end ? this.#bytes[place - this.#start] : undefined;
  }

  /** Where a byte comes next, from a place on; -1 where it does not come again. */
  indexOf(byte: number, from: number): number {
    for (let place = from; this.at(place) !== undefined; place = this.#end) {
      const found = this.#start + this.#bytes.indexOf(byte, place - this.#start);
      // Behind the end of a short last window stands what was there before.
      if (found >= place && found < this.#end) return found;
    }
    return -1;
  }

  #load(place: number): void {
    this.#start = Math.max(0, place - lookBackBytes);
    this.#end = this.#start + this.#source.readInto(this.#bytes, this.#start);
  }
}
