import { countOf } from '../../../core/count-of.ts';

/** Says how long ago something was, as people say it: `just now`, `5 min ago`, `3 h ago`, `2 days ago`. */
export function formatAge(atEpochMs: number, nowEpochMs: number): string {
  const minutes = Math.floor((nowEpochMs - atEpochMs) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${countOf(Math.floor(minutes / (24 * 60)), 'day')} ago`;
}
