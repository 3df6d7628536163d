import { GrowingBody } from './growing-body.ts';

export interface TextTailState {
  /** The newest lines; the last one may still grow. */
  lines: readonly string[];
  /** How many lines went before them; unknown where some were passed over. */
  before: number | undefined;
  fault: string | undefined;
}

const windowBytes = 512 * 1024;
const maxLines = 5_000;
/** A line is cut here: this is a look at what comes, and the whole is shown once it has come. */
const maxLineChars = 2_000;

function makeDecoder(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    // A name that nobody knows.
    return new TextDecoder();
  }
}

/** The end of a text while it comes. */
export class TextTail {
  private decoder: TextDecoder;
  private state: TextTailState = { lines: [], before: 0, fault: undefined };
  private readonly listeners = new Set<() => void>();
  private readonly body: GrowingBody;

  constructor(
    readBytes: (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>,
    charset: string | undefined,
  ) {
    this.decoder = makeDecoder(charset);
    this.body = new GrowingBody(
      windowBytes,
      async (start, end, isSkipped) => {
        const bytes = await readBytes(start, end);
        if (isSkipped) {
          this.decoder = makeDecoder(charset);
          this.put({ lines: [], before: undefined });
        }
        this.add(this.decoder.decode(bytes, { stream: true }));
      },
      (fault) => this.put({ fault: fault instanceof Error ? fault.message : String(fault) }),
    );
  }

  readTo(sizeBytes: number): void {
    this.body.readTo(sizeBytes);
  }

  readonly getState = (): TextTailState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private add(text: string): void {
    const { lines, before } = this.state;
    const [first = '', ...more] = text.split('\n');
    const last = lines.at(-1) ?? '';
    const next = [...lines.slice(0, -1), ...[last + first, ...more].map(cut)];
    const dropped = Math.max(next.length - maxLines, 0);
    this.put({
      lines: next.slice(dropped),
      before: before === undefined ? undefined : before + dropped,
      fault: undefined,
    });
  }

  private put(change: Partial<TextTailState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

function cut(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return text.length > maxLineChars ? `${text.slice(0, maxLineChars)}…` : text;
}
