import { type LineLanguage, lineTokens } from '../../../../core/line-tokens.ts';
import { utf8Length } from './engine/search-text.ts';
import { MarkedText, type SearchMarks } from './marked-text.tsx';
import styles from './viewer.module.css';

/** A line in the colours of its language, which begins at byte `offset`, with the search's matches marked. */
export function LineText({
  language,
  text,
  offset,
  marks,
}: {
  language: LineLanguage;
  text: string;
  offset: number;
  marks: SearchMarks | undefined;
}) {
  let at = offset;
  return lineTokens(language, text).map((token) => {
    const start = at;
    at += utf8Length(token.text, 0, token.text.length);
    return (
      <span key={start} className={styles[token.kind]}>
        <MarkedText text={token.text} offset={start} marks={marks} />
      </span>
    );
  });
}
