import { cancelledCall } from '../cancellation.ts';

/** Lets many callers share one piece of work under way. */
export interface SingleFlight {
  /**
   * Runs the work, or joins the one under way under the same key. Cancelling one caller does not stop the work for the
   * others; it is stopped when all have gone.
   *
   * @throws AppError ERR_CALL_CANCELLED for the caller that cancelled
   */
  run<T>(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

interface Flight {
  result: Promise<unknown>;
  controller: AbortController;
  callers: number;
}

/** Makes an empty one. */
export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, Flight>();
  return {
    async run<T>(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      if (signal.aborted) throw cancelledCall();
      let flight = flights.get(key);
      if (flight === undefined) {
        const controller = new AbortController();
        const started: Flight = { result: work(controller.signal), controller, callers: 0 };
        const end = () => {
          if (flights.get(key) === started) flights.delete(key);
        };
        started.result.then(end, end);
        flights.set(key, started);
        flight = started;
      }
      const joined = flight;
      joined.callers += 1;
      let onAbort: (() => void) | undefined;
      const aborted = new Promise<never>((_, reject) => {
        onAbort = () => reject(cancelledCall());
        signal.addEventListener('abort', onAbort);
      });
      try {
        return (await Promise.race([joined.result, aborted])) as T;
      } finally {
        if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
        joined.callers -= 1;
        if (joined.callers === 0) {
          if (flights.get(key) === joined) flights.delete(key);
          joined.controller.abort();
        }
      }
    },
  };
}
