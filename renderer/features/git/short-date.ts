const timeFormat = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const oldDayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** Gives a moment as short as it is still clear now: the time of today, the day of this year, else with its year. */
export function shortDate(epochMs: number, nowEpochMs: number): string {
  const [date, now] = [new Date(epochMs), new Date(nowEpochMs)];
  if (date.toDateString() === now.toDateString()) return timeFormat.format(date);
  return (date.getFullYear() === now.getFullYear() ? dayFormat : oldDayFormat).format(date);
}
