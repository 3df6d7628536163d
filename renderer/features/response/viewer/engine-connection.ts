import { AppError } from '../../../../core/errors.ts';
import {
  type EngineApi,
  type EngineFault,
  type EnginePort,
  type FromEngine,
  type LayoutKind,
  type ToEngine,
  toEngineFault,
} from './engine/engine-protocol.ts';
import type { LayoutProgress } from './engine/rows.ts';
import type { SearchBatch } from './engine/search-text.ts';

/** What the window does for one document that the engine reads. */
export interface EngineClient {
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  onProgress?(layout: LayoutKind, progress: LayoutProgress): void;
  onMatches?(batch: SearchBatch): void;
}

/** The window's end of the pipe to the engine: calls there and answers back, and bytes for the engine to read. */
export class EngineConnection {
  private readonly port: EnginePort<ToEngine>;
  private readonly clients = new Map<number, EngineClient>();
  private readonly calls = new Map<number, { resolve(value: unknown): void; reject(fault: Error): void }>();
  private failure: Error | undefined;
  private lastCall = 0;
  private lastDocument = 0;

  constructor(port: EnginePort<ToEngine>) {
    this.port = port;
    port.addEventListener('message', ({ data }) => this.hear(data as FromEngine));
  }

  /** Makes a number for a document whose bytes `client` gives. */
  addDocument(client: EngineClient): number {
    this.lastDocument += 1;
    this.clients.set(this.lastDocument, client);
    return this.lastDocument;
  }

  removeDocument(document: number): void {
    this.clients.delete(document);
  }

  call<M extends keyof EngineApi>(method: M, ...args: Parameters<EngineApi[M]>): ReturnType<EngineApi[M]> {
    this.lastCall += 1;
    const id = this.lastCall;
    if (this.failure !== undefined) return Promise.reject(this.failure) as ReturnType<EngineApi[M]>;
    const answer = new Promise((resolve, reject) => this.calls.set(id, { resolve, reject }));
    this.port.postMessage({ kind: 'call', id, method, args }, []);
    return answer as ReturnType<EngineApi[M]>;
  }

  /** Ends all calls, those to come too: the engine is gone. */
  fail(message: string): void {
    this.failure = new Error(message);
    for (const { reject } of this.calls.values()) reject(this.failure);
    this.calls.clear();
  }

  private hear(message: FromEngine): void {
    if (message.kind === 'read') void this.giveBytes(message);
    else if (message.kind === 'progress') {
      this.clients.get(message.document)?.onProgress?.(message.layout, message.progress);
    } else if (message.kind === 'matches') this.clients.get(message.document)?.onMatches?.(message.batch);
    else {
      const call = this.calls.get(message.id);
      this.calls.delete(message.id);
      if (message.kind === 'value') call?.resolve(message.value);
      else call?.reject(errorOf(message.fault));
    }
  }

  private async giveBytes({ id, document, start, end }: Extract<FromEngine, { kind: 'read' }>) {
    try {
      const client = this.clients.get(document);
      if (client === undefined) throw new Error('That body is no longer open.');
      const bytes = await client.read(start, end);
      this.port.postMessage({ kind: 'bytes', id, bytes }, [bytes.buffer]);
    } catch (fault) {
      this.port.postMessage({ kind: 'noBytes', id, fault: toEngineFault(fault) }, []);
    }
  }
}

function errorOf({ code, message }: EngineFault): Error {
  return code === undefined ? new Error(message) : new AppError(code, message);
}
