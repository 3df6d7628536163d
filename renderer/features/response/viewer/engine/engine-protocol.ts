import type { ErrorCode } from '../../../../../core/errors.ts';
import type { MarkupLanguage } from '../../../../../core/format-markup.ts';
import type { JsonPath } from '../../../../../core/json.ts';
import type { JsonFault } from '../../../../../core/json-fault.ts';
import type { LayoutProgress, Row } from './rows.ts';
import type { SearchBatch, SearchQuery } from './search-text.ts';

/** The two ways to lay a body out: JSON a member a line, or as it came. */
export type LayoutKind = 'json' | 'text';

/** A body to be read, as the window knows it. */
export interface OpenFacts {
  sizeBytes: number;
  /** The charset that the server declared, and the one that the person chose instead. */
  declaredCharset: string | undefined;
  chosenCharset: string | undefined;
}

export interface OpenedBody {
  charset: string;
  /** Length of the byte order mark; 0 where there is none. */
  markBytes: number;
  /** The beginning of the text, for telling what it is. */
  head: string;
}

/** What a body is filtered by: a JSONPath query, or an XPath. */
export type FilterLanguage = 'json' | 'xml';

/** What a filter selects of a body, as UTF-8: a JSON list, or parts of XML one after the other. */
export interface FilteredBody {
  bytes: Uint8Array<ArrayBuffer>;
  count: number;
  /** Of JSON: the way to each value in the body, in the list's order. */
  paths?: JsonPath[];
  /** There may be more. */
  isCut: boolean;
}

/** What the window asks of the engine. Documents are numbers that the window gives. */
export interface EngineApi {
  open(document: number, facts: OpenFacts): Promise<OpenedBody>;
  close(document: number): Promise<void>;
  rows(document: number, layout: LayoutKind, first: number, end: number): Promise<Row[]>;
  rowOf(document: number, layout: LayoutKind, offset: number): Promise<number>;
  readText(document: number, layout: LayoutKind, start: number, end: number): Promise<string>;
  /** A range of the text laid out as JSON; as it came where that would be longer than `most` characters. */
  readLaidOut(document: number, start: number, end: number, most: number): Promise<string>;
  /** The first place where the text is no JSON; nothing where it is, or too long to be read for this. */
  findFault(document: number): Promise<JsonFault | undefined>;
  resume(document: number, layout: LayoutKind, toEnd: boolean): Promise<void>;
  stop(document: number, layout: LayoutKind): Promise<void>;
  foldEnd(document: number, row: number): Promise<number>;
  parentOf(document: number, row: number): Promise<number | undefined>;
  pathOf(document: number, row: number): Promise<JsonPath>;
  rangeOf(document: number, row: number, maxBytes?: number): Promise<{ start: number; end: number }>;
  search(document: number, facts: OpenFacts, query: SearchQuery): Promise<void>;
  /** The text laid out as markup, as UTF-8; nothing where it stays as it came. */
  format(
    document: number,
    facts: OpenFacts,
    language: MarkupLanguage,
  ): Promise<Uint8Array<ArrayBuffer> | undefined>;
  filter(
    document: number,
    facts: OpenFacts,
    language: FilterLanguage,
    expression: string,
  ): Promise<FilteredBody>;
}

/** What went wrong, as it crosses the pipe: classes do not. */
export interface EngineFault {
  code: ErrorCode | undefined;
  message: string;
}

export function toEngineFault(fault: unknown): EngineFault {
  const { code } = (fault ?? {}) as { code?: ErrorCode };
  return { code, message: fault instanceof Error ? fault.message : String(fault) };
}

/** From the window to the engine. */
export type ToEngine =
  | { kind: 'call'; id: number; method: keyof EngineApi; args: unknown[] }
  | { kind: 'bytes'; id: number; bytes: Uint8Array }
  | { kind: 'noBytes'; id: number; fault: EngineFault };

/** From the engine to the window. */
export type FromEngine =
  | { kind: 'value'; id: number; value: unknown }
  | { kind: 'fault'; id: number; fault: EngineFault }
  | { kind: 'read'; id: number; document: number; start: number; end: number }
  | { kind: 'progress'; document: number; layout: LayoutKind; progress: LayoutProgress }
  | { kind: 'matches'; document: number; batch: SearchBatch };

/** One end of a pipe: a worker, the inside of one, or a message port. */
export interface EnginePort<Out> {
  postMessage(message: Out, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}
