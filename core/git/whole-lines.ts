const mostCharacters = 16 * 1024;

/**
 * Gathers what a program writes to standard error, line by line, and keeps the end of it. A line is kept whole or not at
 * all: half of an address could be a secret that is not known as one any more.
 */
export class WholeLines {
  readonly #lines: string[] = [];
  readonly #onLine: (line: string) => boolean;
  #length = 0;
  #rest = '';
  #isTooLong = false;

  /** @param onLine Tells whether a line is dealt with, and not to be kept. */
  constructor(onLine: (line: string) => boolean) {
    this.#onLine = onLine;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split(/[\r\n]/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
    if (this.#rest.length > mostCharacters) {
      this.#rest = '';
      this.#isTooLong = true;
    }
  }

  text(): string {
    this.push('\n');
    return this.#lines.join('\n');
  }

  #take(line: string): void {
    const isWhole = !this.#isTooLong;
    this.#isTooLong = false;
    if (!isWhole || line === '' || this.#onLine(line)) return;
    this.#lines.push(line);
    this.#length += line.length;
    while (this.#length > mostCharacters) this.#length -= this.#lines.shift()?.length ?? 0;
  }
}
