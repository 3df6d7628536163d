import { type ByteSource, pageBytes } from './byte-source.ts';
import { type BodyCharset, wholeCharacters } from './charset.ts';

const chunkBytes = 1024 * 1024;
const maxDecodedChunks = 4;

interface Chunk {
  /** Where it stands in the body, and in the text. */
  start: number;
  end: number;
  textStart: number;
  textEnd: number;
}

/**
 * A body as valid UTF-8, whatever it was sent in: places in the text are bytes of that. Where the body is valid UTF-8
 * the text is the body itself without its byte order mark; other chunks are decoded, and what does not fit its charset
 * becomes U+FFFD. The bytes that are saved are never these.
 *
 * Chunks come in order with `next`; what has come by can be read again in ranges.
 */
export class TextSource {
  private readonly source: ByteSource;
  private readonly charset: string;
  private readonly chunks: Chunk[] = [];
  /** While every chunk so far was valid UTF-8, the text is the body behind its mark. */
  private isPlain: boolean;
  private plainEnd = 0;
  private readonly markBytes: number;
  private bodyAt: number;
  private textAt = 0;
  private readonly decoded = new Map<number, Promise<Uint8Array>>();
  private ahead: { start: number; bytes: Promise<Uint8Array> } | undefined;
  private replaced = false;

  constructor(source: ByteSource, { charset, markBytes }: BodyCharset) {
    this.source = source;
    this.charset = charset;
    this.isPlain = charset === 'utf-8';
    this.markBytes = markBytes;
    this.bodyAt = markBytes;
  }

  /** Bytes of the body that came by. */
  get readBytes(): number {
    return this.bodyAt;
  }

  /** Whether some bytes did not fit the charset. */
  get hasReplacements(): boolean {
    return this.replaced;
  }

  /** Gives the next chunk of the text, or nothing at its end. */
  async next(): Promise<Uint8Array | undefined> {
    const start = this.bodyAt;
    if (start >= this.source.sizeBytes) return undefined;
    const bytes = await this.take(start);
    if (bytes.length === 0) return undefined;
    const isLast = start + bytes.length >= this.source.sizeBytes;
    const whole = isLast ? bytes.length : wholeCharacters(bytes, this.charset) || bytes.length;
    const chunk = bytes.subarray(0, whole);
    this.bodyAt = start + whole;
    if (!isLast) this.readAhead(this.bodyAt);
    const { text, isSame, isReplaced } = toUtf8(chunk, this.charset);
    this.replaced ||= isReplaced;
    this.chunks.push({
      start,
      end: this.bodyAt,
      textStart: this.textAt,
      textEnd: this.textAt + text.length,
    });
    this.textAt += text.length;
    this.isPlain &&= isSame;
    if (this.isPlain) this.plainEnd = this.textAt;
    return text;
  }

  /** Gives a range of the text that came by. */
  async read(start: number, end: number): Promise<Uint8Array> {
    const limit = Math.min(end, this.textAt);
    if (start >= limit) return new Uint8Array();
    if (limit <= this.plainEnd) return this.source.read(start + this.markBytes, limit + this.markBytes);
    const bytes = new Uint8Array(limit - start);
    for (let index = this.chunkAt(start); index < this.chunks.length; index += 1) {
      const { textStart = 0, textEnd = 0 } = this.chunks[index] ?? {};
      if (textStart >= limit) break;
      const text = await this.decodedChunk(index);
      const from = Math.max(start, textStart);
      bytes.set(text.subarray(from - textStart, Math.min(limit, textEnd) - textStart), from - start);
    }
    return bytes;
  }

  private async take(start: number): Promise<Uint8Array> {
    const { ahead } = this;
    this.ahead = undefined;
    if (ahead?.start === start) return ahead.bytes;
    const size = this.chunks.length === 0 ? pageBytes - this.markBytes : chunkBytes;
    return this.source.read(start, Math.min(start + size, this.source.sizeBytes));
  }

  private readAhead(start: number): void {
    const bytes = this.source.read(start, Math.min(start + chunkBytes, this.source.sizeBytes));
    // Whoever takes it hears of a failure.
    bytes.catch(() => undefined);
    this.ahead = { start, bytes };
  }

  private chunkAt(offset: number): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.chunks[middle]?.textStart ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private decodedChunk(index: number): Promise<Uint8Array> {
    const { start = 0, end = 0 } = this.chunks[index] ?? {};
    const text =
      this.decoded.get(index) ??
      this.source.read(start, end).then((bytes) => toUtf8(bytes, this.charset).text);
    this.decoded.delete(index);
    this.decoded.set(index, text);
    text.catch(() => this.decoded.delete(index));
    for (const oldest of this.decoded.keys()) {
      if (this.decoded.size <= maxDecodedChunks) break;
      this.decoded.delete(oldest);
    }
    return text;
  }
}

function toUtf8(
  bytes: Uint8Array,
  charset: string,
): { text: Uint8Array; isSame: boolean; isReplaced: boolean } {
  try {
    const text = new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
    if (charset === 'utf-8') return { text: bytes, isSame: true, isReplaced: false };
    return { text: new TextEncoder().encode(text), isSame: false, isReplaced: false };
  } catch {
    const text = new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
    return { text: new TextEncoder().encode(text), isSame: false, isReplaced: true };
  }
}
