import { Copy, CornerUpRight, FilePlus, HistoryIcon, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { curlOfSend } from '../../../core/history/curl-of-send.ts';
import { outcomeWord } from '../../../core/history/find-entries.ts';
import type { HistoryDetails } from '../../../core/history/history-entry.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDuration, formatSize } from '../../ui/format-figures.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { copyText } from '../notices/public.ts';
import { HeadersView, TimelineView } from '../response/public.ts';
import styles from './history.module.css';
import { KeptAnswer } from './kept-answer.tsx';
import { SentView } from './sent-view.tsx';

const whenFormat = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
});

/** The tab of one send: request and answer as they were. */
export function HistoryPage({ tabKey }: { tabKey: string }) {
  const id = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.itemId);
  const open = useStore((state) => state.history.open[id ?? '']);
  const read = useStore((state) => state.history.read);
  useEffect(() => {
    if (id !== undefined) void read(id);
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
  return <Send details={open.details} />;
}

function Send({ details }: { details: HistoryDetails }) {
  const { entry } = details;
  const { openAsRequest, delete: remove } = useStore((state) => state.history);
  return (
    <section className={styles['page']} aria-label="A send of the history">
      <header className={styles['pageHead']}>
        <MethodBadge method={entry.method} />
        <span className={styles['pageUrl']}>{entry.url}</span>
        <span className={styles['pageActions']}>
          <CopyMenu details={details} />
          <Button icon={<FilePlus />} onClick={() => void openAsRequest(entry.id)}>
            Open as request
          </Button>
          <Button
            variant="primary"
            icon={<CornerUpRight />}
            onClick={() => void openAsRequest(entry.id, { send: true })}
          >
            Resend
          </Button>
          <IconButton
            label="Delete from the history"
            icon={<Trash2 />}
            onClick={() => void remove(entry.id)}
          />
        </span>
      </header>
      <p className={styles['pageFacts']}>
        <span>{whenFormat.format(entry.startedAtEpochMs)}</span>
        <span>{entry.environmentName ?? 'No Environment'}</span>
        <span>Read-only: as it was sent, secrets masked</span>
      </p>
      {entry.outcome.kind === 'unknown' && (
        <Notice tone="warning" variant="banner" title="Outcome unknown">
          Postern ended before the answer came. The server may have acted on this request or not: look there
          before you send it again.
        </Notice>
      )}
      <SendTabs details={details} />
    </section>
  );
}

function CopyMenu({ details }: { details: HistoryDetails }) {
  const { entry, requestBody } = details;
  return (
    <Menu
      align="end"
      trigger={<IconButton label="Copy" icon={<Copy />} />}
      items={[
        { label: 'Copy URL', onSelect: () => void copyText(entry.url, 'The URL') },
        { label: 'Copy as cURL', onSelect: () => void copyText(curlOfSend(details), 'The cURL command') },
        {
          label: 'Copy body of the request',
          disabled: requestBody === undefined,
          onSelect: () => void copyText(requestBody?.text ?? '', 'The body of the request'),
        },
      ]}
    />
  );
}

function SendTabs({ details }: { details: HistoryDetails }) {
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
