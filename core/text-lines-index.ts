import { GrowingList } from './growing-list.ts';

/** One row of a text as it came: a line, or a piece of a very long one. */
export interface TextRowRange {
  row: number;
  /** Number of its line, from 0. */
  line: number;
  /** Whether the row goes on with the line of the row before. */
  isContinued: boolean;
  start: number;
  /** Where the row ends, without the line's end. */
  end: number;
}

/** Rows that are made together. */
export interface TextBlock {
  firstRow: number;
  /** Up to and without this row. */
  endRow: number;
  start: number;
  end: number;
  line: number;
  isContinued: boolean;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const firstRow = { row: 0, line: 0, isContinued: false, start: 0 };

const checkpointRows = 256;
const checkpointBytes = 64 * 1024;

/** Where rows begin: shared by the index, which counts them, and by the reading of a block, which makes them. */
class RowReader {
  row: number;
  line: number;
  isContinued: boolean;
  start: number;
  private readonly maxRowBytes: number;
  private afterReturn = false;
  private readonly onEnd: (end: number, next: number) => void;

  constructor(
    from: { row: number; line: number; isContinued: boolean; start: number },
    maxRowBytes: number,
    onEnd: (end: number, next: number) => void,
  ) {
    this.row = from.row;
    this.line = from.line;
    this.isContinued = from.isContinued;
    this.start = from.start;
    this.maxRowBytes = maxRowBytes;
    this.onEnd = onEnd;
  }

  take(bytes: Uint8Array, base: number): void {
    const { length } = bytes;
    let at = 0;
    while (at < length) {
      if (this.afterReturn) {
        this.afterReturn = false;
        const isPair = bytes[at] === LINE_FEED;
        this.endLine(base + at - 1, isPair ? base + at + 1 : base + at);
        if (isPair) at += 1;
        continue;
      }
      // Up to where the row is full nothing but a line's end matters.
      const full = Math.min(Math.max(this.start + this.maxRowBytes - base, at), length);
      let code = 0;
      while (at < full && (code = bytes[at] as number) !== LINE_FEED && code !== CARRIAGE_RETURN) at += 1;
      if (at === full) {
        while (at < length && ((code = bytes[at] as number) & 0xc0) === 0x80) at += 1;
        if (at === length) return;
        if (code !== LINE_FEED && code !== CARRIAGE_RETURN) {
          this.cut(base + at);
          continue;
        }
      }
      if (code === LINE_FEED) this.endLine(base + at, base + at + 1);
      else this.afterReturn = true;
      at += 1;
    }
  }

  /** Ends the last row; a line's end at the end of the text is followed by an empty one. */
  finish(end: number): void {
    if (this.afterReturn) this.endLine(end - 1, end);
    this.onEnd(end, end);
  }

  private endLine(end: number, next: number): void {
    this.onEnd(end, next);
    this.line += 1;
    this.begin(next, false);
  }

  private cut(offset: number): void {
    this.onEnd(offset, offset);
    this.begin(offset, true);
  }

  private begin(start: number, isContinued: boolean): void {
    this.row += 1;
    this.start = start;
    this.isContinued = isContinued;
  }
}

/**
 * Finds the rows of a text (UTF-8) that goes by once, in chunks of any size. Lines end with LF, CR LF or CR; lines
 * longer than `maxRowBytes` are cut into pieces between characters, so that a file of one line can be drawn. A
 * checkpoint every few hundred rows is all that is kept.
 */
export class TextLineIndex {
  private readonly maxRowBytes: number;
  private readonly reader: RowReader;
  private at = 0;
  private ended = false;
  private readonly checkpoints = {
    start: new GrowingList(Float64Array),
    row: new GrowingList(Uint32Array),
    line: new GrowingList(Uint32Array),
    isContinued: new GrowingList(Uint8Array),
  };

  constructor(maxRowBytes = 1_000) {
    this.maxRowBytes = maxRowBytes;
    this.reader = new RowReader(firstRow, maxRowBytes, () => this.look());
    this.setCheckpoint();
  }

  /** Number of rows that are complete. */
  get lineCount(): number {
    return this.ended ? this.reader.row + 1 : this.reader.row;
  }

  get indexedTo(): number {
    return this.at;
  }

  feed(bytes: Uint8Array): void {
    this.reader.take(bytes, this.at);
    this.at += bytes.length;
  }

  finish(): void {
    this.reader.finish(this.at);
    this.ended = true;
  }

  blockOf(row: number): TextBlock {
    return this.blockAt(this.checkpoints.row.lastAtMost(row));
  }

  blockAtOffset(offset: number): TextBlock {
    return this.blockAt(this.checkpoints.start.lastAtMost(offset));
  }

  /** Makes the rows of a block of its bytes. */
  rowsOf(block: TextBlock, bytes: Uint8Array): TextRowRange[] {
    const rows: TextRowRange[] = [];
    const reader = new RowReader({ ...block, row: block.firstRow }, this.maxRowBytes, (end) => {
      const { row, line, isContinued, start } = reader;
      rows.push({ row, line, isContinued, start, end });
    });
    reader.take(bytes, block.start);
    reader.finish(block.end);
    return rows.slice(0, block.endRow - block.firstRow);
  }

  private blockAt(checkpoint: number): TextBlock {
    const index = Math.max(checkpoint, 0);
    const { row, start, line, isContinued } = this.checkpoints;
    const isLast = index + 1 >= row.length;
    return {
      firstRow: row.at(index),
      endRow: isLast ? this.lineCount : row.at(index + 1),
      start: start.at(index),
      end: isLast ? (this.ended ? this.at : this.reader.start) : start.at(index + 1),
      line: line.at(index),
      isContinued: isContinued.at(index) === 1,
    };
  }

  /** Called where a row has ended; the checkpoint stands before the row after the one that is full. */
  private look(): void {
    const { row, start } = this.checkpoints;
    const last = row.length - 1;
    const { reader } = this;
    if (reader.row - row.at(last) >= checkpointRows || reader.start - start.at(last) >= checkpointBytes) {
      this.setCheckpoint();
    }
  }

  private setCheckpoint(): void {
    const { row, line, start, isContinued } = this.reader;
    this.checkpoints.row.push(row);
    this.checkpoints.line.push(line);
    this.checkpoints.start.push(start);
    this.checkpoints.isContinued.push(isContinued ? 1 : 0);
  }
}
