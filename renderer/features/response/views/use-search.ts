import { useMemo, useState } from 'react';
import { findMatches, maxMatches } from '../viewer/find-matches.ts';
import type { SearchMarks } from '../viewer/marked-text.tsx';

export interface Search {
  wanted: string;
  setWanted(text: string): void;
  marks: SearchMarks | undefined;
  /** Offset of the match the search stands on. */
  reveal: number | undefined;
  /** `3 of 17`, or that there is none. */
  summary: string;
  step(by: 1 | -1): void;
}

/** Searches a text as the person types; the next and previous match go round. */
export function useSearch(text: string): Search {
  const [wanted, setWanted] = useState('');
  const [current, setCurrent] = useState(0);
  const offsets = useMemo(() => findMatches(text, wanted), [text, wanted]);
  const index = offsets.length === 0 ? 0 : ((current % offsets.length) + offsets.length) % offsets.length;
  const marks = useMemo(
    () => (offsets.length === 0 ? undefined : { offsets, length: wanted.length, current: index }),
    [offsets, wanted.length, index],
  );
  const total =
    offsets.length >= maxMatches ? `more than ${maxMatches.toLocaleString('en')}` : String(offsets.length);
  return {
    wanted,
    setWanted(next) {
      setWanted(next);
      setCurrent(0);
    },
    marks,
    reveal: offsets[index],
    summary: wanted === '' ? '' : offsets.length === 0 ? 'No match' : `${index + 1} of ${total}`,
    step: (by) => setCurrent(index + by),
  };
}
