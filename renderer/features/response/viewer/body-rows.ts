import type { JsonPath } from '../../../../core/json.ts';
import type { JsonFault } from '../../../../core/json-fault.ts';
import type { LayoutKind } from './engine/engine-protocol.ts';
import type { LayoutProgress, Row } from './engine/rows.ts';
import type { EngineConnection } from './engine-connection.ts';

const blockRows = 64;
const maxBlocks = 96;

interface RowBlock {
  rows: Row[];
  /** How many rows there were when it was asked for: more may have come since. */
  knownRows: number;
}

/**
 * The rows of one layout of a body, as the window sees them: how many there are so far, those that were fetched, and
 * questions about each. Rows come from the engine in blocks, the last few of which are kept.
 */
export class BodyRows {
  readonly kind: LayoutKind;
  private readonly connection: EngineConnection;
  private readonly document: number;
  private readonly listeners = new Set<() => void>();
  private readonly blocks = new Map<number, RowBlock>();
  private readonly underWay = new Map<number, Promise<void>>();
  private current: LayoutProgress;
  private changes = 0;
  private begun = false;

  constructor(connection: EngineConnection, document: number, kind: LayoutKind, sizeBytes: number) {
    this.connection = connection;
    this.document = document;
    this.kind = kind;
    this.current = { rowCount: 0, readBytes: 0, sizeBytes, status: 'reading', hasReplacements: false };
    void this.fetch(0);
  }

  /** How far the layout has come; a new object when that changes. */
  get progress(): LayoutProgress {
    return this.current;
  }

  /** Whether the first rows are there, or it is known that none come. */
  readonly hasBegun = (): boolean => this.begun;

  /** Changes with everything that is to be drawn anew. */
  readonly version = (): number => this.changes;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** A row that was fetched; nothing for one that is still to come. */
  peek(row: number): Row | undefined {
    return this.blocks.get(Math.floor(row / blockRows))?.rows[row % blockRows];
  }

  /** Sees to it that a row comes, and those around it. */
  want(row: number): void {
    const block = Math.floor(row / blockRows);
    const known = this.blocks.get(block);
    const { rowCount } = this.current;
    if (this.underWay.has(block) || (block * blockRows >= rowCount && rowCount > 0)) return;
    const isWhole = known !== undefined && (known.rows.length === blockRows || known.knownRows === rowCount);
    if (!isWhole && this.current.status !== 'failed') void this.fetch(block);
  }

  /** The last row of the container that opens on a row; the row itself where none does. JSON only. */
  foldEnd(row: number): Promise<number> {
    return this.connection.call('foldEnd', this.document, row);
  }

  /** The row that opens the container around a row; nothing at the top. JSON only. */
  parentOf(row: number): Promise<number | undefined> {
    return this.connection.call('parentOf', this.document, row);
  }

  /** The way to the value on a row; rows have it with them unless it is very long. JSON only. */
  pathOf(row: number): Promise<JsonPath> {
    return this.connection.call('pathOf', this.document, row);
  }

  /**
   * Where the value on a row stands in the text, with all that is in it. JSON only.
   *
   * @param maxBytes Reading stops there; a larger value is given an end that is not its own.
   */
  rangeOf(row: number, maxBytes?: number): Promise<{ start: number; end: number }> {
    return this.connection.call('rangeOf', this.document, row, maxBytes);
  }

  /** The row that a place in the text stands on; the layout is read on up to there. */
  rowOf(offset: number): Promise<number> {
    return this.connection.call('rowOf', this.document, this.kind, offset);
  }

  /** A range of the text, whole. */
  readText(start: number, end: number): Promise<string> {
    return this.connection.call('readText', this.document, this.kind, start, end);
  }

  /** A range of the text laid out; as it came where that would be longer than `most` characters. JSON only. */
  readLaidOut(start: number, end: number, most: number): Promise<string> {
    return this.connection.call('readLaidOut', this.document, start, end, most);
  }

  /** The first place where the text is no JSON; nothing where it is, or too long to be read for this. */
  findFault(): Promise<JsonFault | undefined> {
    return this.connection.call('findFault', this.document);
  }

  /** Lays out the rest, however long that is. */
  resume(): void {
    this.connection.call('resume', this.document, this.kind, true).catch(() => undefined);
  }

  /** Stops the laying out where it is. */
  stop(): void {
    this.connection.call('stop', this.document, this.kind).catch(() => undefined);
  }

  /** Called by the document with what the engine reports. */
  hear(progress: LayoutProgress): void {
    this.current = progress;
    // A value that is longer than what was read says nothing for a while: how far it is, is then what there is to see.
    this.begun ||= progress.rowCount === 0;
    this.change();
  }

  /** Called by the document when it is closed. */
  close(): void {
    this.listeners.clear();
    this.blocks.clear();
  }

  private async fetch(block: number): Promise<void> {
    const first = block * blockRows;
    // What is known when they come may be more than when they were looked up: then they are fetched once more.
    const knownRows = this.current.rowCount;
    const fetching = this.connection
      .call('rows', this.document, this.kind, first, first + blockRows)
      .then(
        (rows) => this.keep(block, rows, knownRows),
        (fault: unknown) => {
          const message = fault instanceof Error ? fault.message : String(fault);
          this.current = { ...this.current, status: 'failed', message };
        },
      )
      .finally(() => {
        this.underWay.delete(block);
        this.begun = true;
        this.change();
      });
    this.underWay.set(block, fetching);
    await fetching;
  }

  private keep(block: number, rows: Row[], knownRows: number): void {
    this.blocks.delete(block);
    this.blocks.set(block, { rows, knownRows });
    for (const oldest of this.blocks.keys()) {
      if (this.blocks.size <= maxBlocks) break;
      this.blocks.delete(oldest);
    }
  }

  private change(): void {
    this.changes += 1;
    this.listeners.forEach((listener) => listener());
  }
}
