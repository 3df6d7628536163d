import { Radio, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { countOf } from '../../../../core/count-of.ts';
import type { BodyId } from '../../../../core/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { useAnswerLook } from '../use-answer-look.ts';
import type { ListedEvent } from './event-feed.ts';
import { EventRow } from './event-row.tsx';
import { ToEnd } from './live-text.tsx';
import { useEventFeed } from './use-event-feed.ts';
import { useFollowEnd } from './use-follow-end.ts';
import styles from './stream.module.css';

export interface EventsViewProps {
  tabKey: string;
  bodyId: BodyId;
  /** So much has come. */
  sizeBytes: number;
  isLive: boolean;
}

function passes({ name, data, id }: ListedEvent, words: string): boolean {
  return words === '' || `${name}\n${id}\n${data}`.toLowerCase().includes(words);
}

/** How many events there are, and the field that thins out their list; for a toolbar. */
export function EventsTools({ tabKey, bodyId, sizeBytes }: Omit<EventsViewProps, 'isLive'>) {
  const { total } = useEventFeed(bodyId, sizeBytes);
  const [{ events }, change] = useAnswerLook(tabKey);
  return (
    <>
      <span className={styles['count']}>{countOf(total, 'event')}</span>
      <div className={styles['filter']}>
        <SearchField
          label="Filter the events"
          placeholder="Filter"
          value={events?.filter ?? ''}
          onChange={(filter) => change({ events: { bodyId, open: [], ...events, filter } })}
        />
      </div>
    </>
  );
}

/** The events of a stream, newest at the bottom. */
export function EventsView({ tabKey, bodyId, sizeBytes, isLive }: EventsViewProps) {
  const { events, total, isCut, fault } = useEventFeed(bodyId, sizeBytes);
  const [look, change] = useAnswerLook(tabKey);
  const filter = look.events?.filter ?? '';
  const open = look.events?.bodyId === bodyId ? look.events.open : [];
  const shown = useMemo(() => {
    const words = filter.toLowerCase();
    return events.filter((event) => passes(event, words));
  }, [events, filter]);
  const { handle, isAtEnd, onScrollCapture, toEnd, stay } = useFollowEnd(
    shown.length,
    shown.at(-1)?.number,
    shown.findLastIndex(({ number }) => open.includes(number)),
  );
  const toggle = (number: number) => {
    const next = open.includes(number) ? open.filter((other) => other !== number) : [...open, number];
    stay();
    change({ events: { filter, bodyId, open: next } });
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
