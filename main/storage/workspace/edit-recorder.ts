import { AsyncLocalStorage } from 'node:async_hooks';
import type { LocalScope } from './local-value-file.ts';

/** What an edit made of a file, for taking it back. `undefined` stands for absent. */
export interface FileEdit {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** Everything a group of edits changed, oldest first. */
export interface EditRecord {
  files: FileEdit[];
  /** Local values as they were before. */
  local: LocalScope[];
}

/** Writes down what edits change while they run as a group; edits of others at the same time are not in it. */
export class EditRecorder {
  readonly #storage = new AsyncLocalStorage<EditRecord>();

  /** Runs edits; `record` fills as they go, also when they fail half-way. */
  run<T>(record: EditRecord, work: () => Promise<T>): Promise<T> {
    return this.#storage.run(record, work);
  }

  isRecording(): boolean {
    return this.#storage.getStore() !== undefined;
  }

  recordFile(edit: FileEdit): void {
    this.#storage.getStore()?.files.push(edit);
  }

  recordLocal(before: LocalScope): void {
    this.#storage.getStore()?.local.push(before);
  }
}
