import type { OpenFacts } from './engine/engine-protocol.ts';
import { maxMatches, patternOf, type SearchBatch, type SearchQuery } from './engine/search-text.ts';
import type { EngineClient } from './engine-connection.ts';
import type { SearchEngine } from './engines.ts';

/** Where a match stands: bytes of the text. */
export interface Match {
  start: number;
  end: number;
}

export interface SearchProgress {
  status: 'searching' | 'done' | 'full' | 'stopped' | 'failed';
  readBytes: number;
  count: number;
  message?: string | undefined;
}

/** One search through a body: matches in order, more of them while it goes on. */
export class BodySearch {
  readonly query: SearchQuery;
  private readonly engine: SearchEngine;
  private readonly listeners = new Set<() => void>();
  private readonly stopListeners = new Set<() => void>();
  private starts = new Float64Array(1_024);
  private lengths = new Uint32Array(1_024);
  private isEnded = false;
  private current: SearchProgress = { status: 'searching', readBytes: 0, count: 0 };

  constructor(engine: SearchEngine, client: EngineClient, facts: OpenFacts, query: SearchQuery) {
    this.engine = engine;
    this.query = query;
    const document = engine.connection.addDocument({
      read: client.read,
      onMatches: (batch) => this.take(batch),
    });
    engine.connection.call('search', document, facts, query).then(
      () => this.stop(),
      (fault: unknown) => {
        if (this.current.status !== 'searching') return;
        this.set({ status: 'failed', message: fault instanceof Error ? fault.message : String(fault) });
        this.stop();
      },
    );
  }

  /** How far it has come; a new object when that changes. */
  readonly progress = (): SearchProgress => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  onStop(listener: () => void): void {
    this.stopListeners.add(listener);
  }

  matchAt(index: number): Match | undefined {
    const start = this.starts[index];
    if (start === undefined || index >= this.current.count) return undefined;
    return { start, end: start + (this.lengths[index] ?? 0) };
  }

  /** The index of the first match that ends behind a place. */
  firstAfter(offset: number): number {
    let low = 0;
    let high = this.current.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) + (this.lengths[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Ends the search; what it found stays. */
  stop(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    if (this.current.status === 'searching') this.set({ status: 'stopped' });
    this.stopListeners.forEach((listener) => listener());
    this.stopListeners.clear();
    this.engine.end();
  }

  private take({ starts, lengths, readBytes, status }: SearchBatch): void {
    const { count } = this.current;
    const total = count + starts.length;
    if (total > this.starts.length) this.grow(total);
    this.starts.set(starts, count);
    this.lengths.set(lengths, count);
    this.set({ status, readBytes, count: total });
  }

  private grow(total: number): void {
    const capacity = Math.min(Math.max(total, this.starts.length * 2), maxMatches);
    const starts = new Float64Array(capacity);
    const lengths = new Uint32Array(capacity);
    starts.set(this.starts);
    lengths.set(this.lengths);
    this.starts = starts;
    this.lengths = lengths;
  }

  private set(change: Partial<SearchProgress>): void {
    this.current = { ...this.current, ...change };
    this.listeners.forEach((listener) => listener());
  }
}

/** Tells what is wrong with a query, or nothing. */
export function faultOfQuery(query: SearchQuery): string | undefined {
  try {
    patternOf(query);
    return undefined;
  } catch {
    return 'Not a regular expression';
  }
}
