/** Where each line of a text begins; lines end with LF, CR LF or CR. Very long lines are cut into pieces for drawing. */
export class TextLines {
  readonly text: string;
  private readonly starts: number[] = [];

  constructor(text: string, maxLineUnits = 4_000) {
    this.text = text;
    let start = 0;
    while (start <= text.length) {
      const end = endOfLine(text, start);
      for (let piece = start; piece === start || piece < end; piece += maxLineUnits) this.starts.push(piece);
      if (end >= text.length) break;
      start = text.startsWith('\r\n', end) ? end + 2 : end + 1;
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** Offset of the first character of a line. */
  startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  lineAt(line: number): string {
    const start = this.startOf(line);
    const end = line + 1 < this.starts.length ? this.startOf(line + 1) : this.text.length;
    return this.text.slice(start, end).replace(/[\r\n]+$/, '');
  }

  /** The line that an offset stands on. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function endOfLine(text: string, start: number): number {
  const lineFeed = text.indexOf('\n', start);
  const end = lineFeed === -1 ? text.length : lineFeed;
  // A lone CR ends a line too; looking for it only up to the next LF keeps this linear.
  const slice = text.slice(start, end);
  const carriage = slice.indexOf('\r');
  return carriage === -1 ? end : start + carriage;
}
