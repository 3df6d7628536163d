/**
 * Gives a function that runs work at most once in a while: what asks meanwhile waits for one more run together. Ends with the
 * run that began after it was asked for.
 */
export function createThrottle(work: () => Promise<void>, everyMs: number): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let startedMs = Number.NEGATIVE_INFINITY;
  const start = (): Promise<void> => {
    startedMs = performance.now();
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined && next === undefined && performance.now() - startedMs >= everyMs)
      return start();
    next ??= (async () => {
      await running;
      await new Promise((resolve) => void setTimeout(resolve, startedMs + everyMs - performance.now()));
      next = undefined;
      await start();
    })();
    return next;
  };
}
