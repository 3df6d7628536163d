import { Fragment } from 'react';
import type { Timings } from '../../../../core/http/exchange.ts';
import { formatDuration } from '../../../ui/format-figures.ts';
import styles from './views.module.css';

/** The phases of one exchange, each with its share as a bar. */
export function TimingTable({ timings }: { timings: Timings }) {
  const phases: [string, number | undefined][] = [
    ['DNS look-up', timings.dnsMs],
    ['TCP connection', timings.tcpMs],
    ['TLS handshake', timings.tlsMs],
    ['Waiting', timings.firstByteMs],
    ['Download', timings.downloadMs],
  ];
  let passedMs = 0;
  return (
    <dl className={styles['timing']}>
      {phases.map(([label, durationMs]) => {
        if (durationMs === undefined) return null;
        const before = passedMs;
        passedMs += durationMs;
        const percent = (ms: number) =>
          timings.totalMs === 0 ? 0 : Math.min((ms / timings.totalMs) * 100, 100);
        return (
          <Fragment key={label}>
            <dt>{label}</dt>
            <div aria-hidden>
              <div
                className={styles['bar']}
                style={{ marginLeft: `${percent(before)}%`, width: `max(2px, ${percent(durationMs)}%)` }}
              />
            </div>
            <dd>{formatDuration(durationMs)}</dd>
          </Fragment>
        );
      })}
      <dt>Total</dt>
      <div aria-hidden />
      <dd>{formatDuration(timings.totalMs)}</dd>
      {timings.reusedConnection === true && <dt>On a kept connection</dt>}
    </dl>
  );
}
