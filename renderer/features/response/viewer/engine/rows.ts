import type { JsonPath } from '../../../../../core/json.ts';
import type { JsonTokenRange } from '../../../../../core/json-lines-block.ts';

/** One piece of a JSON text, exactly as it was sent. Places are bytes of the body as UTF-8. */
export interface JsonToken extends JsonTokenRange {
  /** The token; only its beginning where it is very long. */
  text: string;
  /** Bytes of the token that `text` leaves out; 0 for nearly all. */
  hiddenBytes: number;
}

/** A line of the pretty layout. */
export interface JsonRow {
  kind: 'json';
  row: number;
  /** Number of open containers around the line: the indentation, in steps. */
  depth: number;
  tokens: JsonToken[];
  /** The way to its value, from the root; absent where that is very long (`pathOf` gives any). */
  path: JsonPath | undefined;
  /** Whether a container opens here whose members stand on the lines after it. */
  opens: boolean;
}

/** A line of the body as it came, or a piece of a very long one. */
export interface TextRow {
  kind: 'text';
  row: number;
  /** Number of its line, from 0. */
  line: number;
  isContinued: boolean;
  text: string;
  start: number;
  end: number;
}

export type Row = JsonRow | TextRow;

/** How far the rows of one layout are known. */
export interface LayoutProgress {
  rowCount: number;
  /** Bytes of the body that were read for it, and all of them. */
  readBytes: number;
  sizeBytes: number;
  /** `resting` goes on when somebody looks further, `stopped` when somebody says so. */
  status: 'reading' | 'resting' | 'stopped' | 'done' | 'failed';
  /** Some bytes do not fit the charset and show as U+FFFD. */
  hasReplacements: boolean;
  /** What went wrong, where `status` is `failed`. */
  message?: string | undefined;
}
