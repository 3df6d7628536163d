import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import type { JsonPath } from '../../../../core/json.ts';
import type { JsonLines, JsonToken } from '../../../../core/json-lines.ts';
import type { JsonPlace } from '../../../../core/links/link-target.ts';
import {
  addFold,
  type Fold,
  lineAtPosition,
  positionOfLine,
  removeFold,
  revealLine,
  visibleCount,
} from './folds.ts';
import { JsonLineRow } from './json-line-row.tsx';
import { lineHeightPx, useLineWindow } from './line-window.ts';
import type { SearchMarks } from './marked-text.tsx';
import { useJsonLines } from './use-json-lines.ts';
import styles from './viewer.module.css';

/** A value the person points at: exactly as it stands in the text, and where. */
export interface JsonScalar {
  path: JsonPath;
  /** The token as sent: a string with its quotes, a number with every digit. */
  token: string;
  /** The text a variable would hold: a string without quotes and escapes, else the token. */
  value: string;
}

/** Gives the scalar of a line, or nothing where a container opens or closes. */
export function scalarOf(
  lines: JsonLines,
  index: number,
  tokens: readonly JsonToken[],
): JsonScalar | undefined {
  const value = tokens.findLast((token) => ['string', 'number', 'literal'].includes(token.kind));
  if (value === undefined) return undefined;
  return { path: lines.pathOf(index), token: value.text, value: scalarText(value) };
}

function scalarText({ kind, text }: JsonToken): string {
  if (kind !== 'string') return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}

/** How links of an answer are shown and followed. */
export interface JsonLinks {
  /** Draws a string that is a link; gives nothing for any other. */
  render(place: JsonPlace, text: ReactNode): ReactNode;
  /** Follows the link of a line; does nothing where it has none. */
  open(place: JsonPlace): void;
}

export interface JsonViewProps {
  label: string;
  text: string;
  marks: SearchMarks | undefined;
  /** Offset of the match the search stands on: brought into sight. */
  reveal: number | undefined;
  renderActions(scalar: JsonScalar, place: JsonPlace): ReactNode;
  links?: JsonLinks | undefined;
}

/** A JSON answer, pretty, in colour and foldable. Only the lines in sight exist; no token is ever changed. */
export function JsonView({ label, text, marks, reveal, renderActions, links }: JsonViewProps) {
  const { lines, lineCount } = useJsonLines(text);
  const [folds, setFolds] = useState<Fold[]>([]);
  const [active, setActive] = useState<number>();
  const count = visibleCount(folds, lineCount);
  const { scroller, shown, scrollToLine } = useLineWindow(count);

  const goTo = (line: number, openFolds: boolean) => {
    const nextFolds = openFolds ? revealLine(folds, line) : folds;
    if (nextFolds.length !== folds.length) setFolds(nextFolds);
    setActive(line);
    scrollToLine(positionOfLine(nextFolds, line));
  };
  useEffect(() => {
    if (reveal !== undefined) goTo(lines.lineOf(reveal), true);
    // Only a new match moves the view; folding or scrolling afterwards is the person's.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [reveal, lines]);

  const toggleFold = (line: number) => {
    const isFolded = folds.some((fold) => fold.start === line);
    setFolds(isFolded ? removeFold(folds, line) : addFold(folds, { start: line, end: lines.foldEnd(line) }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const position = active === undefined ? -1 : positionOfLine(folds, active);
    const page = Math.max(Math.floor((scroller.current?.clientHeight ?? 400) / lineHeightPx) - 1, 1);
    const moves: Record<string, number> = {
      ArrowDown: position + 1,
      ArrowUp: position - 1,
      PageDown: position + page,
      PageUp: position - page,
      Home: 0,
      End: count - 1,
    };
    const target = moves[event.key];
    if (event.key === 'Enter' && active !== undefined) {
      links?.open({ lines, line: active, tokens: lines.lineAt(active).tokens });
    }
    if (target !== undefined && !event.altKey) {
      event.preventDefault();
      goTo(lineAtPosition(folds, Math.min(Math.max(target, 0), count - 1)), false);
    } else if (active !== undefined && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const isFolded = folds.some((fold) => fold.start === active);
      if (lines.foldEnd(active) > active && isFolded === (event.key === 'ArrowRight')) {
        event.preventDefault();
        toggleFold(active);
      }
    }
  };

  const rows = useMemo(
    () =>
      Array.from({ length: Math.max(shown.last - shown.first, 0) }, (_, at) =>
        lineAtPosition(folds, shown.first + at),
      ),
    [shown.first, shown.last, folds],
  );
  return (
    // A scrolling region must take the focus to be moved through by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={scroller}
      className={styles['scroller']}
      role="region"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles['canvas']} style={{ height: shown.heightPx }}>
        <div className={styles['lines']} style={{ transform: `translateY(${shown.offsetPx}px)` }}>
          {rows.map((line) => {
            const { depth, tokens } = lines.lineAt(line);
            return (
              <JsonLineRow
                key={line}
                number={line + 1}
                depth={depth}
                tokens={tokens}
                canFold={lines.foldEnd(line) > line}
                isFolded={folds.some((fold) => fold.start === line)}
                isActive={line === active}
                marks={marks}
                renderLink={(value) => links?.render({ lines, line, tokens }, value)}
                onToggleFold={() => toggleFold(line)}
                onSelect={() => setActive(line)}
                actions={() => {
                  const scalar = scalarOf(lines, line, tokens);
                  return scalar === undefined ? null : renderActions(scalar, { lines, line, tokens });
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
