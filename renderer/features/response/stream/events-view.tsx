import type { BodyId } from '../../../../core/ids.ts';
import { useAnswerLook } from '../use-answer-look.ts';
import { EventFilter } from './event-filter.tsx';
import { EventList } from './event-list.tsx';
import { useEventFeed } from './use-event-feed.ts';

export interface EventsViewProps {
  tabKey: string;
  bodyId: BodyId;
  /** So much has come. */
  sizeBytes: number;
  isLive: boolean;
}

/** What stands in the toolbar above the events of a tab's answer. */
export function EventsTools({ tabKey, bodyId, sizeBytes }: Omit<EventsViewProps, 'isLive'>) {
  const { total } = useEventFeed(bodyId, sizeBytes);
  const [{ events }, change] = useAnswerLook(tabKey);
  return (
    <EventFilter
      total={total}
      filter={events?.filter ?? ''}
      onFilter={(filter) => change({ events: { bodyId, open: [], ...events, filter } })}
    />
  );
}

/** The events of a tab's answer. */
export function EventsView({ tabKey, bodyId, sizeBytes, isLive }: EventsViewProps) {
  const feed = useEventFeed(bodyId, sizeBytes);
  const [look, change] = useAnswerLook(tabKey);
  const filter = look.events?.filter ?? '';
  return (
    <EventList
      feed={feed}
      filter={filter}
      open={look.events?.bodyId === bodyId ? look.events.open : []}
      onOpen={(open) => change({ events: { filter, bodyId, open } })}
      isLive={isLive}
    />
  );
}
