import { Radio, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { countOf } from '../../../../core/count-of.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import type { EventFeedState, ListedEvent } from './event-feed.ts';
import { EventRow } from './event-row.tsx';
import { ToEnd } from './live-text.tsx';
import { useFollowEnd } from './use-follow-end.ts';
import styles from './stream.module.css';

export interface EventListProps {
  feed: EventFeedState;
  filter: string;
  /** The numbers of the events that are open. */
  open: readonly number[];
  onOpen(open: number[]): void;
  isLive: boolean;
  /** Begins with the first event, where nobody waits for the last. */
  beginsAtTop?: boolean;
}

function passes({ name, data, id }: ListedEvent, words: string): boolean {
  return words === '' || `${name}\n${id}\n${data}`.toLowerCase().includes(words);
}

/** The events of a stream, newest at the bottom, as far as they pass the filter. */
export function EventList({ feed, filter, open, onOpen, isLive, beginsAtTop = false }: EventListProps) {
  const { events, total, isCut, fault } = feed;
  const shown = useMemo(() => {
    const words = filter.toLowerCase();
    return events.filter((event) => passes(event, words));
  }, [events, filter]);
  const lastOpen = shown.findLastIndex(({ number }) => open.includes(number));
  const { handle, isAtEnd, onScrollCapture, toEnd, stay } = useFollowEnd(
    shown.length,
    shown.at(-1)?.number,
    lastOpen === -1 && beginsAtTop ? 0 : lastOpen,
  );
  const toggle = (number: number) => {
    stay();
    onOpen(open.includes(number) ? open.filter((other) => other !== number) : [...open, number]);
  };
  if (events.length === 0) {
    return (
      <EmptyState compact icon={<Radio />} title={isLive ? 'Waiting for events' : 'No events'}>
        {fault ??
          (isLive
            ? 'The server has answered, and the stream is open.'
            : 'The stream ended without a complete event. Raw shows what came.')}
      </EmptyState>
    );
  }
  return (
    <div className={styles['events']} onScrollCapture={onScrollCapture}>
      {isCut && (
        <Notice tone="info" variant="banner">
          The newest {countOf(events.length, 'event')}
          {total > events.length ? ` of ${total.toLocaleString('en')}` : ''} are listed. Raw shows everything.
        </Notice>
      )}
      {fault !== undefined && (
        <Notice tone="danger" variant="banner">
          {fault}
        </Notice>
      )}
      {shown.length === 0 ? (
        <EmptyState compact icon={<SearchX />} title="Nothing found">
          None of {countOf(events.length, 'event')} passes the filter.
        </EmptyState>
      ) : (
        <div className={styles['list']}>
          <VirtualList
            label="Events"
            items={shown}
            itemKey={(event) => event.number}
            rowHeight={28}
            measures
            handle={handle}
            renderItem={(event) => (
              <EventRow
                event={event}
                isOpen={open.includes(event.number)}
                onToggle={() => toggle(event.number)}
              />
            )}
          />
          {!isAtEnd && isLive && <ToEnd onClick={toEnd} />}
        </div>
      )}
    </div>
  );
}
