import { Fragment } from 'react';
import { matchesWithin } from './find-matches.ts';
import styles from './viewer.module.css';

export interface SearchMarks {
  offsets: readonly number[];
  length: number;
  /** Index of the match the search stands on. */
  current: number;
}

/** A piece of text with the search's matches marked. */
export function MarkedText({
  text,
  offset,
  marks,
}: {
  text: string;
  offset: number;
  marks: SearchMarks | undefined;
}) {
  if (marks === undefined || marks.offsets.length === 0) return text;
  const found = matchesWithin(marks.offsets, marks.length, offset, offset + text.length);
  if (found.length === 0) return text;
  return (
    <>
      {found.map(({ start, end, match }, index) => (
        <Fragment key={start}>
          {text.slice(found[index - 1]?.end ?? 0, start)}
          <mark className={styles['match']} data-current={match === marks.current || undefined}>
            {text.slice(start, end)}
          </mark>
        </Fragment>
      ))}
      {text.slice(found.at(-1)?.end)}
    </>
  );
}
