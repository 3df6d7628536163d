import { mkdirSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { revisionOf } from './file-stamp.ts';

/** One step of writing many new files: a folder (no text), or a file that must not be there yet. */
export interface BulkStep {
  path: string;
  text?: string;
}

/** Does steps in order; gives the fingerprint of each file, `undefined` for folders. */
export interface BulkWriter {
  write(steps: BulkStep[]): Promise<(string | undefined)[]>;
  close(): Promise<void>;
}

/**
 * The same steps as below, for a thread of its own. As text, so that no bundler, package or test runner has to know of a
 * further entry point; a failure comes back as its system code, since an error does not cross whole.
 */
const workerSource = `
const { mkdirSync, writeFileSync } = require('node:fs');
const { hash } = require('node:crypto');
const { parentPort } = require('node:worker_threads');
parentPort.on('message', (steps) => {
  try {
    parentPort.postMessage({
      revisions: steps.map(({ path, text }) => {
        if (text === undefined) return void mkdirSync(path, { recursive: true });
        writeFileSync(path, text, { encoding: 'utf8', mode: 0o666, flag: 'wx' });
        return hash('sha256', text, 'base64url').slice(0, 24);
      }),
    });
  } catch (fault) {
    parentPort.postMessage({ code: fault.code ?? 'EIO', message: fault.message });
  }
});
`;

interface WorkerAnswer {
  revisions?: (string | undefined)[];
  code?: string;
  message?: string;
}

/** Writes in this thread: best for few files. */
export function createInlineWriter(): BulkWriter {
  return {
    write: (steps) =>
      Promise.resolve(
        steps.map(({ path, text }) => {
          if (text === undefined) {
            mkdirSync(path, { recursive: true });
            return undefined;
          }
          // With all three options given Node takes its short way for text.
          writeFileSync(path, text, { encoding: 'utf8', mode: 0o666, flag: 'wx' });
          return revisionOf(text);
        }),
      ),
    close: () => Promise.resolve(),
  };
}

/** Writes in a thread of its own, so that a slow disk holds nobody up and the next texts are made meanwhile. */
export function createThreadWriter(): BulkWriter {
  const worker = new Worker(workerSource, {
    eval: true,
    // Texts pass through and die young: room for thousands of them would only be memory held.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const waiting: Deferred<(string | undefined)[]>[] = [];
  const failAll = (fault: unknown) => {
    for (const each of waiting.splice(0)) each.reject(fault);
  };
  worker.on('message', ({ revisions, code, message }: WorkerAnswer) => {
    const first = waiting.shift();
    if (revisions !== undefined) first?.resolve(revisions);
    else first?.reject(Object.assign(new Error(message), { code }));
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('The writing thread ended.')));
  return {
    write(steps) {
      const answer = defer<(string | undefined)[]>();
      waiting.push(answer);
      worker.postMessage(steps);
      return answer.promise;
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** A promise and its ends; Node 20 has no `Promise.withResolvers`. */
interface Deferred<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(fault: unknown): void;
}

function defer<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (fault: unknown) => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
