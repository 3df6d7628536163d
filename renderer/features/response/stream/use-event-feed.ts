import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { BodyId } from '../../../../core/ids.ts';
import { readBody } from '../../../bridge/bridge.ts';
import { useStore } from '../../../store/store.ts';
import { type EventFeedState, eventFeedOf } from './event-feed.ts';

/** Gives the events of a body of which so many bytes have come. */
export function useEventFeed(bodyId: BodyId, sizeBytes: number): EventFeedState {
  const readArrivals = useStore((state) => state.responses.readArrivals);
  const feed = useMemo(
    () =>
      eventFeedOf(bodyId, {
        readBytes: (start, end) => readBody(bodyId, { start, end }),
        readArrivals: (fromByte) => readArrivals(bodyId, fromByte),
      }),
    [bodyId, readArrivals],
  );
  useEffect(() => feed.readTo(sizeBytes), [feed, sizeBytes]);
  return useSyncExternalStore(feed.subscribe, feed.getState);
}
