/** What the interpreter's host lends to the code inside: functions of plain text and numbers, nothing else. */
export interface GuestHost {
  /** Keeps one line for the console. */
  log(level: string, text: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Sends a request given as JSON; gives its number, or -1 where it may not be sent. */
  request(text: string): number;
}
