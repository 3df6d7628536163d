import { HistoryIcon } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { outcomeWord } from '../../../core/history/find-entries.ts';
import type { HistoryDetails } from '../../../core/history/history-entry.ts';
import { useStore } from '../../store/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDuration, formatSize } from '../../ui/format-figures.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { HeadersView, TimelineView } from '../response/public.ts';
import styles from './history.module.css';
import { KeptAnswer } from './kept-answer.tsx';
import { SentView } from './sent-view.tsx';

/** Shows a send by its entry, for other features: status, body, headers, what was sent and when. */
export function KeptSend({ id }: { id: string }) {
  return <ReadSend id={id}>{(details) => <SendTabs details={details} />}</ReadSend>;
}

/** Reads what is kept of a send, and says why it cannot be shown where that is so. */
export function ReadSend({ id, children }: { id: string; children: (details: HistoryDetails) => ReactNode }) {
  const open = useStore((state) => state.history.open[id]);
  const read = useStore((state) => state.history.read);
  useEffect(() => {
    void read(id);
  }, [id, read]);
  if (open === undefined || open.status === 'loading') {
    return <Skeleton label="Loading the send" lines={8} />;
  }
  if (open.details === undefined) {
    return (
      <EmptyState icon={<HistoryIcon />} title="This send cannot be shown">
        {open.error?.message} <code>{open.error?.code}</code>
      </EmptyState>
    );
  }
  return children(open.details);
}

/** What was sent and what came of it, a part at a time. */
export function SendTabs({ details }: { details: HistoryDetails }) {
  const [view, setView] = useState<'body' | 'headers' | 'request' | 'timeline'>('body');
  const { entry, exchange } = details;
  const outcome = exchange?.outcome;
  const size = entry.outcome.kind === 'response' ? formatSize(entry.outcome.sizeBytes) : undefined;
  const duration = entry.durationMs === undefined ? undefined : formatDuration(entry.durationMs);
  return (
    <Tabs
      label="The send"
      value={view}
      onChange={setView}
      scrolls={false}
      className={styles['tabs']}
      start={
        <div className={styles['facts']}>
          <StatusBadge
            status={entry.outcome.kind === 'response' ? entry.outcome.status : undefined}
            text={entry.outcome.kind === 'response' ? entry.outcome.statusText : outcomeWord(entry)}
          />
          {duration === undefined ? null : <span className={styles['fact']}>{duration}</span>}
          {size === undefined ? null : <span className={styles['fact']}>{size}</span>}
        </div>
      }
      items={[
        { value: 'body', label: 'Body', content: <KeptAnswer details={details} /> },
        ...(exchange !== undefined && outcome?.kind === 'response'
          ? [
              {
                value: 'headers' as const,
                label: 'Headers',
                count: outcome.headers.length,
                content: <HeadersView headers={outcome.headers} />,
              },
            ]
          : []),
        { value: 'request', label: 'Request', content: <SentView details={details} /> },
        ...(exchange === undefined
          ? []
          : [
              {
                value: 'timeline' as const,
                label: 'Timeline',
                count: exchange.hops.length === 0 ? 0 : exchange.hops.length + 1,
                content: <TimelineView exchange={exchange} />,
              },
            ]),
      ]}
    />
  );
}
