import { markupTokens } from '../../../../core/markup-tokens.ts';
import { utf8Length } from './engine/search-text.ts';
import { MarkedText, type SearchMarks } from './marked-text.tsx';
import styles from './viewer.module.css';

/** A line of markup in colour, which begins at byte `offset`, with the search's matches marked. */
export function MarkupText({
  text,
  offset,
  marks,
}: {
  text: string;
  offset: number;
  marks: SearchMarks | undefined;
}) {
  let at = offset;
  return markupTokens(text).map((token) => {
    const start = at;
    at += utf8Length(token.text, 0, token.text.length);
    return (
      <span key={start} className={styles[token.kind]}>
        <MarkedText text={token.text} offset={start} marks={marks} />
      </span>
    );
  });
}
