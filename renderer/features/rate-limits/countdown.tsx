import { useEffect, useState } from 'react';

/** The current time in whole seconds since 1970, while it matters. */
export function useNowEpochSec(untilEpochSec: number | undefined): number {
  const [now, setNow] = useState(() => Math.floor(Date.now() / 1000));
  useEffect(() => {
    const tick = () => setNow(Math.floor(Date.now() / 1000));
    tick();
    if (untilEpochSec === undefined || untilEpochSec < Math.floor(Date.now() / 1000)) return undefined;
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [untilEpochSec]);
  return now;
}

/** Gives seconds as people read them: `41 s`, `2 m 05 s`, `3 h 20 m`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const pad = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} m`;
}

/** `in 41 s`, counting down, then `now`. */
export function Countdown({ toEpochSec }: { toEpochSec: number }) {
  const seconds = toEpochSec - useNowEpochSec(toEpochSec);
  return seconds > 0 ? `in ${formatSeconds(seconds)}` : 'now';
}
