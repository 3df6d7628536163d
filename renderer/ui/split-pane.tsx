import { Fragment, useId, useRef, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { defaultLayout } from './split-sizes.ts';
import type { PaneFold, PaneLimits, SplitPaneLayout } from './split-sizes.ts';
import { useSeparators } from './use-separators.ts';
import styles from './split-pane.module.css';

export type SplitPaneItem = PaneLimits & {
  id: string;
  content: ReactNode;
  /** In the unit of the layout. Without it a pane gets an equal part of what the others leave. */
  defaultSize?: number;
  /** The pane before a separator folds when it is dragged to less than its minimum, and with Enter. */
  fold?: PaneFold;
  /** Keeps its px when the window is resized, as side bars do. */
  keepsPixels?: boolean;
};

export type SplitPaneProps = {
  /** Names the separators: "Resize <label>". */
  label: string;
  /** `horizontal` puts the panes side by side. */
  orientation: 'horizontal' | 'vertical';
  panes: readonly SplitPaneItem[];
  /** The layout stored last time. */
  layout?: SplitPaneLayout;
  /** Told after a drag or key press ends; keep it and give it back as `layout`. */
  onLayoutChange?: (layout: SplitPaneLayout) => void;
  className?: string;
};

/**
 * Panes with draggable separators; double click resets, arrow keys move a focused separator (ARIA pattern "window
 * splitter"). Sizes are styles: nothing is measured until somebody moves a separator.
 */
export function SplitPane({ label, orientation, panes, layout, onLayoutChange, className }: SplitPaneProps) {
  const group = useRef<HTMLDivElement>(null);
  const groupId = useId();
  /** What a hand has set. */
  const [sizes, setSizes] = useState<SplitPaneLayout>({});
  const separators = useSeparators({ group, orientation, panes, setSizes, onLayoutChange });
  const known = { ...defaultLayout(panes), ...layout, ...sizes };
  return (
    <div ref={group} className={classNames(styles['group'], className)} data-orientation={orientation}>
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index === 0 ? null : (
            <div
              className={styles['separator']}
              role="separator"
              tabIndex={0}
              data-orientation={orientation}
              aria-orientation={orientation === 'horizontal' ? 'vertical' : 'horizontal'}
              aria-label={`Resize ${label}`}
              aria-controls={`${groupId}${panes[index - 1]?.id}`}
              aria-valuenow={0}
              {...separators(index)}
            />
          )}
          <div
            id={`${groupId}${pane.id}`}
            className={styles['pane']}
            style={paneStyle(pane, orientation, known[pane.id] ?? 1)}
          >
            {pane.content}
          </div>
        </Fragment>
      ))}
    </div>
  );
}

function paneStyle(
  { minSize, maxSize, fold, keepsPixels = false }: SplitPaneItem,
  orientation: SplitPaneProps['orientation'],
  size: number,
): CSSProperties {
  if (fold?.isFolded === true) return { flex: `0 0 ${fold.sizePx}px` };
  const limits =
    orientation === 'horizontal'
      ? { minWidth: minSize, maxWidth: maxSize }
      : { minHeight: minSize, maxHeight: maxSize };
  // Shares of less than one would leave a gap.
  return { ...limits, flex: keepsPixels ? `0 1 ${size}px` : `${Math.max(1, size)} 1 0px` };
}
