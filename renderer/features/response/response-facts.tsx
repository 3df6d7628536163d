import type { Exchange } from '../../../core/http/exchange.ts';
import { HoverCard } from '../../ui/hover-card.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { formatDuration, formatSize } from '../../ui/format-figures.ts';
import styles from './response.module.css';
import { TimingTable } from './views/timing-table.tsx';

/** Status, time and size: what the eye goes to first. */
export function ResponseFacts({ exchange }: { exchange: Exchange }) {
  const { outcome, timings } = exchange;
  if (outcome.kind !== 'response') return null;
  const { sizeBytes, encodedSizeBytes, contentEncodings } = outcome.body;
  return (
    <div className={styles['facts']} role="status" aria-label="Outcome">
      <StatusBadge status={outcome.status} text={outcome.statusText} />
      <HoverCard content={<TimingTable timings={timings} />}>
        <button
          type="button"
          className={styles['fact']}
          aria-label={`Time ${formatDuration(timings.totalMs)}`}
        >
          {formatDuration(timings.totalMs)}
        </button>
      </HoverCard>
      <HoverCard
        content={
          <dl className={styles['factList']}>
            <dt>Body</dt>
            <dd>{sizeBytes.toLocaleString('en')} bytes</dd>
            <dt>As transferred</dt>
            <dd>
              {encodedSizeBytes.toLocaleString('en')} bytes
              {contentEncodings.length > 0 && ` (${contentEncodings.join(', ')})`}
            </dd>
          </dl>
        }
      >
        <button type="button" className={styles['fact']} aria-label={`Size ${formatSize(sizeBytes)}`}>
          {formatSize(sizeBytes)}
        </button>
      </HoverCard>
    </div>
  );
}
