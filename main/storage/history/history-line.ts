/**
 * The history is a file of lines, `<kind> <id> <sealed, base64url>`, that only grows until it is written anew. An entry and
 * its end are small and read at the start; what a person may look at later is read when they do.
 */
export const lineKinds = {
  /** The entry as the list shows it while it is under way. */
  entry: 'S',
  /** The draft and what was sent. */
  start: 'D',
  /** The entry with its outcome. */
  ended: 'E',
  /** The exchange and the answer. */
  end: 'X',
  /** Both of these in one, of a send that began and ended in one write. */
  whole: 'W',
  /** Ids that were deleted, and that were put back. */
  removed: '-',
  restored: '+',
} as const;
export type LineKind = keyof typeof lineKinds;

/** A line of the file, and where it stands. */
export interface HistoryLine {
  kind: LineKind;
  id: string;
  sealed: Buffer;
  /** Offset and length in the file, the line's end included. */
  start: number;
  length: number;
}

const kindOf = new Map<string, LineKind>(
  Object.entries(lineKinds).map(([kind, letter]) => [letter, kind as LineKind]),
);
const head = /^([SDEXW+-]) ([0-9a-f-]{36}) $/;
const headLength = 39;
const lineEnd = 0x0a;

export function formatLine(kind: LineKind, id: string, sealed: Buffer): Buffer {
  return Buffer.from(`${lineKinds[kind]} ${id} ${sealed.toString('base64url')}\n`, 'latin1');
}

/** Gives the lines of a piece of the file that begins at `offset`. One that is torn or is no line is passed over. */
export function* parseLines(bytes: Buffer, offset: number): Iterable<HistoryLine> {
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(lineEnd, at);
    if (end === -1) return;
    const found = head.exec(bytes.toString('latin1', at, Math.min(at + headLength, end)));
    const [, letter = '', id = ''] = found ?? [];
    const kind = kindOf.get(letter);
    if (kind !== undefined) {
      const text = bytes.subarray(at + headLength, end);
      yield {
        kind,
        id,
        // Decoded by who wants it: most of the file is not looked at.
        get sealed() {
          return Buffer.from(text.toString('latin1'), 'base64url');
        },
        start: offset + at,
        length: end + 1 - at,
      };
    }
    at = end + 1;
  }
}
