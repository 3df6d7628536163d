import type { ValuePlace, ValueState } from '../../core/contract/value.ts';
import { type AppErrorData, isAppError } from '../../core/errors.ts';
import type { ValueSource } from '../../core/variables/value-source.ts';
import type { VariableScopeRef } from '../../core/variables/variable.ts';
import { createSingleFlight } from '../oauth/single-flight.ts';
import { readValueFile } from './read-value-file.ts';
import { runProgram } from './run-program.ts';

/** More values than these are of no use to anybody at once. */
const mostValues = 2_000;

interface Entry {
  place: ValuePlace;
  /** The source it came from: with another one it counts for nothing. */
  mark: string;
  value?: string;
  error?: AppErrorData;
  atEpochMs: number;
}

/**
 * Values that came from elsewhere, of the open workspace: in memory, and nowhere else. The only place that runs the
 * programs of variables.
 */
export class ValueSources {
  readonly #now: () => number;
  readonly #onChange: (scope: VariableScopeRef) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #flights = createSingleFlight();
  readonly #closing = new AbortController();

  constructor(context: { now(): number; onChange(scope: VariableScopeRef): void }) {
    this.#now = () => context.now();
    this.#onChange = (scope) => context.onChange(scope);
  }

  /** The value, where it was got or given before and comes from the same source still. */
  peek(place: ValuePlace, source: ValueSource): string | undefined {
    const entry = this.#entries.get(keyOf(place));
    return entry?.mark === markOf(source) ? entry.value : undefined;
  }

  /** How it stands. */
  state(place: ValuePlace, source: ValueSource): ValueState {
    const entry = this.#entries.get(keyOf(place));
    const { key } = place;
    if (entry?.mark !== markOf(source)) return { key, source, isHere: false };
    const { value, error, atEpochMs } = entry;
    return { key, source, isHere: value !== undefined, atEpochMs, ...(error === undefined ? {} : { error }) };
  }

  /** Every value that is here, with its place. Stays on the Node side. */
  held(): { place: ValuePlace; value: string }[] {
    return [...this.#entries.values()].flatMap(({ place, value }) =>
      value === undefined ? [] : [{ place, value }],
    );
  }

  /** Keeps a value that somebody typed. */
  give(place: ValuePlace, source: ValueSource, value: string): void {
    this.#put({ place, mark: markOf(source), value, atEpochMs: this.#now() });
  }

  /**
   * Runs the program, or reads the file, and keeps what it gives. However many ask at once, one program runs.
   *
   * @throws AppError ERR_VARIABLE_PROGRAM_FAILED, ERR_VARIABLE_FILE_UNREADABLE, ERR_VARIABLE_SOURCE_INVALID,
   *   ERR_CALL_CANCELLED
   */
  async obtain(
    place: ValuePlace,
    source: Exclude<ValueSource, { kind: 'ask' }>,
    signal: AbortSignal,
  ): Promise<void> {
    const mark = markOf(source);
    await this.#flights.run(`${keyOf(place)} ${mark}`, signal, async (shared) => {
      const atEpochMs = () => this.#now();
      try {
        const value = await this.#read(place.key, source, shared);
        this.#put({ place, mark, value, atEpochMs: atEpochMs() });
      } catch (fault) {
        if (isAppError(fault) && fault.code !== 'ERR_CALL_CANCELLED') {
          this.#put({ place, mark, error: fault.toData(), atEpochMs: atEpochMs() });
        }
        throw fault;
      }
    });
  }

  /** Forgets one value, or all. */
  forget(place?: ValuePlace): void {
    const gone = place === undefined ? [...this.#entries.values()] : [this.#entries.get(keyOf(place))];
    for (const entry of gone) {
      if (entry === undefined) continue;
      this.#entries.delete(keyOf(entry.place));
      this.#onChange(entry.place.scope);
    }
  }

  /** Ends what runs and forgets everything. */
  close(): void {
    this.#closing.abort();
    this.#entries.clear();
  }

  #read(name: string, source: Exclude<ValueSource, { kind: 'ask' }>, signal: AbortSignal): Promise<string> {
    if (source.kind === 'file') return readValueFile(name, source.path);
    const secrets = [...this.#entries.values()].flatMap(({ value }) => value ?? []);
    const both = AbortSignal.any([signal, this.#closing.signal]);
    return runProgram({ name, command: source.command, signal: both, secrets });
  }

  #put(entry: Entry): void {
    const key = keyOf(entry.place);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= mostValues) break;
      this.#entries.delete(oldest);
    }
    this.#onChange(entry.place.scope);
  }
}

function keyOf({ scope, key }: ValuePlace): string {
  return JSON.stringify([scope.kind, scope.kind === 'globals' ? '' : scope.id, key]);
}

function markOf(source: ValueSource): string {
  switch (source.kind) {
    case 'ask':
      return 'ask';
    case 'program':
      return `program ${source.command}`;
    case 'file':
      return `file ${source.path}`;
  }
}
