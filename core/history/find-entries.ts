import { failureWords } from '../http/failure-words.ts';
import type { HistoryEntry } from './history-entry.ts';

/** What of the history is to be shown; an absent part takes everything. */
export interface HistoryFilter {
  /** Words that all stand in method, address, status or name. */
  text: string;
  method?: string | undefined;
  /** `2` to `5` for an answer's class; `failed` for no answer, or none that is known. */
  status?: string | undefined;
  environmentId?: string | undefined;
  requestId?: string | undefined;
}

/** Gives the entries that a filter takes, in the order they came. `nameOf` gives the name of a saved request. */
export function findEntries(
  entries: readonly HistoryEntry[],
  filter: HistoryFilter,
  nameOf: (requestId: string) => string | undefined,
): HistoryEntry[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (filter.method !== undefined && entry.method !== filter.method) return false;
    if (filter.status !== undefined && statusClassOf(entry) !== filter.status) return false;
    if (filter.environmentId !== undefined && entry.environmentId !== filter.environmentId) return false;
    if (filter.requestId !== undefined && entry.requestId !== filter.requestId) return false;
    if (words.length === 0) return true;
    const name = entry.requestId === undefined ? '' : (nameOf(entry.requestId) ?? '');
    const text = `${entry.method} ${entry.url} ${outcomeWord(entry)} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The class of an entry's status, as {@link HistoryFilter} names it. */
export function statusClassOf({ outcome }: HistoryEntry): string {
  return outcome.kind === 'response' ? String(Math.floor(outcome.status / 100)) : 'failed';
}

/** Says in a word or two how a send ended. */
export function outcomeWord({ outcome }: HistoryEntry): string {
  switch (outcome.kind) {
    case 'response':
      return outcome.isIncomplete === true
        ? `${outcome.status} not complete`
        : `${outcome.status} ${outcome.statusText}`.trim();
    case 'failure':
      return failureWords[outcome.code];
    case 'pending':
      return 'Under way';
    case 'unknown':
      return 'Outcome unknown';
  }
}
