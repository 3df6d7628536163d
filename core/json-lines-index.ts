import { GrowingList } from './growing-list.ts';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  endsWord,
  maxLineTokens,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-bytes.ts';
import {
  type ByteSegment,
  type JsonBlock,
  type JsonLineRange,
  opensContainer,
  readJsonBlock,
} from './json-lines-block.ts';

/** One step of the way to a value: an array position, or the place of the line whose first token is the member's name. */
export type JsonStep = { index: number } | { nameAt: number };

/** A checkpoint stands before a line once so many lines or bytes have passed since the last one. */
const checkpointLines = 256;
const checkpointBytes = 64 * 1024;
/** Tokens longer than this are noted, so that nobody has to read them to find their end. */
export const longTokenBytes = 16 * 1024;
/** A text of opening brackets alone would otherwise cost fifty times its size. */
const maxDepth = 100_000;

/** What the reading stands in between two chunks; numbers, for this is looked at with every token. */
const NOTHING = 0;
const STRING = 1;
const WORD = 2;
const GAP = 3;

/** A container that is open where the reading stands. */
interface OpenContainer {
  isArray: boolean;
  /** Where the line that opens it begins, and its number. */
  lineStart: number;
  line: number;
  /** Commas read in it so far: the position of the current element. */
  commas: number;
  /** Its number among the noted ones, or -1. */
  noted: number;
}

/**
 * Lays a JSON text out in lines without keeping it: the bytes (UTF-8) go by once, in chunks of any size, and what stays
 * is a checkpoint every few hundred lines and a note of each container that a checkpoint stands in. Any line is made by
 * reading from the checkpoint before it. A gigabyte costs some ten megabytes.
 *
 * No token is ever changed, so numbers keep every digit and texts every escape. The text is trusted: one that is not
 * JSON still gives lines that hold all of it.
 */
export class JsonLineIndex {
  private at = 0;
  private count = 0;
  private ended = false;
  private readonly checkpoints = {
    start: new GrowingList(Float64Array),
    line: new GrowingList(Uint32Array),
    container: new GrowingList(Int32Array),
    commas: new GrowingList(Uint32Array),
  };
  /** Containers that a checkpoint stands in, by the line that opens them. */
  private readonly noted = {
    lineStart: new GrowingList(Float64Array),
    line: new GrowingList(Uint32Array),
    /** The line that closes it; 0 while that is not known. */
    closeLine: new GrowingList(Uint32Array),
    parent: new GrowingList(Int32Array),
    /** Its position in its parent. */
    position: new GrowingList(Uint32Array),
    isArray: new GrowingList(Uint8Array),
  };
  private readonly longTokens = {
    start: new GrowingList(Float64Array),
    end: new GrowingList(Float64Array),
  };
  private readonly open: OpenContainer[] = [];
  private notedDepth = 0;
  private inside = NOTHING;
  private tokenStart = 0;
  private isEscaped = false;
  /** Whether the next token begins a line. */
  private fresh = true;
  /** An opening bracket whose next token is not known yet. */
  private opening = 0;
  private lineStart = 0;
  private lineTokens = 0;
  private tooDeep = false;
  /** Where the next checkpoint is due. */
  private dueLine = 0;
  private dueAt = 0;

  /** Number of lines that are complete. */
  get lineCount(): number {
    return this.ended ? this.count : Math.max(this.count - 1, 0);
  }

  /** How far into the text the index reaches. */
  get indexedTo(): number {
    return this.at;
  }

  /** Whether the text opens more containers than anybody means to; the index then does not go on. */
  get isTooDeep(): boolean {
    return this.tooDeep;
  }

  /** Takes the next bytes of the text. */
  feed(bytes: Uint8Array): void {
    const base = this.at;
    const { length } = bytes;
    let at = 0;
    while (at < length && !this.tooDeep) {
      if (this.inside !== NOTHING) {
        at = this.readInside(bytes, at, base);
        continue;
      }
      const code = bytes[at] as number;
      if (code <= 0x20) {
        this.inside = GAP;
        this.tokenStart = base + at;
        continue;
      }
      if (this.opening !== 0) {
        const opened = this.opening;
        this.opening = 0;
        // The closing bracket of either kind comes two after the opening one. An empty container stays on one line.
        if (code === opened + 2) {
          this.lineTokens += 1;
          if (this.open.length === 0) this.fresh = true;
          at += 1;
          continue;
        }
        this.commitOpening(opened);
      }
      at = this.takeToken(code, at, base);
    }
    this.at = base + length;
  }

  /** Says that the text ends here. */
  finish(): void {
    if (this.inside !== NOTHING) this.endToken(this.at);
    this.ended = true;
  }

  /** The lines around a line that are made together; only lines found so far have one. */
  blockOf(line: number): JsonBlock {
    return this.blockAt(this.checkpoints.line.lastAtMost(line));
  }

  /** The lines that are made together with the one that stands at a place in the text. */
  blockAtOffset(offset: number): JsonBlock {
    return this.blockAt(this.checkpoints.start.lastAtMost(offset));
  }

  /** The parts of a block to read, each from `start` up to `end`; the insides of long tokens are left out. */
  partsOf({ start, end }: JsonBlock, shownBytes: number): { start: number; end: number }[] {
    const parts: { start: number; end: number }[] = [];
    let from = start;
    const { start: starts, end: ends } = this.longTokens;
    for (let index = Math.max(starts.lastAtMost(start), 0); index < starts.length; index += 1) {
      const tokenStart = starts.at(index);
      if (tokenStart >= end) break;
      if (tokenStart < from) continue;
      parts.push({ start: from, end: Math.min(tokenStart + shownBytes, end) });
      from = Math.min(ends.at(index), end);
    }
    if (from < end) parts.push({ start: from, end });
    return parts;
  }

  /** Makes the lines of a block of its parts' bytes. */
  linesOf(block: JsonBlock, segments: readonly ByteSegment[]): JsonLineRange[] {
    const checkpoint = this.checkpoints.line.lastAtMost(block.firstLine);
    const depth = this.chainOf(checkpoint).length;
    return readJsonBlock({ segments, block, depth, longTokenEnd: (start) => this.longTokenEnd(start) });
  }

  /**
   * The last line of the container that opens on this line, given the lines of its block; the line itself where none
   * opens, nothing while that line is not found yet.
   */
  foldEnd(line: number, lines: readonly JsonLineRange[]): number | undefined {
    const own = lines.find((candidate) => candidate.line === line);
    if (own === undefined || !opensContainer(own)) return line;
    const index = this.noted.line.lastAtMost(line);
    const noted = index !== -1 && this.noted.line.at(index) === line;
    if (noted) return this.noted.closeLine.at(index) || (this.ended ? this.count - 1 : undefined);
    const close = lines.find((candidate) => candidate.line > line && candidate.depth <= own.depth);
    if (close !== undefined) return close.line;
    const next = this.blockOf(line).endLine;
    if (next < this.lineCount) return next;
    return this.ended ? this.count - 1 : undefined;
  }

  /** The ways to the values on the lines of a block, each from the root. A closing bracket stands for its container. */
  stepsOf(
    lines: readonly JsonLineRange[],
    wanted: (line: JsonLineRange) => boolean,
  ): Map<number, JsonStep[]> {
    const steps = new Map<number, JsonStep[]>();
    const [first] = lines;
    if (first === undefined) return steps;
    const open = this.chainOf(this.checkpoints.line.lastAtMost(first.line));
    for (const line of lines) {
      const start = line.tokens[0]?.start ?? 0;
      let nameAt = start;
      while (open.length > line.depth) nameAt = open.pop()?.lineStart ?? start;
      if (wanted(line)) {
        const way = open.map(({ isArray, commas }, level): JsonStep =>
          isArray ? { index: commas } : { nameAt: open[level + 1]?.lineStart ?? nameAt },
        );
        steps.set(line.line, way);
      }
      const top = open.at(-1);
      if (opensContainer(line)) {
        open.push({ isArray: line.endMark === OPEN_BRACKET, lineStart: start, commas: 0 });
      } else if (top !== undefined && line.endMark === COMMA) top.commas += 1;
    }
    return steps;
  }

  /** Where the line begins that opens the container around a line, given the lines of its block. */
  parentStart(line: number, lines: readonly JsonLineRange[]): number | undefined {
    const [first] = lines;
    if (first === undefined) return undefined;
    const open = this.chainOf(this.checkpoints.line.lastAtMost(first.line));
    for (const candidate of lines) {
      open.length = Math.min(open.length, candidate.depth);
      if (candidate.line === line) return open.at(-1)?.lineStart;
      const lineStart = candidate.tokens[0]?.start ?? 0;
      if (opensContainer(candidate)) open.push({ isArray: false, lineStart, commas: 0 });
    }
    return undefined;
  }

  private blockAt(checkpoint: number): JsonBlock {
    const { line, start } = this.checkpoints;
    const isLast = checkpoint + 1 >= line.length;
    return {
      firstLine: checkpoint < 0 ? 0 : line.at(checkpoint),
      endLine: isLast ? this.lineCount : line.at(checkpoint + 1),
      start: checkpoint < 0 ? 0 : start.at(checkpoint),
      end: isLast ? (this.ended ? this.at : this.lineStart) : start.at(checkpoint + 1),
    };
  }

  private longTokenEnd(start: number): number | undefined {
    const index = this.longTokens.start.lastAtMost(start);
    return index !== -1 && this.longTokens.start.at(index) === start
      ? this.longTokens.end.at(index)
      : undefined;
  }

  /** The containers that are open at a checkpoint, outermost first. */
  private chainOf(checkpoint: number): { isArray: boolean; lineStart: number; commas: number }[] {
    const chain: { isArray: boolean; lineStart: number; commas: number }[] = [];
    if (checkpoint < 0) return chain;
    let commas = this.checkpoints.commas.at(checkpoint);
    let index = this.checkpoints.container.at(checkpoint);
    while (index !== -1) {
      chain.push({
        isArray: this.noted.isArray.at(index) === 1,
        lineStart: this.noted.lineStart.at(index),
        commas,
      });
      commas = this.noted.position.at(index);
      index = this.noted.parent.at(index);
    }
    return chain.toReversed();
  }

  /** Reads on in the token that the chunk began in. Gives the place after it, or the chunk's end. */
  private readInside(bytes: Uint8Array, from: number, base: number): number {
    const { length } = bytes;
    let at = from;
    if (this.inside === STRING) {
      if (this.isEscaped) {
        this.isEscaped = false;
        at += 1;
      }
      while (at < length) {
        const code = bytes[at] as number;
        if (code === QUOTE) {
          this.endToken(base + at + 1);
          return at + 1;
        }
        at += code === BACKSLASH ? 2 : 1;
      }
      this.isEscaped = at > length;
      return length;
    }
    if (this.inside === WORD) while (at < length && endsWord[bytes[at] as number] === 0) at += 1;
    else while (at < length && (bytes[at] as number) <= 0x20) at += 1;
    if (at < length) this.endToken(base + at);
    return at;
  }

  private endToken(end: number): void {
    if (end - this.tokenStart > longTokenBytes) {
      this.longTokens.start.push(this.tokenStart);
      this.longTokens.end.push(end);
    }
    this.inside = NOTHING;
  }

  /** Takes a token that begins at `at`. Gives where to read on. */
  private takeToken(code: number, at: number, base: number): number {
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      this.closeContainer(base + at);
      return at + 1;
    }
    this.begin(base + at);
    if (code === COMMA) {
      this.fresh = true;
      const top = this.open.at(-1);
      if (top !== undefined) top.commas += 1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.opening = code;
    else if (code !== COLON) {
      this.inside = code === QUOTE ? STRING : WORD;
      this.tokenStart = base + at;
    }
    return at + 1;
  }

  private commitOpening(code: number): void {
    this.tooDeep = this.open.length >= maxDepth;
    this.open.push({
      isArray: code === OPEN_BRACKET,
      lineStart: this.lineStart,
      line: this.count - 1,
      commas: 0,
      noted: -1,
    });
    this.fresh = true;
  }

  private closeContainer(at: number): void {
    // The checkpoint belongs before the closing, so that the closed container is still known there.
    this.checkAt(at);
    const closed = this.open.pop();
    if (this.notedDepth > this.open.length) this.notedDepth = this.open.length;
    this.fresh = true;
    this.begin(at);
    if (closed !== undefined && closed.noted !== -1) this.noted.closeLine.set(closed.noted, this.count - 1);
    // Another value may follow at the top, as in a list with one value a line.
    if (this.open.length === 0) this.fresh = true;
  }

  /** Counts a token, and begins a line where the last one has ended. */
  private begin(at: number): void {
    if (!this.fresh && this.lineTokens < maxLineTokens) {
      this.lineTokens += 1;
      return;
    }
    this.fresh = false;
    this.lineTokens = 1;
    this.checkAt(at);
    this.lineStart = at;
    this.count += 1;
  }

  private checkAt(at: number): void {
    if (this.count >= this.dueLine || at >= this.dueAt) this.setCheckpoint(at);
  }

  private setCheckpoint(at: number): void {
    for (let level = this.notedDepth; level < this.open.length; level += 1) this.note(level);
    this.notedDepth = this.open.length;
    this.dueLine = this.count + checkpointLines;
    this.dueAt = at + checkpointBytes;
    const top = this.open.at(-1);
    this.checkpoints.start.push(at);
    this.checkpoints.line.push(this.count);
    this.checkpoints.container.push(top?.noted ?? -1);
    this.checkpoints.commas.push(top?.commas ?? 0);
  }

  private note(level: number): void {
    const container = this.open[level];
    if (container === undefined) return;
    const parent = this.open[level - 1];
    container.noted = this.noted.line.length;
    this.noted.line.push(container.line);
    this.noted.lineStart.push(container.lineStart);
    this.noted.closeLine.push(0);
    this.noted.parent.push(parent?.noted ?? -1);
    this.noted.position.push(parent?.commas ?? 0);
    this.noted.isArray.push(container.isArray ? 1 : 0);
  }
}
