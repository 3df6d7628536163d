import { Gauge } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Popover } from '../../ui/popover.tsx';
import { formatSeconds, useNowEpochSec } from './countdown.tsx';
import styles from './rate-limits.module.css';
import { type Bucket, bucketOf, limitedAnswerOf } from './rate-limits-slice.ts';

function isLow({ limit, remaining }: Bucket): boolean {
  return remaining * 10 <= limit;
}

/** What is left until the reset; after it, nothing is known but the limit. */
function describeReset({ resetAtEpochSec }: Bucket, now: number): string {
  if (resetAtEpochSec === undefined) return 'no reset told';
  const seconds = resetAtEpochSec - now;
  return seconds > 0 ? `resets in ${formatSeconds(seconds)}` : 'was reset since';
}

function BucketRow({ bucket, now }: { bucket: Bucket; now: number }) {
  const { origin, path, limit, remaining } = bucket;
  return (
    <tr data-low={isLow(bucket) || undefined}>
      <th scope="row">
        <span className={styles['path']} title={`${origin}${path}`}>
          {path}
        </span>
        <span className={styles['origin']}>{origin.replace(/^https?:\/\//, '')}</span>
      </th>
      <td>
        {remaining.toLocaleString('en')} / {limit.toLocaleString('en')}
        {limit === 0 && <span className={styles['origin']}>too many at once</span>}
      </td>
      <td>{describeReset(bucket, now)}</td>
    </tr>
  );
}

/** The allowance of the open tab's path family, and on a press that of all others seen. */
export function RateLimitStatus({ className }: { className: string | undefined }) {
  const exchange = useStore((state) => state.responses.views[state.tabs.activeKey ?? '']?.exchange);
  const buckets = useStore((state) => state.rateLimits.buckets);
  const answer = exchange === undefined ? undefined : limitedAnswerOf(exchange);
  const own = answer === undefined ? undefined : bucketOf(answer);
  // Another tab may have heard of the same allowance since.
  const shown = buckets.find(({ key }) => key === own?.key) ?? own ?? buckets[0];
  const now = useNowEpochSec(
    Math.max(0, ...[...buckets, ...(shown === undefined ? [] : [shown])].map((b) => b.resetAtEpochSec ?? 0)),
  );
  if (shown === undefined) return null;
  const { remaining, limit, resetAtEpochSec } = shown;
  return (
    <Popover
      label="Rate limits"
      side="top"
      width={440}
      trigger={
        <button type="button" className={className} data-warning={isLow(shown) || undefined}>
          <Gauge aria-hidden="true" />
          <span className={styles['figures']}>
            <span data-extra>rate limit </span>
            {remaining}/{limit}
            {resetAtEpochSec !== undefined && <span data-extra>, {describeReset(shown, now)}</span>}
          </span>
        </button>
      }
    >
      <div className={styles['card']}>
        <p className={styles['hint']}>
          What answers said in their rate-limit headers, by path. Times follow the server’s clock.
        </p>
        <div className={styles['scroll']}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Path</th>
                <th scope="col">Remaining / limit</th>
                <th scope="col">Reset</th>
              </tr>
            </thead>
            <tbody>
              {(buckets.length === 0 ? [shown] : buckets).map((bucket) => (
                <BucketRow key={bucket.key} bucket={bucket} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Popover>
  );
}
