import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { JsonToken } from '../../../../core/json-lines.ts';
import { MarkedText, type SearchMarks } from './marked-text.tsx';
import styles from './viewer.module.css';

export interface JsonLineRowProps {
  number: number;
  depth: number;
  tokens: JsonToken[];
  canFold: boolean;
  isFolded: boolean;
  isActive: boolean;
  marks: SearchMarks | undefined;
  onToggleFold(): void;
  onSelect(): void;
  /** Draws a string that is a link; gives nothing for any other. */
  renderLink?: ((text: ReactNode) => ReactNode) | undefined;
  /** What can be done with the line's value; drawn on the active or pointed-at line only. */
  actions: () => ReactNode;
}

/** One line of a pretty-printed answer: number, fold, tokens exactly as sent, and what can be done with the value. */
export function JsonLineRow(props: JsonLineRowProps) {
  const { number, depth, tokens, canFold, isFolded, isActive, marks, onToggleFold, onSelect, actions } =
    props;
  const textOf = (token: JsonToken) => {
    const text = <MarkedText text={token.text} offset={token.offset} marks={marks} />;
    return token.kind === 'string' ? (props.renderLink?.(text) ?? text) : text;
  };
  return (
    // The keyboard moves the active line on the viewer itself; a press on a line is its pointer counterpart.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div className={styles['line']} data-active={isActive || undefined} onClick={onSelect}>
      <span className={styles['gutter']} aria-hidden>
        {number}
      </span>
      {canFold ? (
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
      <span className={styles['code']} style={{ paddingInlineStart: `${depth * 2}ch` }}>
        {tokens.map((token) => (
          <span key={token.offset} className={styles[token.kind]}>
            {textOf(token)}
            {token.text === ':' ? ' ' : null}
          </span>
        ))}
        {isFolded && <span className={styles['ellipsis']}> … </span>}
      </span>
      <span className={styles['lineActions']}>{actions()}</span>
    </div>
  );
}
