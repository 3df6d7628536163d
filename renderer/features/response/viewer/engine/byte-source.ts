/** Gives ranges of a body that is kept elsewhere. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes from `start` up to and without `end`; fewer where the body ends before. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** What is read at first, and around each place that is looked at. Small, so that the first lines are there at once. */
export const pageBytes = 64 * 1024;
const maxPages = 128;
/** What is longer is wanted once and in bulk: it would only push the pages out. */
const maxPagesPerRead = 8;

/** Keeps the last few pages that were read, so that scrolling about does not ask for the same bytes again. */
export class PagedSource implements ByteSource {
  readonly sizeBytes: number;
  private readonly source: ByteSource;
  /** By page number, the latest used last. */
  private readonly pages = new Map<number, Promise<Uint8Array>>();

  constructor(source: ByteSource) {
    this.source = source;
    this.sizeBytes = source.sizeBytes;
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    const limit = Math.min(end, this.sizeBytes);
    if (start >= limit) return new Uint8Array();
    const first = Math.floor(start / pageBytes);
    const last = Math.floor((limit - 1) / pageBytes);
    if (last - first >= maxPagesPerRead) return this.source.read(start, limit);
    const wanted = Array.from({ length: last - first + 1 }, (_, at) => this.page(first + at));
    const pages = await Promise.all(wanted);
    const [only] = pages;
    const from = start - first * pageBytes;
    if (pages.length === 1 && only !== undefined) return only.subarray(from, from + limit - start);
    const bytes = new Uint8Array(limit - start);
    pages.forEach((page, at) => {
      const part = page.subarray(at === 0 ? from : 0, limit - (first + at) * pageBytes);
      bytes.set(part, at === 0 ? 0 : at * pageBytes - from);
    });
    return bytes;
  }

  private page(number: number): Promise<Uint8Array> {
    const known = this.pages.get(number);
    this.pages.delete(number);
    const page =
      known ?? this.source.read(number * pageBytes, Math.min((number + 1) * pageBytes, this.sizeBytes));
    this.pages.set(number, page);
    if (known === undefined) page.catch(() => this.pages.delete(number));
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= maxPages) break;
      this.pages.delete(oldest);
    }
    return page;
  }
}
