import { useEffect, useState } from 'react';
import { readRateLimit } from '../../../core/http/rate-limit.ts';
import { useStore } from '../../store/store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './status-bar.module.css';

/** The current time in whole seconds since 1970, while it matters. */
function useNowEpochSec(untilEpochSec: number | undefined): number {
  const [now, setNow] = useState(() => Math.floor(Date.now() / 1000));
  useEffect(() => {
    if (untilEpochSec === undefined || untilEpochSec < Math.floor(Date.now() / 1000)) return undefined;
    const timer = setInterval(() => setNow(Math.floor(Date.now() / 1000)), 1000);
    return () => clearInterval(timer);
  }, [untilEpochSec]);
  return now;
}

/** What the last answer of the open tab said about the rate limit. */
export function RateLimitStatus() {
  const exchange = useStore((state) => state.responses.views[state.tabs.activeKey ?? '']?.exchange);
  const limit =
    exchange?.outcome.kind === 'response'
      ? readRateLimit(
          exchange.outcome.headers,
          Math.floor((exchange.startedAtEpochMs + exchange.timings.totalMs) / 1000),
        )
      : undefined;
  const now = useNowEpochSec(limit?.resetAtEpochSec);
  if (limit === undefined) return null;
  const seconds = limit.resetAtEpochSec === undefined ? undefined : limit.resetAtEpochSec - now;
  const resets = seconds === undefined ? '' : seconds > 0 ? `, resets in ${seconds} s` : ', was reset since';
  return (
    <Tooltip side="top" content="What the last answer in this tab said in its rate-limit headers">
      <span
        className={styles['item']}
        data-low={limit.remaining * 10 <= limit.limit || undefined}
        tabIndex={0}
      >
        rate limit {limit.remaining}/{limit.limit}
        {resets}
      </span>
    </Tooltip>
  );
}
