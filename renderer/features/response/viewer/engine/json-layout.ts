import { endOfString, type JsonPath } from '../../../../../core/json.ts';
import {
  type ByteSegment,
  type JsonBlock,
  type JsonLineRange,
  opensContainer,
} from '../../../../../core/json-lines-block.ts';
import { JsonLineIndex } from '../../../../../core/json-lines-index.ts';
import { type Block, Layout } from './layout.ts';
import type { JsonRow, JsonToken, LayoutProgress } from './rows.ts';
import type { TextSource } from './text-source.ts';

/** Bytes of a token that are drawn before somebody asks for more. */
export const shownTokenBytes = 1_000;
/** Most names are a few bytes; what is read of one doubles until it ends. */
const firstNameBytes = 4 * 1024;
const maxNameBytes = 16 * 1024 * 1024;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Rows further in than this come without their path. */
const maxPathDepth = 64;

/** Lines that are made together, and what decodes their tokens. */
interface Around {
  block: JsonBlock;
  /** Whether there were no lines behind it when it was looked up; more may have been found since. */
  isLast: boolean;
  lines: JsonLineRange[];
  textOf(token: { start: number; end: number }): { text: string; hiddenBytes: number };
}

/** The body laid out as JSON, a member or an element a line. */
export class JsonLayout extends Layout {
  protected readonly index = new JsonLineIndex();

  protected override fault(): string | undefined {
    return this.index.isTooDeep
      ? 'It opens more containers inside each other than can be laid out. Raw shows it as it came.'
      : undefined;
  }

  constructor(text: TextSource, sizeBytes: number, report: (progress: LayoutProgress) => void) {
    super(text, sizeBytes, report);
  }

  /**
   * The last line of the container that opens on a line, once that is known; the line itself where none opens. Not known
   * once `upTo` is read, the last line so far.
   */
  async foldEnd(row: number, upTo = Number.POSITIVE_INFINITY): Promise<number> {
    await this.untilRow(row);
    let end: number | undefined;
    const find = async () => this.index.foldEnd(row, (await this.readAround(row)).lines);
    end = await find();
    while (end === undefined && this.index.indexedTo < upTo && this.progress.status !== 'stopped') {
      const { lineCount } = this.index;
      await this.until(() => this.index.lineCount > lineCount, upTo);
      end = await find();
      if (this.index.lineCount === lineCount) break;
    }
    return end ?? Math.max(this.index.lineCount - 1, row);
  }

  /** The way to the value on a line, from the root. */
  async pathOf(row: number): Promise<JsonPath> {
    await this.untilRow(row);
    const around = await this.readAround(row);
    return (await this.pathsOf(around, ({ line }) => line === row)).get(row) ?? [];
  }

  /** The line that opens the container around a line; nothing at the top. */
  async parentOf(row: number): Promise<number | undefined> {
    await this.untilRow(row);
    const start = this.index.parentStart(row, (await this.readAround(row)).lines);
    return start === undefined ? undefined : this.findRow(start);
  }

  /**
   * Where the value on a line stands in the text: a scalar, or a container with all that is in it. Where only values
   * below `maxBytes` matter, reading stops there; the end of a larger one is then the end of what is known.
   */
  async rangeOf(row: number, maxBytes = Number.POSITIVE_INFINITY): Promise<{ start: number; end: number }> {
    const own = await this.jsonRow(row);
    const value = own?.tokens.find((token) => isValueStart(token));
    if (value === undefined) return { start: 0, end: 0 };
    if (value.kind !== 'punctuation') return value;
    const limit = value.start + maxBytes;
    const last = own?.opens === true ? await this.jsonRow(await this.foldEnd(row, limit)) : own;
    const close = last?.tokens.find(({ text }) => text === ']' || text === '}');
    return { start: value.start, end: close?.end ?? this.index.indexedTo };
  }

  protected async readBlock(row: number): Promise<Block> {
    const around = await this.readAround(row);
    const { block, isLast, lines, textOf } = around;
    const paths = await this.pathsOf(around, ({ depth }) => depth <= maxPathDepth);
    const rows = lines.map((line): JsonRow => ({
      kind: 'json',
      row: line.line,
      depth: line.depth,
      tokens: line.tokens.map((token) => ({ ...token, ...textOf(token) })),
      path: paths.get(line.line),
      opens: opensContainer(line),
    }));
    return { firstRow: block.firstLine, endRow: block.endLine, rows, isLast };
  }

  protected async findRow(offset: number): Promise<number> {
    const { firstLine } = this.index.blockAtOffset(offset);
    const { lines } = await this.readAround(firstLine);
    const line = lines.findLast(({ tokens }) => (tokens[0]?.start ?? 0) <= offset);
    return line?.line ?? firstLine;
  }

  private async jsonRow(row: number): Promise<JsonRow | undefined> {
    const [found] = await this.rows(row, row + 1);
    return found?.kind === 'json' ? found : undefined;
  }

  /** Reads the lines that are made together with one, and gives what decodes their tokens. */
  private async readAround(row: number): Promise<Around> {
    const block = this.index.blockOf(row);
    const isLast = block.endLine >= this.index.lineCount;
    const parts = this.index.partsOf(block, shownTokenBytes + 4);
    const segments = await Promise.all(
      parts.map(async ({ start, end }) => ({ start, bytes: await this.text.read(start, end) })),
    );
    const lines = this.index.linesOf(block, segments);
    const textOf = (token: { start: number; end: number }) => decodeToken(token, segments);
    return { block, isLast, lines, textOf };
  }

  /** Reads the ways to some lines of a block, the names on them included. */
  private async pathsOf(
    { lines, textOf }: Around,
    wanted: (line: JsonLineRange) => boolean,
  ): Promise<Map<number, JsonPath>> {
    const ways = this.index.stepsOf(lines, wanted);
    const names = new Map<number, string>();
    for (const { tokens } of lines) {
      const [first] = tokens;
      if (first?.kind !== 'name') continue;
      const { text, hiddenBytes } = textOf(first);
      if (hiddenBytes === 0) names.set(first.start, nameText(text));
    }
    // Containers that were opened before the block: few, and the same for all of its lines.
    const missing = new Set<number>();
    for (const way of ways.values()) {
      for (const step of way) if ('nameAt' in step && !names.has(step.nameAt)) missing.add(step.nameAt);
    }
    for (const start of missing) names.set(start, await this.nameAt(start));
    return new Map(
      [...ways].map(([line, way]) => [
        line,
        way.map((step) => ('index' in step ? step.index : (names.get(step.nameAt) ?? ''))),
      ]),
    );
  }

  private async nameAt(start: number): Promise<string> {
    for (let size = firstNameBytes; ; size *= 4) {
      const bytes = await this.text.read(start, start + size);
      const end = endOfString(new TextDecoder('latin1').decode(bytes), 0) + 1;
      if (end > bytes.length && bytes.length === size && size < maxNameBytes) continue;
      return nameText(decoder.decode(bytes.subarray(0, end)));
    }
  }
}

/** Gives the name that a token in double quotes spells. */
function nameText(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token;
  }
}

function isValueStart({ kind, text }: JsonToken): boolean {
  return kind === 'punctuation' ? text === '[' || text === '{' : kind !== 'name';
}

/** Decodes a token, or its beginning where it is very long; never half a character. */
function decodeToken(
  { start, end }: { start: number; end: number },
  segments: readonly ByteSegment[],
): { text: string; hiddenBytes: number } {
  const segment = segments.findLast((candidate) => candidate.start <= start);
  if (segment === undefined) return { text: '', hiddenBytes: end - start };
  const from = start - segment.start;
  let shown = Math.min(end - start, segment.bytes.length - from);
  if (end - start > shownTokenBytes) {
    shown = Math.min(shown, shownTokenBytes);
    while (shown > 0 && ((segment.bytes[from + shown] ?? 0) & 0xc0) === 0x80) shown -= 1;
  }
  const text = decoder.decode(segment.bytes.subarray(from, from + shown));
  return { text, hiddenBytes: end - start - shown };
}
