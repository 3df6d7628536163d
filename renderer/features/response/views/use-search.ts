import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { BodyDocument } from '../viewer/body-document.ts';
import { type BodySearch, faultOfQuery, type Match, type SearchProgress } from '../viewer/body-search.ts';
import type { SearchQuery } from '../viewer/engine/search-text.ts';
import type { SearchMarks } from '../viewer/marked-text.tsx';

export interface Search {
  query: SearchQuery;
  change(change: Partial<SearchQuery>): void;
  marks: SearchMarks | undefined;
  /** The match the search stands on. */
  reveal: Match | undefined;
  /** `3 of 17`, or that there is none. */
  summary: string;
  /** Share of the body that was looked through, while the search goes on. */
  progress: number | undefined;
  step(by: 1 | -1): void;
  stop(): void;
}

/** A search begins when nothing was typed for so long. */
const pauseMs = 150;

const nothing: SearchProgress = { status: 'done', readBytes: 0, count: 0 };
const neverChanges = () => () => undefined;
const noProgress = () => nothing;

/** Searches a document as the person types; the next and previous match go round. */
export function useSearch(document: BodyDocument | undefined): Search {
  const [query, setQuery] = useState<SearchQuery>({ text: '', matchCase: false, isRegExp: false });
  const [current, setCurrent] = useState(0);
  const [search, setSearch] = useState<BodySearch>();
  const fault = faultOfQuery(query);
  useEffect(() => {
    if (document === undefined || query.text === '' || fault !== undefined) return undefined;
    let started: BodySearch | undefined;
    const timer = setTimeout(() => {
      started = document.search(query);
      setSearch(started);
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      started?.stop();
      setSearch(undefined);
    };
  }, [document, query, fault]);

  const progress = useSyncExternalStore(search?.subscribe ?? neverChanges, search?.progress ?? noProgress);
  const { count, status } = progress;
  const index = count === 0 ? 0 : ((current % count) + count) % count;
  const marks = useMemo(
    () => (search === undefined || count === 0 ? undefined : { search, current: index }),
    [search, count, index],
  );
  const reveal = useMemo(
    () => (search === undefined || count === 0 ? undefined : search.matchAt(index)),
    // More matches do not move the one that the search stands on.
    // oxlint-disable-next-line react/exhaustive-deps
    [search, count === 0, index],
  );
  const total = `${status === 'full' ? 'more than ' : ''}${count.toLocaleString('en')}`;
  const found = count > 0 ? `${(index + 1).toLocaleString('en')} of ${total}` : undefined;
  const waiting = search === undefined || status === 'searching' ? 'Searching' : 'No match';
  return {
    query,
    change(change) {
      setQuery({ ...query, ...change });
      setCurrent(0);
    },
    marks,
    reveal,
    summary: query.text === '' ? '' : (fault ?? progress.message ?? found ?? waiting),
    progress:
      search !== undefined && status === 'searching'
        ? progress.readBytes / (document?.sizeBytes ?? 1)
        : undefined,
    step: (by) => setCurrent(index + by),
    stop: () => search?.stop(),
  };
}
