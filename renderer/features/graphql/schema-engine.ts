import { AppError, type AppErrorData } from '../../../core/errors.ts';
import type { SchemaWork } from './schema-work.ts';

/** What goes to the thread that knows schemas. */
export interface ToWorker {
  id: number;
  method: keyof SchemaWork;
  args: readonly unknown[];
}

/** What comes back. */
export type FromWorker =
  { id: number; value: unknown } | { id: number; fault: AppErrorData | { message: string } };

type Given<M extends keyof SchemaWork> = Parameters<SchemaWork[M]>;
type Result<M extends keyof SchemaWork> = ReturnType<SchemaWork[M]>;

/** The part of a worker that is used. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** A schema that somebody made to be hard to read must not keep a processor busy for good. */
const loadLimitMs = 20_000;
const callLimitMs = 5_000;

interface Waiting {
  resolve(value: unknown): void;
  reject(fault: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

/** The window's end of the thread that knows schemas: started with the first call, and anew after one that never ended. */
export class SchemaEngine {
  readonly #start: () => WorkerPort;
  readonly #waiting = new Map<number, Waiting>();
  #worker: WorkerPort | undefined;
  #last = 0;
  #onLost: () => void = () => undefined;

  constructor(start: () => WorkerPort) {
    this.#start = start;
  }

  /** Hears that the thread ended and with it every schema it had. */
  set onLost(listener: () => void) {
    this.#onLost = listener;
  }

  /** @throws AppError what the work refuses, and ERR_GRAPHQL_SCHEMA_TOO_LARGE where it takes too long */
  call<M extends keyof SchemaWork>(method: M, ...args: Given<M>): Promise<Result<M>> {
    const worker = this.#ensure();
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      const limitMs = method === 'load' || method === 'probe' ? loadLimitMs : callLimitMs;
      const timer = setTimeout(() => this.#end(tookTooLong()), limitMs);
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, timer });
      const moved = args.filter((value) => value instanceof Uint8Array).map(({ buffer }) => buffer);
      worker.postMessage({ id, method, args } satisfies ToWorker, moved);
    });
  }

  #ensure(): WorkerPort {
    if (this.#worker !== undefined) return this.#worker;
    const worker = this.#start();
    worker.addEventListener('message', (event) => this.#hear((event as MessageEvent<FromWorker>).data));
    worker.addEventListener('error', (event) => {
      if (this.#worker === worker) this.#end(new Error((event as ErrorEvent).message || 'The thread ended.'));
    });
    this.#worker = worker;
    return worker;
  }

  #hear(message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if ('value' in message) waiting.resolve(message.value);
    else waiting.reject(errorOf(message.fault));
  }

  #end(fault: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(fault);
    }
    this.#waiting.clear();
    this.#onLost();
  }
}

function errorOf(fault: AppErrorData | { message: string }): Error {
  return 'code' in fault
    ? new AppError(fault.code, fault.message, { details: fault.details })
    : new Error(fault.message);
}

function tookTooLong(): AppError {
  return new AppError(
    'ERR_GRAPHQL_SCHEMA_TOO_LARGE',
    'Reading the schema, or the query with it, took too long and was stopped. Load a file with the part you need.',
  );
}

let shared: SchemaEngine | undefined;

/** The one engine of the window. */
export function schemaEngine(): SchemaEngine {
  shared ??= new SchemaEngine(
    () => new Worker(new URL('./schema.worker.ts', import.meta.url), { type: 'module' }),
  );
  return shared;
}
