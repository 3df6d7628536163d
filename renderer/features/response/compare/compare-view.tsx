import { countOf } from '../../../../core/count-of.ts';
import { ChevronDown, ChevronUp, Columns2, Rows2, X } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from '../../../store/store.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useLineWindow } from '../viewer/line-window.ts';
import { type AnswerSide, differingHeaders } from './answer-side.ts';
import { type ComparedLine, type Comparison, unifyRows } from './compare-lines.ts';
import { useComparison } from './use-comparison.ts';
import styles from './compare.module.css';

export interface CompareViewProps {
  left: AnswerSide;
  right: AnswerSide;
  /** Absent where it is all there is to see. */
  onClose?: () => void;
  /** What is said of texts that are the same, or both empty. */
  words?: CompareWords;
}

export interface CompareWords {
  same: string;
  layoutOnly: string;
  empty: string;
}

const answerWords: CompareWords = {
  same: 'The bodies are the same',
  layoutOnly: 'They differ in layout only',
  empty: 'Neither has a body',
};

/** Narrower than this, two columns show too little of each line. */
const narrowPx = 720;

/** Whether the person wants one column; kept with the layout of the window. */
const columnsKey = 'comparison.columns';

/** Two answers, side by side or in one column: status and headers that differ, then the bodies line by line. */
export function CompareView({ left, right, onClose, words = answerWords }: CompareViewProps) {
  const state = useComparison(left, right);
  const [isNarrow, setNarrow] = useState(false);
  const isUnified = useStore((store) => store.app.layout[columnsKey] === 'one') || isNarrow;
  const setLayout = useStore((store) => store.app.setLayout);
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setNarrow(element.clientWidth < narrowPx));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const comparison = state.status === 'ready' ? state.comparison : undefined;
  const shown = useMemo(
    () => (comparison === undefined || !isUnified ? comparison : unifyRows(comparison)),
    [comparison, isUnified],
  );
  return (
    <section ref={frame} className={styles['compare']} aria-label="Comparison">
      <Differences left={left} right={right} />
      {state.status === 'comparing' && <Skeleton label="Comparing" lines={8} />}
      {state.status === 'failed' && (
        <Notice
          tone="warning"
          title="They cannot be compared"
          {...(onClose === undefined ? {} : { actions: [{ label: 'Close', onSelect: onClose }] })}
        >
          {state.message}
        </Notice>
      )}
      {shown !== undefined && state.status === 'ready' && (
        <Lines
          comparison={shown}
          isUnified={isUnified}
          onUnify={isNarrow ? undefined : (unify) => setLayout(columnsKey, unify ? 'one' : 'two')}
          isIdentical={state.isIdentical}
          names={[left.label, right.label]}
          words={words}
          onClose={onClose}
        />
      )}
    </section>
  );
}

/** What differs above the bodies. */
function Differences({ left, right }: Pick<CompareViewProps, 'left' | 'right'>) {
  const headers = differingHeaders(left.headers, right.headers);
  const hasSameStatus = left.status === right.status;
  if (hasSameStatus && headers.length === 0) return null;
  const statuses = hasSameStatus ? '' : `Status ${left.status ?? '–'} → ${right.status ?? '–'}`;
  const count = headers.length === 0 ? '' : countOf(headers.length, 'header');
  return (
    <details className={styles['differences']}>
      <summary>{[statuses, count === '' ? '' : `${count} differ`].filter(Boolean).join(' · ')}</summary>
      <table className={styles['headers']}>
        <thead>
          <tr>
            <th scope="col">Header</th>
            <th scope="col">{left.label}</th>
            <th scope="col">{right.label}</th>
          </tr>
        </thead>
        <tbody>
          {headers.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{row.left}</td>
              <td>{row.right}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Lines({
  comparison: { rows, changes },
  isUnified,
  onUnify,
  isIdentical,
  names,
  words,
  onClose,
}: {
  comparison: Comparison;
  isUnified: boolean;
  /** Absent where there is room for one column only. */
  onUnify: ((unify: boolean) => void) | undefined;
  isIdentical: boolean;
  names: [string, string];
  words: CompareWords;
  onClose: (() => void) | undefined;
}) {
  const [current, setCurrent] = useState(-1);
  const { scroller, shown, scrollToLine } = useLineWindow(rows.length);
  const step = (by: number) => {
    const next = (Math.max(current + by, by < 0 && current < 0 ? -1 : 0) + changes.length) % changes.length;
    setCurrent(next);
    scrollToLine(changes[next] ?? 0);
  };
  const drawn = rows.slice(shown.first, shown.last);
  const sameText = isIdentical ? words.same : words.layoutOnly;
  return (
    <>
      <div className={styles['head']}>
        <span className={styles['name']}>{names[0]}</span>
        <span className={styles['name']}>{names[1]}</span>
        <div className={styles['steps']}>
          <span role="status">{changes.length === 0 ? sameText : countText(changes.length, current)}</span>
          <IconButton
            size="sm"
            label="Previous change"
            icon={<ChevronUp />}
            disabled={changes.length === 0}
            onClick={() => step(-1)}
          />
          <IconButton
            size="sm"
            label="Next change"
            icon={<ChevronDown />}
            disabled={changes.length === 0}
            onClick={() => step(1)}
          />
          {onUnify !== undefined && (
            <IconButton
              size="sm"
              label={isUnified ? 'Show side by side' : 'Show in one column'}
              icon={isUnified ? <Columns2 /> : <Rows2 />}
              onClick={() => onUnify(!isUnified)}
            />
          )}
          {onClose === undefined ? null : (
            <IconButton size="sm" label="Close the comparison" icon={<X />} onClick={onClose} />
          )}
        </div>
      </div>
      {rows.length === 0 ? (
        <EmptyState compact title={words.empty} />
      ) : (
        // A scrolling region must take the focus to be scrolled by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div
          ref={scroller}
          className={styles['scroller']}
          role="region"
          aria-label="Differences"
          tabIndex={0}
        >
          <div className={styles['canvas']} style={{ height: shown.heightPx }}>
            <div style={{ transform: `translateY(${shown.offsetPx}px)` }}>
              {drawn.map((row, at) => (
                <div key={shown.first + at} className={styles['row']} data-unified={isUnified || undefined}>
                  {(!isUnified || (row.left !== undefined && !row.isSame)) && (
                    <Side line={row.left} mark={row.isSame ? undefined : 'removed'} />
                  )}
                  {(!isUnified || row.right !== undefined) && (
                    <Side line={row.right} mark={row.isSame ? undefined : 'added'} />
                  )}
                </div>
              ))}
            </div>
          </div>
        </div>
      )}
    </>
  );
}

function countText(count: number, current: number): string {
  const changes = countOf(count, 'change');
  return current < 0 ? changes : `${(current + 1).toLocaleString('en')} of ${changes}`;
}

function Side({ line, mark }: { line: ComparedLine | undefined; mark: 'removed' | 'added' | undefined }) {
  return (
    <span className={styles['side']} data-mark={line === undefined && mark !== undefined ? 'none' : mark}>
      <span className={styles['number']} aria-hidden>
        {line?.number}
      </span>
      <span className={styles['sign']} aria-label={line === undefined ? undefined : mark}>
        {line === undefined || mark === undefined ? ' ' : mark === 'added' ? '+' : '−'}
      </span>
      {/* A line may be a megabyte long: its beginning tells enough. */}
      <span
        className={styles['text']}
        title={(line?.text.length ?? 0) > 80 ? line?.text.slice(0, 2_000) : undefined}
      >
        {line?.text.slice(0, 2_000)}
      </span>
    </span>
  );
}
