import { EventStreamReader } from '../../../../core/http/event-stream.ts';
import type { EventFeedState } from './event-feed.ts';

/** Lists the events of a stream that is there as one text, without the times at which they came. */
export function listEvents(text: string): EventFeedState {
  const events = new EventStreamReader()
    .read(text)
    .map((event, index) => ({ ...event, number: index + 1, atEpochMs: undefined }));
  return { events, total: events.length, isCut: false, fault: undefined };
}
