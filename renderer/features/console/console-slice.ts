import type { EventPayload } from '../../../core/contract.ts';
import {
  type ConsoleFilter,
  type ConsoleRow,
  passesFilter,
  rowOfLine,
  rowsOfExchange,
  rowText,
} from '../../../core/console/console-rows.ts';
import { maskSecretFields } from '../../../core/http/secret-fields.ts';
import { readBody } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';

/** A row with the number that names it in this window. */
export type NumberedRow = ConsoleRow & { number: number };

/** The beginning of an answer's body. */
export interface BodyHead {
  text: string;
  isCut: boolean;
}

export interface ConsoleSlice {
  /** Oldest first, as many as fit. */
  rows: NumberedRow[];
  /** How many rows there were in all, those that are gone included. */
  count: number;
  filter: ConsoleFilter;
  /** Rows that show their details. */
  expanded: Record<number, boolean>;
  /** Beginnings of bodies that were read, by row. */
  heads: Record<number, BodyHead>;
  hearExchange(event: EventPayload<'console.exchanged'>): void;
  hearLine(event: EventPayload<'console.lineWritten'>): void;
  /** Shows or hides the panel; which of both is kept with the layout. */
  toggle(): void;
  setFilter(change: Partial<ConsoleFilter>): void;
  toggleRow(number: number): void;
  clear(): void;
  /** Gives one row, or all that pass the filter, as text. */
  textOf(number?: number): string;
}

/** The name under which the layout keeps whether the panel is open. */
export const consoleOpenKey = 'consoleOpen';

export const maxConsoleRows = 500;
const headBytes = 4 * 1024;
const textTypes = /^text\/|[/+](?:json|xml|javascript|x-www-form-urlencoded|graphql|yaml)$|^$/;

export const createConsoleSlice: SliceCreator<'console'> = ({ set, get }) => {
  const add = (rows: ConsoleRow[]) =>
    set((slice) => {
      const numbered = rows.map((row, at) => ({ ...row, number: slice.count + at }));
      const kept = [...slice.rows, ...numbered].slice(-maxConsoleRows);
      const first = kept[0]?.number ?? 0;
      const isKept = ([number]: [string, unknown]) => Number(number) >= first;
      return {
        rows: kept,
        count: slice.count + rows.length,
        expanded: Object.fromEntries(Object.entries(slice.expanded).filter(isKept)),
        heads: Object.fromEntries(Object.entries(slice.heads).filter(isKept)),
      };
    });

  const readHead = async (row: NumberedRow) => {
    if (row.kind === 'script' || row.body === undefined || row.body.sizeBytes === 0) return;
    if (get().console.heads[row.number] !== undefined) return;
    const keep = (head: BodyHead) => set(({ heads }) => ({ heads: { ...heads, [row.number]: head } }));
    const { bodyId, sizeBytes, mediaType, charset } = row.body;
    if (!textTypes.test(mediaType)) {
      keep({ text: `(${mediaType}, not shown here)`, isCut: false });
      return;
    }
    try {
      const bytes = await readBody(bodyId, { start: 0, end: Math.min(sizeBytes, headBytes) });
      const text = maskSecretFields(decode(bytes, charset));
      keep({ text, isCut: sizeBytes > headBytes });
    } catch {
      keep({ text: '(this body is no longer kept)', isCut: false });
    }
  };

  return {
    rows: [],
    count: 0,
    filter: { text: '', kind: 'all', level: 'all' },
    expanded: {},
    heads: {},
    hearExchange: (event) => add(rowsOfExchange(event)),
    hearLine: (event) => add([rowOfLine(event)]),
    toggle() {
      const { layout, setLayout } = get().app;
      setLayout(consoleOpenKey, layout[consoleOpenKey] !== true);
    },
    setFilter(change) {
      set(({ filter }) => ({ filter: { ...filter, ...change } }));
    },
    toggleRow(number) {
      const row = get().console.rows.find((candidate) => candidate.number === number);
      if (row === undefined) return;
      set(({ expanded }) => ({ expanded: { ...expanded, [number]: expanded[number] !== true } }));
      if (get().console.expanded[number] === true) void readHead(row);
    },
    clear() {
      set({ rows: [], expanded: {}, heads: {} });
    },
    textOf(number) {
      const { rows, filter, heads } = get().console;
      return rows
        .filter((row) => (number === undefined ? passesFilter(row, filter) : row.number === number))
        .map((row) => rowText(row, new Date(row.atEpochMs).toISOString(), heads[row.number]?.text))
        .join('\n\n');
    },
  };
};

function decode(bytes: Uint8Array<ArrayBuffer>, charset: string | undefined): string {
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
