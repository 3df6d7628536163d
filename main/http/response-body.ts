import type { Transform } from 'node:stream';
import type { BodyFacts, HeaderPairs } from '../../core/http/exchange.ts';
import { parseContentType } from '../../core/http/media-type.ts';
import type { BodyStore, BodyWriter } from '../storage/body-store.ts';
import { type DecodingPlan, createDecoder, planDecoding } from './content-decoder.ts';

/** Thrown into an exchange whose answer is larger than what is kept. */
export class LimitReached extends Error {
  constructor() {
    super('The answer is larger than what is kept.');
    this.name = 'LimitReached';
  }
}

/** After decoding stopped early, the rest is still taken in up to this size, so that it can be saved as it came. */
const encodedRestBytes = 64 * 1024 * 1024;

/** Takes in the body of one answer: decodes it, keeps it, and stops at the limit. */
export class ResponseBody {
  readonly plan: DecodingPlan;
  readonly #bodies: BodyStore;
  readonly #writer: BodyWriter;
  readonly #maxBytes: number;
  readonly #onKept: () => void;
  readonly #type: { mediaType: string; charset?: string };
  readonly #announcedBytes: number | undefined;
  #encodedBytes = 0;
  #keptBytes = 0;
  #incomplete: BodyFacts['incomplete'];
  #encoded: BodyWriter | undefined;
  #decoders: Transform[] = [];
  /** Settles when the last decoder has given everything, or decoding was stopped. */
  #decoded: Promise<void> | undefined;
  #stopDecoding: (() => void) | undefined;

  /** @param onKept Hears of each piece that can be read from now on. */
  constructor(bodies: BodyStore, headers: HeaderPairs, maxBytes: number, onKept: () => void) {
    const value = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
    this.#type = parseContentType(value('content-type') ?? '');
    const length = value('content-length');
    this.#announcedBytes = length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
    this.plan = planDecoding(headers);
    this.#bodies = bodies;
    this.#maxBytes = maxBytes;
    const { mediaType } = this.#type;
    this.#writer =
      mediaType === 'text/event-stream' ? bodies.create(mediaType, Date.now) : bodies.create(mediaType);
    this.#onKept = onKept;
  }

  /** What is known of it before its end. */
  get begun(): Pick<BodyFacts, 'bodyId' | 'mediaType' | 'charset'> {
    return { bodyId: this.#writer.bodyId, ...this.#type };
  }

  get mediaType(): string {
    return this.#type.mediaType;
  }

  /** All that was announced has come. */
  get isWhole(): boolean {
    return this.#announcedBytes !== undefined && this.#encodedBytes >= this.#announcedBytes;
  }

  get keptBytes(): number {
    return this.#keptBytes;
  }

  get encodedBytes(): number {
    return this.#encodedBytes;
  }

  /** A promise holds the sender back. @throws LimitReached */
  write(chunk: Buffer): Promise<void> | void {
    this.#encodedBytes += chunk.length;
    if (this.plan.codings.length === 0) return this.#keep(compact(chunk));
    return this.#writeEncoded(compact(chunk));
  }

  /** Ends the body, whole or not, and gives what is known of it. */
  async finish(reason?: BodyFacts['incomplete']): Promise<BodyFacts> {
    const [first] = this.#decoders;
    if (first !== undefined && this.#incomplete === undefined) {
      first.end();
      await this.#decoded;
    }
    // A sender that broke off is the reason, also where it left the decoder without an end.
    const incomplete = reason ?? this.#incomplete;
    await this.#writer.finish();
    let encodedBodyId: string | undefined;
    if (this.#encoded !== undefined && incomplete !== undefined) {
      await this.#encoded.finish();
      encodedBodyId = this.#encoded.bodyId;
    } else await this.#encoded?.discard();
    return {
      bodyId: this.#writer.bodyId,
      sizeBytes: this.#keptBytes,
      encodedSizeBytes: this.#encodedBytes,
      ...this.#type,
      contentEncodings: this.plan.codings,
      ...(incomplete === undefined ? {} : { incomplete }),
      ...(encodedBodyId === undefined ? {} : { encodedBodyId }),
    };
  }

  async discard(): Promise<void> {
    this.#endDecoding();
    await Promise.all([this.#writer.discard(), this.#encoded?.discard()]);
  }

  #keep(chunk: Buffer): Promise<void> | void {
    const room = this.#maxBytes - this.#keptBytes;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.#keptBytes += kept.length;
    const written = kept.length === 0 ? undefined : this.#writer.write(kept);
    this.#onKept();
    if (chunk.length <= room) return written;
    this.#incomplete = 'limit';
    throw new LimitReached();
  }

  #writeEncoded(chunk: Buffer): Promise<void> | void {
    this.#encoded ??= this.#bodies.create('application/octet-stream');
    const written = this.#encoded.write(chunk);
    if (this.#incomplete !== undefined) {
      if (!this.#isRestWanted()) throw new LimitReached();
      return written;
    }
    if (this.#encodedBytes > this.#maxBytes) {
      this.#incomplete = 'limit';
      this.#endDecoding();
      throw new LimitReached();
    }
    const first = this.#decoders[0] ?? this.#startDecoding(chunk[0] ?? 0);
    if (first.write(chunk)) return written;
    const drained = new Promise<void>((resolve) => {
      first.once('drain', resolve);
      // Nothing drains any more once decoding was stopped.
      void this.#decoded?.then(resolve);
    });
    return written === undefined ? drained : Promise.all([written, drained]).then(() => undefined);
  }

  #isRestWanted(): boolean {
    const limit = Math.min(encodedRestBytes, this.#maxBytes);
    return this.#announcedBytes !== undefined && this.#announcedBytes <= limit && this.#encodedBytes <= limit;
  }

  #startDecoding(firstByte: number): Transform {
    // Only the outermost coding's first byte is known; inside a chain `deflate` has to have its frame.
    const decoders = this.plan.codings.map((coding, index) =>
      createDecoder(coding, index === 0 ? firstByte : 0x78),
    );
    const last = decoders.reduce((before, decoder) => before.pipe(decoder));
    this.#decoders = decoders;
    this.#decoded = new Promise((resolve) => {
      this.#stopDecoding = resolve;
      last.once('end', resolve);
      const stop = (reason: BodyFacts['incomplete']) => {
        this.#incomplete ??= reason;
        this.#endDecoding();
      };
      for (const decoder of decoders) decoder.on('error', () => stop('decoding'));
      last.on('data', (chunk: Buffer) => {
        if (this.#incomplete !== undefined) return;
        try {
          const written = this.#keep(chunk);
          if (written === undefined) return;
          last.pause();
          written.then(
            () => last.resume(),
            () => stop('decoding'),
          );
        } catch {
          stop('limit');
        }
      });
    });
    return decoders[0] ?? last;
  }

  #endDecoding(): void {
    for (const decoder of this.#decoders) decoder.destroy();
    this.#stopDecoding?.();
  }
}

/** A few bytes must not keep the whole buffer alive that the socket read into. */
function compact(chunk: Buffer): Buffer {
  return chunk.length * 2 < chunk.buffer.byteLength ? Buffer.from(chunk) : chunk;
}
