const delaysMs = [500, 1_000, 2_000, 5_000, 10_000];

/** Calls a function again and again with growing pauses, each counted from the end of the last call, until stopped. */
export function keepAsking(ask: () => Promise<void>): () => void {
  let round = 0;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout>;
  const next = () => {
    timer = setTimeout(() => void run(), delaysMs[Math.min(round, delaysMs.length - 1)]);
    round += 1;
  };
  const run = async () => {
    await ask();
    if (!isStopped) next();
  };
  next();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
