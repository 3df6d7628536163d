import { Fragment, type ReactNode } from 'react';
import type { BodySearch } from './body-search.ts';
import { markText } from './mark-text.ts';
import styles from './viewer.module.css';

export interface SearchMarks {
  search: BodySearch;
  /** Index of the match the search stands on. */
  current: number;
}

/** Characters that turn the direction of what follows, so that a text reads otherwise than it is. @see UAX 9, section 2 */
const directions: Readonly<Record<string, string>> = {
  '\u202A': 'LRE',
  '\u202B': 'RLE',
  '\u202C': 'PDF',
  '\u202D': 'LRO',
  '\u202E': 'RLO',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
};
const unseen = /(\uFFFD+|[\u202A-\u202E\u2066-\u2069])/;

/** Shows what stands for bytes that are no characters in the body's charset, and what would change the order of the text. */
function withSigns(text: string): ReactNode {
  if (!unseen.test(text)) return text;
  return text.split(unseen).map((part, index) => {
    if (index % 2 === 0) return part;
    const direction = directions[part];
    return direction === undefined ? (
      // The parts of one text never move.
      // oxlint-disable-next-line react/no-array-index-key
      <span
        key={index}
        className={styles['replacement']}
        title="Bytes that are no characters in this charset"
      >
        {part}
      </span>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key
      <bdi
        key={index}
        className={styles['direction']}
        data-name={direction}
        title="A character that turns the direction of text; it has no effect here"
      >
        {part}
      </bdi>
    );
  });
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
  if (found.length === 0) return withSigns(text);
  return (
    <>
      {found.map(({ start, end, match }, index) => (
        <Fragment key={match}>
          {withSigns(text.slice(found[index - 1]?.end ?? 0, start))}
          <mark className={styles['match']} data-current={match === marks?.current || undefined}>
            {withSigns(text.slice(start, end))}
          </mark>
        </Fragment>
      ))}
      {withSigns(text.slice(found.at(-1)?.end))}
    </>
  );
}
