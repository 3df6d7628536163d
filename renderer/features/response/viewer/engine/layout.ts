import type { LayoutProgress, Row } from './rows.ts';
import type { TextSource } from './text-source.ts';

/** Bytes that are read on behind the place that was last looked at. */
const aheadBytes = 64 * 1024 * 1024;

/** What the two layouts have in common with regard to being fed. */
export interface LineIndex {
  readonly lineCount: number;
  readonly indexedTo: number;
  feed(bytes: Uint8Array): void;
  finish(): void;
}

/** Rows that are made together. */
export interface Block {
  firstRow: number;
  endRow: number;
  rows: Row[];
  /** Whether more of its rows may come. */
  isLast: boolean;
}

const maxBlocks = 8;
const tellEveryMs = 80;

/**
 * Rows over a text that goes by chunk by chunk. Reading goes on by itself to some way behind what was last asked for,
 * and further only when somebody looks further; a gigabyte of which only the beginning is looked at is never read.
 */
export abstract class Layout {
  protected readonly text: TextSource;
  private readonly sizeBytes: number;
  private readonly report: (progress: LayoutProgress) => void;
  private status: LayoutProgress['status'] = 'resting';
  private message: string | undefined;
  private goal = aheadBytes;
  private isRunning = false;
  private toldAt = Number.NEGATIVE_INFINITY;
  /** The last few complete blocks, the latest used last. */
  private readonly blocks = new Map<number, Block>();
  private waiting: { isReached: () => boolean; resolve: () => void; reject: (fault: unknown) => void }[] = [];

  protected constructor(text: TextSource, sizeBytes: number, report: (progress: LayoutProgress) => void) {
    this.text = text;
    this.sizeBytes = sizeBytes;
    this.report = report;
  }

  protected abstract readonly index: LineIndex;
  protected abstract readBlock(row: number): Promise<Block>;
  /** Why the text cannot be laid out this way, where it cannot. */
  protected fault(): string | undefined {
    return undefined;
  }
  /** The row that a place in the text stands on. */
  protected abstract findRow(offset: number): Promise<number>;

  get progress(): LayoutProgress {
    return {
      rowCount: this.index.lineCount,
      readBytes: this.text.readBytes,
      sizeBytes: this.sizeBytes,
      status: this.status,
      hasReplacements: this.text.hasReplacements,
      ...(this.message !== undefined && { message: this.message }),
    };
  }

  /** Reads on: to the end where `toEnd` says so. */
  resume(toEnd: boolean): void {
    if (toEnd) this.goal = this.sizeBytes;
    if (this.status === 'stopped' || this.status === 'failed') this.status = 'resting';
    this.start();
  }

  /** Stops the reading where it is; what is waited for is given up. */
  stop(): void {
    if (this.status !== 'reading' && this.status !== 'resting') return;
    this.status = 'stopped';
    this.goal = this.text.readBytes;
    this.settle();
    this.report(this.progress);
  }

  /** Gives the rows from `first` up to and without `end`, as far as they are known; waits for the first of them. */
  async rows(first: number, end: number): Promise<Row[]> {
    await this.untilRow(first);
    const limit = Math.min(end, this.index.lineCount);
    const rows: Row[] = [];
    for (let row = first; row < limit;) {
      const block = await this.blockOf(row);
      const next = row;
      rows.push(...block.rows.filter((made) => made.row >= next && made.row < limit));
      row = block.endRow;
    }
    const last = this.index.lineCount - limit;
    // Near the end of what is known: on.
    if (last < 2_000) this.lookAt(this.text.readBytes);
    return rows;
  }

  /** Gives a range of the text that came by. */
  async readText(start: number, end: number): Promise<string> {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await this.text.read(start, end));
  }

  async rowOf(offset: number): Promise<number> {
    await this.until(() => this.index.indexedTo > offset, Number.POSITIVE_INFINITY);
    return this.findRow(offset);
  }

  /** Waits until a row is known, where there is such a row. */
  protected untilRow(row: number): Promise<void> {
    return this.until(() => this.index.lineCount > row);
  }

  /** Waits until something is known or there is nothing more to read. */
  protected until(isReached: () => boolean, goal?: number): Promise<void> {
    if (goal !== undefined && this.status !== 'stopped') this.goal = Math.max(this.goal, goal);
    this.start();
    if (isReached() || this.status !== 'reading') return Promise.resolve();
    return new Promise((resolve, reject) => this.waiting.push({ isReached, resolve, reject }));
  }

  private async blockOf(row: number): Promise<Block> {
    for (const [first, block] of this.blocks) {
      if (row < first || row >= block.endRow) continue;
      this.blocks.delete(first);
      this.blocks.set(first, block);
      return block;
    }
    const block = await this.readBlock(row);
    if (!block.isLast) this.blocks.set(block.firstRow, block);
    for (const oldest of this.blocks.keys()) {
      if (this.blocks.size <= maxBlocks) break;
      this.blocks.delete(oldest);
    }
    return block;
  }

  private lookAt(offset: number): void {
    if (this.status !== 'resting') return;
    this.goal = Math.max(this.goal, offset + aheadBytes);
    this.start();
  }

  private start(): void {
    if (this.status !== 'resting') return;
    if (this.text.readBytes >= this.goal && this.text.readBytes < this.sizeBytes) return;
    this.status = 'reading';
    void this.readOn();
  }

  private async readOn(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      while (this.status === 'reading') {
        const chunk = await this.text.next();
        // A chunk that came by is counted also when somebody stopped in the meantime: the next one follows it.
        if (chunk === undefined) this.end();
        else this.feed(chunk);
        if (chunk !== undefined && this.status === 'reading' && this.text.readBytes >= this.goal) this.rest();
        this.tell();
        this.wake();
      }
    } catch (fault) {
      this.status = 'failed';
      this.message = fault instanceof Error ? fault.message : String(fault);
      this.report(this.progress);
    } finally {
      this.isRunning = false;
    }
    this.settle();
  }

  private feed(chunk: Uint8Array): void {
    this.index.feed(chunk);
    const fault = this.fault();
    if (fault !== undefined) throw new Error(fault);
  }

  /** Reports how far it is; while reading, not more often than anybody can see. */
  private tell(): void {
    const now = performance.now();
    if (this.status === 'reading' && now - this.toldAt < tellEveryMs) return;
    this.toldAt = now;
    this.report(this.progress);
  }

  private end(): void {
    this.index.finish();
    this.status = 'done';
  }

  private rest(): void {
    // The end is not known to be one before nothing follows.
    if (this.text.readBytes < this.sizeBytes) this.status = 'resting';
  }

  private wake(): void {
    const reached = this.waiting.filter((waiter) => waiter.isReached());
    if (reached.length === 0) return;
    this.waiting = this.waiting.filter((waiter) => !reached.includes(waiter));
    for (const { resolve } of reached) resolve();
  }

  private settle(): void {
    if (this.status === 'reading') return;
    const { waiting } = this;
    this.waiting = [];
    for (const { resolve } of waiting) resolve();
  }
}
