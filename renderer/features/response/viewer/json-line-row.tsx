import { ChevronDown, ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { mostIndentSteps } from '../../../../core/json-lines.ts';
import { formatSize } from '../../../ui/format-figures.ts';
import type { JsonRow, JsonToken } from './engine/rows.ts';
import { MarkedText, type SearchMarks } from './marked-text.tsx';
import styles from './viewer.module.css';

export interface JsonLineRowProps {
  line: JsonRow;
  isFolded: boolean;
  isActive: boolean;
  marks: SearchMarks | undefined;
  /** More of a very long token than its line has with it. */
  moreText(token: JsonToken): string | undefined;
  canShowMore(token: JsonToken): boolean;
  onShowMore(token: JsonToken): void;
  onToggleFold(): void;
  onSelect(): void;
  onPointAt(): void;
  /** Draws a value another way, such as a link around it; `content` is the token as it would be drawn. */
  renderValue?: ((line: JsonRow, token: JsonToken, content: ReactNode) => ReactNode) | undefined;
  /** What can be done with the line's value; given for the active and the pointed-at line only. */
  actions: ReactNode;
}

/** One line of a pretty-printed answer: number, fold, tokens exactly as sent, and what can be done with the value. */
export function JsonLineRow(props: JsonLineRowProps) {
  const { line, isFolded, isActive, onToggleFold, onSelect, onPointAt, actions } = props;
  const number = line.row + 1;
  return (
    // The keyboard moves the active line on the viewer itself; a press on a line is its pointer counterpart.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      className={styles['line']}
      data-active={isActive || undefined}
      onClick={onSelect}
      onPointerEnter={onPointAt}
    >
      <span className={styles['gutter']} aria-hidden>
        {number}
      </span>
      {line.opens ? (
        <button
          type="button"
          className={styles['fold']}
          tabIndex={-1}
          aria-label={isFolded ? `Unfold line ${number}` : `Fold line ${number}`}
          aria-expanded={!isFolded}
          onClick={onToggleFold}
        >
          {isFolded ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
        </button>
      ) : (
        <span className={styles['fold']} />
      )}
      <span
        className={styles['code']}
        data-clipped={line.tokens.some(({ hiddenBytes }) => hiddenBytes > 0) || undefined}
        style={{ paddingInlineStart: `${Math.min(line.depth, mostIndentSteps) * 2}ch` }}
      >
        {line.tokens.map((token, index) => (
          <Fragment key={token.start}>
            {stoodApart(line.tokens[index - 1], token) && ' '}
            <Token token={token} {...props} />
          </Fragment>
        ))}
        {isFolded && <span className={styles['ellipsis']}> … </span>}
      </span>
      <span className={styles['lineActions']}>{actions}</span>
    </div>
  );
}

/** In what is no JSON, such as a comment or a message behind it, words stand side by side. */
function stoodApart(before: JsonToken | undefined, token: JsonToken): boolean {
  return before !== undefined && before.kind !== 'punctuation' && token.start > before.end;
}

function Token(props: JsonLineRowProps & { token: JsonToken }) {
  const { token, line, marks, moreText, canShowMore, renderValue, onShowMore } = props;
  const text = moreText(token) ?? token.text;
  const content = <MarkedText text={text} offset={token.start} marks={marks} />;
  const isValue = token.kind !== 'name' && token.kind !== 'punctuation';
  return (
    <span className={styles[token.kind]}>
      {isValue && renderValue !== undefined ? renderValue(line, token, content) : content}
      {token.hiddenBytes > 0 && text.length < token.end - token.start && (
        <span className={styles['ellipsis']}>… {formatSize(token.end - token.start)} in all </span>
      )}
      {token.hiddenBytes > 0 && canShowMore(token) && (
        <button
          type="button"
          className={styles['more']}
          onClick={(event) => {
            event.stopPropagation();
            onShowMore(token);
          }}
        >
          Show more
        </button>
      )}
      {token.text === ':' ? ' ' : null}
    </span>
  );
}
