import { Fragment, type ReactNode } from 'react';
import type { BodySearch } from './body-search.ts';
import { markText } from './mark-text.ts';
import styles from './viewer.module.css';

export interface SearchMarks {
  search: BodySearch;
  /** Index of the match the search stands on. */
  current: number;
}

/** Shows the characters that stand for bytes which are none in the body's charset. */
function withReplacements(text: string): ReactNode {
  if (!text.includes('\uFFFD')) return text;
  return text.split(/(\uFFFD+)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // The parts of one text never move.
      // oxlint-disable-next-line react/no-array-index-key
      <span
        key={index}
        className={styles['replacement']}
        title="Bytes that are no characters in this charset"
      >
        {part}
      </span>
    ),
  );
}

/** A piece of a body's text, which begins at byte `offset`, with the search's matches marked. */
export function MarkedText({
  text,
  offset,
  marks,
}: {
  text: string;
  offset: number;
  marks: SearchMarks | undefined;
}) {
  const found = marks === undefined ? [] : markText(text, offset, marks.search);
  if (found.length === 0) return withReplacements(text);
  return (
    <>
      {found.map(({ start, end, match }, index) => (
        <Fragment key={match}>
          {withReplacements(text.slice(found[index - 1]?.end ?? 0, start))}
          <mark className={styles['match']} data-current={match === marks?.current || undefined}>
            {withReplacements(text.slice(start, end))}
          </mark>
        </Fragment>
      ))}
      {withReplacements(text.slice(found.at(-1)?.end))}
    </>
  );
}
