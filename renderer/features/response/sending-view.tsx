import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { formatDuration, formatSize } from '../../ui/format-figures.ts';
import styles from './response.module.css';
import type { ResponseView } from './response-view.ts';
import { engineConnection } from './viewer/engines.ts';

const phases = {
  connecting: 'Connecting…',
  waiting: 'Waiting for the answer…',
  receiving: 'Receiving…',
} as const;

/** Says what the request is doing, for how long, and offers to stop it. */
export function SendingView({
  tabKey,
  view,
  compact = false,
}: {
  tabKey: string;
  view: ResponseView;
  compact?: boolean;
}) {
  const cancel = useStore((state) => state.responses.cancel);
  const [nowMs, setNowMs] = useState(() => Date.now());
  // What will lay the answer out starts while the answer is on its way.
  useEffect(() => void engineConnection(), []);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 200);
    return () => clearInterval(timer);
  }, []);
  const { progress } = view;
  const elapsedMs = Math.max(nowMs - view.startedAtEpochMs, 0);
  return (
    <div className={compact ? styles['sendingBar'] : styles['sending']}>
      <Spinner />
      <span role="status">
        {phases[progress?.phase ?? 'connecting']}
        {progress?.phase === 'receiving' && ` ${formatSize(progress.receivedBytes)}`}
      </span>
      {elapsedMs >= 1_000 && <span className={styles['elapsed']}>{formatDuration(elapsedMs)}</span>}
      <Button size="sm" onClick={() => cancel(tabKey)}>
        Cancel
      </Button>
    </div>
  );
}
