import type { BodyFacts, HeaderPairs, SentRequest, Timings } from '../http/exchange.ts';
import { failureWords } from '../http/failure-words.ts';
import type { ConsoleExchange, ConsoleLevel, ConsoleLine, ExchangeSource } from './console-event.ts';

/** One request and its answer, as a row of the console. */
export interface ExchangeRow {
  kind: ExchangeSource;
  level: ConsoleLevel;
  atEpochMs: number;
  request: SentRequest;
  requestBody?: ConsoleExchange['requestBody'];
  status?: number;
  /** The reason phrase, or what happened instead of an answer. */
  statusText: string;
  headers: HeaderPairs;
  body?: BodyFacts;
  timings: Timings;
  remarks: string[];
}

/** A line of a script, as a row of the console. */
export interface ScriptRow {
  kind: 'script';
  level: ConsoleLevel;
  atEpochMs: number;
  text: string;
  /** Where it came from, such as `Get user, afterResponse, line 3`. */
  origin: string;
}

export type ConsoleRow = ExchangeRow | ScriptRow;

/** Gives the rows of one exchange: each redirect that was followed, then the last one. */
export function rowsOfExchange({ source, exchange, requestBody }: ConsoleExchange): ExchangeRow[] {
  const { outcome } = exchange;
  let atEpochMs = exchange.startedAtEpochMs;
  const hops = exchange.hops.map((hop): ExchangeRow => {
    const row: ExchangeRow = {
      kind: source,
      level: 'info',
      atEpochMs,
      request: hop.request,
      status: hop.status,
      statusText: hop.statusText,
      headers: hop.headers,
      timings: hop.timings,
      remarks: [
        ...(hop.location === undefined ? [] : [`Redirects to ${hop.location}`]),
        ...(hop.strippedHeaders.length === 0
          ? []
          : [`Left out of the next request, which goes elsewhere: ${hop.strippedHeaders.join(', ')}`]),
      ],
    };
    atEpochMs += hop.timings.totalMs;
    return row;
  });
  const last: ExchangeRow = {
    kind: source,
    level: levelOf(exchange),
    atEpochMs,
    request: exchange.request,
    timings: exchange.timings,
    remarks: [
      ...(outcome.kind === 'failure' ? [`${outcome.failure.message} ${outcome.failure.nextStep}`] : []),
      ...exchange.warnings.map(({ message }) => message),
    ],
    ...(outcome.kind === 'response'
      ? {
          status: outcome.status,
          statusText: outcome.statusText,
          headers: outcome.headers,
          body: outcome.body,
        }
      : {
          statusText: failureWords[outcome.failure.code],
          headers: [],
        }),
  };
  const rows = [...hops, last];
  // The body went with the first request; a redirect may have sent it again.
  const [first] = rows;
  if (first !== undefined && requestBody !== undefined) first.requestBody = requestBody;
  return rows;
}

function levelOf({ outcome }: ConsoleExchange['exchange']): ConsoleLevel {
  if (outcome.kind === 'failure') return outcome.failure.code === 'cancelled' ? 'warn' : 'error';
  if (outcome.status >= 500) return 'error';
  return outcome.status >= 400 ? 'warn' : 'info';
}

/** Gives the row of a script's line. */
export function rowOfLine({ atEpochMs, level, parts, source }: ConsoleLine): ScriptRow {
  const origin = [source.name, source.phase, source.line === undefined ? undefined : `line ${source.line}`]
    .filter((part) => part !== undefined)
    .join(', ');
  return { kind: 'script', level, atEpochMs, text: parts.join(' '), origin };
}

/** What the console is narrowed to. */
export interface ConsoleFilter {
  text: string;
  /** `script`: what scripts wrote, and what they sent. */
  kind: ConsoleRow['kind'] | 'all';
  /** `problems`: warnings and errors. */
  level: 'all' | 'problems' | 'error';
}

/** Tells whether a row passes a filter. The text is looked for in everything that the row says. */
export function passesFilter(row: ConsoleRow, { text, kind, level }: ConsoleFilter): boolean {
  const isOfKind = row.kind === kind || (kind === 'script' && row.kind === 'scriptRequest');
  if (kind !== 'all' && !isOfKind) return false;
  if (level === 'error' && row.level !== 'error') return false;
  if (level === 'problems' && row.level !== 'error' && row.level !== 'warn') return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = rowText(row, '').toLowerCase();
  return words.every((word) => all.includes(word));
}

/**
 * Gives everything a row says as text, for the clipboard. `time` is the row's, as people read it; `bodyText` is the beginning
 * of the answer where it was read.
 */
export function rowText(row: ConsoleRow, time: string, bodyText?: string): string {
  if (row.kind === 'script') {
    return `${time} ${row.level} ${row.text}${row.origin === '' ? '' : ` (${row.origin})`}`;
  }
  const { request, requestBody, headers, timings } = row;
  const outcome = row.status === undefined ? row.statusText : `${row.status} ${row.statusText}`.trim();
  const marked = (mark: string, text: string) => text.split('\n').map((line) => `${mark} ${line}`);
  return [
    `${time} ${row.kind} ${request.method} ${request.url} ${outcome} ${Math.round(timings.totalMs)} ms`,
    ...request.headers.map(([name, value]) => `> ${name}: ${value}`),
    ...(requestBody === undefined ? [] : ['>', ...marked('>', requestBody.text)]),
    ...headers.map(([name, value]) => `< ${name}: ${value}`),
    ...(bodyText === undefined ? [] : ['<', ...marked('<', bodyText)]),
    ...row.remarks,
  ].join('\n');
}
