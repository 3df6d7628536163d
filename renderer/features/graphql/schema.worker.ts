import { isAppError } from '../../../core/errors.ts';
import type { FromWorker, ToWorker } from './schema-engine.ts';
import { createSchemaWork } from './schema-work.ts';

const work = createSchemaWork();

// Inside a worker `self` is its end of the pipe; the DOM library types it as a window.
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const { id, method, args } = data;
  const answer = (message: FromWorker) => self.postMessage(message, {});
  try {
    const run = work[method] as (...given: unknown[]) => unknown;
    answer({ id, value: run(...args) });
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    answer({ id, fault: isAppError(fault) ? fault.toData() : { message } });
  }
});
