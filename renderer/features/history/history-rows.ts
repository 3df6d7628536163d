import type { HistoryEntry } from '../../../core/history/history-entry.ts';

/** A row of the list: the head of a day, or a send. */
export type HistoryRow = { kind: 'day'; key: string; label: string } | { kind: 'entry'; entry: HistoryEntry };

const dayFormat = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const oldDayFormat = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });

function dayOf(epochMs: number): number {
  return new Date(epochMs).setHours(0, 0, 0, 0);
}

/** Names a day as people do. */
export function nameDay(epochMs: number, nowEpochMs: number): string {
  const today = new Date(nowEpochMs);
  const day = new Date(epochMs);
  if (dayOf(epochMs) === dayOf(nowEpochMs)) return 'Today';
  const yesterday = new Date(nowEpochMs);
  yesterday.setDate(today.getDate() - 1);
  if (dayOf(epochMs) === dayOf(yesterday.getTime())) return 'Yesterday';
  return (day.getFullYear() === today.getFullYear() ? dayFormat : oldDayFormat).format(day);
}

/** Puts the head of its day above the sends of each day. */
export function rowsByDay(entries: readonly HistoryEntry[], nowEpochMs: number): HistoryRow[] {
  const rows: HistoryRow[] = [];
  let last: number | undefined;
  for (const entry of entries) {
    const day = dayOf(entry.startedAtEpochMs);
    if (day !== last) {
      rows.push({ kind: 'day', key: `day ${day}`, label: nameDay(entry.startedAtEpochMs, nowEpochMs) });
    }
    last = day;
    rows.push({ kind: 'entry', entry });
  }
  return rows;
}
