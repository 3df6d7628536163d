import { EngineConnection } from './engine-connection.ts';

function startWorker(): Worker {
  return new Worker(new URL('./engine/engine.worker.ts', import.meta.url), { type: 'module' });
}

let shared: EngineConnection | undefined;

/** The engine that lays bodies out: one thread for all of them. Asking for it starts it. */
export function engineConnection(): EngineConnection {
  if (shared === undefined) {
    const worker = startWorker();
    const connection = new EngineConnection(worker);
    worker.addEventListener('error', (event) => {
      // The next body gets a new one.
      shared = undefined;
      worker.terminate();
      connection.fail(`The body cannot be laid out: ${event.message || 'its thread ended'}.`);
    });
    shared = connection;
  }
  return shared;
}

/** An engine for one search, on a thread of its own: a regular expression that never ends is ended with it. */
export interface SearchEngine {
  connection: EngineConnection;
  end(): void;
}

export function startSearchEngine(): SearchEngine {
  const worker = startWorker();
  const connection = new EngineConnection(worker);
  worker.addEventListener('error', (event) => connection.fail(event.message || 'The search ended.'));
  return { connection, end: () => worker.terminate() };
}
