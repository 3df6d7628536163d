/** One event of an event stream. */
export interface StreamEvent {
  /** `message` where the stream names none. */
  name: string;
  /** Its lines, parted by line feeds. */
  data: string;
  /** The last id the stream gave by then; empty where it gave none. */
  id: string;
}

/**
 * Reads an event stream piece by piece and gives the events that each piece ends. What is begun and not ended by a blank
 * line is no event.
 *
 * @see HTML, section 9.2.6 "Interpreting an event stream"
 */
export class EventStreamReader {
  #rest = '';
  #isStart = true;
  #endedWithReturn = false;
  #data: string[] = [];
  #name = '';
  #id = '';

  /** The text may be cut anywhere. */
  read(text: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    for (const line of this.#linesOf(text)) {
      if (line === '') this.#dispatch(events);
      else this.#take(line);
    }
    return events;
  }

  #linesOf(text: string): string[] {
    if (text === '') return [];
    let piece = text;
    if (this.#isStart && piece.startsWith('\uFEFF')) piece = piece.slice(1);
    this.#isStart = false;
    // A line feed after a carriage return that ended the piece before is the same line end.
    if (this.#endedWithReturn && piece.startsWith('\n')) piece = piece.slice(1);
    this.#endedWithReturn = text.endsWith('\r');
    const lines = (this.#rest + piece).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? '';
    return lines;
  }

  #take(line: string): void {
    const colon = line.indexOf(':');
    // A comment, which keeps the connection open.
    if (colon === 0) return;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#name = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
  }

  #dispatch(events: StreamEvent[]): void {
    if (this.#data.length > 0) {
      events.push({ name: this.#name || 'message', data: this.#data.join('\n'), id: this.#id });
    }
    this.#data = [];
    this.#name = '';
  }
}
