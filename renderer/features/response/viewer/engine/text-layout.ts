import { TextLineIndex } from '../../../../../core/text-lines-index.ts';
import { type Block, Layout } from './layout.ts';
import type { LayoutProgress, TextRow } from './rows.ts';
import type { TextSource } from './text-source.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The body as it came, line by line; very long lines in pieces. */
export class TextLayout extends Layout {
  protected readonly index = new TextLineIndex();

  constructor(text: TextSource, sizeBytes: number, report: (progress: LayoutProgress) => void) {
    super(text, sizeBytes, report);
  }

  protected async readBlock(row: number): Promise<Block> {
    const block = this.index.blockOf(row);
    // Judged now: more lines may be found while the bytes come.
    const isLast = block.endRow >= this.index.lineCount;
    const bytes = await this.text.read(block.start, block.end);
    const rows = this.index.rowsOf(block, bytes).map((range): TextRow => ({
      kind: 'text',
      ...range,
      text: decoder.decode(bytes.subarray(range.start - block.start, range.end - block.start)),
    }));
    return { firstRow: block.firstRow, endRow: block.endRow, rows, isLast };
  }

  protected async findRow(offset: number): Promise<number> {
    const block = this.index.blockAtOffset(offset);
    const rows = this.index.rowsOf(block, await this.text.read(block.start, block.end));
    return rows.findLast(({ start }) => start <= offset)?.row ?? block.firstRow;
  }
}
