import { type ReactNode, useMemo, useState } from 'react';
import { Select } from '../../ui/select.tsx';
import { EventFilter, EventList, listEvents } from '../response/public.ts';
import styles from './history.module.css';

const views = [
  { value: 'events' as const, label: 'Events' },
  { value: 'raw' as const, label: 'Raw' },
];

/** The beginning of an event stream, event by event or as it came; when each one came is not kept. */
export function KeptStream({ text, raw }: { text: string; raw: (tools: ReactNode) => ReactNode }) {
  const [view, setView] = useState<'events' | 'raw'>('events');
  const [filter, setFilter] = useState('');
  const [open, setOpen] = useState<number[]>([]);
  const feed = useMemo(() => listEvents(text), [text]);
  const choice = (
    <Select
      label="View"
      hideLabel
      size="sm"
      variant="ghost"
      value={view}
      onChange={setView}
      options={views}
    />
  );
  if (view === 'raw') return raw(choice);
  return (
    <div className={styles['kept']}>
      <div className={styles['keptTools']}>
        {choice}
        <EventFilter total={feed.total} filter={filter} onFilter={setFilter} />
      </div>
      <div className={styles['keptText']}>
        <EventList feed={feed} filter={filter} open={open} onOpen={setOpen} isLive={false} beginsAtTop />
      </div>
    </div>
  );
}
