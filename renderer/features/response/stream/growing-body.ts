/** The bytes that one read asks for. */
const pieceBytes = 256 * 1024;

/**
 * Reads a body as far as it has come, piece by piece and in order, for those who show it while it grows. Where it grows
 * faster than anybody can read, what lies further back than `window` is passed over.
 */
export class GrowingBody {
  private position = 0;
  private wanted = 0;
  private isRunning = false;
  private readonly window: number;
  private readonly take: (start: number, end: number, isSkipped: boolean) => Promise<void>;
  private readonly onFault: (fault: unknown) => void;

  constructor(
    window: number,
    take: (start: number, end: number, isSkipped: boolean) => Promise<void>,
    onFault: (fault: unknown) => void,
  ) {
    this.window = window;
    this.take = take;
    this.onFault = onFault;
  }

  /** There are so many bytes now. */
  readTo(sizeBytes: number): void {
    this.wanted = Math.max(this.wanted, sizeBytes);
    if (!this.isRunning) void this.run();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    try {
      while (this.position < this.wanted) {
        const start = Math.max(this.position, this.wanted - this.window);
        const isSkipped = start > this.position;
        const end = Math.min(start + pieceBytes, this.wanted);
        await this.take(start, end, isSkipped);
        this.position = end;
      }
    } catch (fault) {
      // The next growth tries again from here.
      this.onFault(fault);
    } finally {
      this.isRunning = false;
    }
  }
}
