/** Keeps something in step with what is on screen: soon after a change, and at once when asked. */
export interface Saver {
  /** Something changed: a save follows within the delay. */
  changed(): void;
  /** Saves now what waits, such as when the window goes away, even while another save is under way. */
  flush(): void;
  /** Forgets what waits. */
  stop(): void;
}

/** The next save waits as long as the last one took, at most so long. */
const longestPauseMs = 5_000;

/**
 * Makes a saver. Changes during the delay, which grows where saving takes long, share one save; changes during a save wait for it and are saved after it.
 * `save` tells whether it was kept; a failed one is tried again with the next change or by `flush`.
 */
export function createSaver(save: () => Promise<boolean>, delayMs: number): Saver {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = 0;
  let isBehind = false;
  let tookMs = 0;

  const run = async () => {
    timer = undefined;
    running += 1;
    isBehind = false;
    const startedAt = performance.now();
    const wasKept = await save().catch(() => false);
    tookMs = performance.now() - startedAt;
    running -= 1;
    if (isBehind && wasKept) changed();
    else isBehind ||= !wasKept;
  };

  // Megabytes of drafts take their time, which typing needs too.
  const pause = () => Math.max(delayMs, Math.min(tookMs, longestPauseMs));

  const changed = () => {
    isBehind = true;
    if (timer === undefined && running === 0) timer = setTimeout(() => void run(), pause());
  };

  return {
    changed,
    flush() {
      if (!isBehind) return;
      clearTimeout(timer);
      void run();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      isBehind = false;
    },
  };
}
