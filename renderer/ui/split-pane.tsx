import { Fragment } from 'react';
import type { ReactNode, Ref } from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import styles from './split-pane.module.css';

export type SplitPaneHandle = Pick<PanelImperativeHandle, 'collapse' | 'expand' | 'isCollapsed'>;

export type SplitPaneItem = {
  id: string;
  content: ReactNode;
  /** Numbers are px, strings such as `30%` are shares. */
  defaultSize?: number | string;
  minSize?: number | string;
  maxSize?: number | string;
  /** Folds to nothing when dragged below half its minimum. */
  collapsible?: boolean;
  /** In px: what it folds to instead of nothing. */
  collapsedSize?: number;
  /** Told when it was folded or unfolded, by dragging too. */
  onCollapse?: (isCollapsed: boolean) => void;
  handle?: Ref<SplitPaneHandle>;
  /** Keeps its px when the window is resized, as side bars do. */
  keepsPixels?: boolean;
};

/** Sizes by pane id, in percent; plain data to store. */
export type SplitPaneLayout = Record<string, number>;

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

/** Panes with draggable separators; double click resets, arrow keys move a focused separator. */
export function SplitPane({ label, orientation, panes, layout, onLayoutChange, className }: SplitPaneProps) {
  return (
    <Group
      className={className}
      orientation={orientation}
      defaultLayout={layout}
      onLayoutChanged={(next, meta) => {
        if (meta.isUserInteraction) onLayoutChange?.({ ...next });
      }}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index === 0 ? null : (
            <Separator
              className={styles['separator']}
              data-orientation={orientation}
              aria-label={`Resize ${label}`}
            />
          )}
          <Panel
            id={pane.id}
            className={styles['pane']}
            defaultSize={pane.defaultSize}
            minSize={pane.minSize}
            maxSize={pane.maxSize}
            collapsible={pane.collapsible}
            collapsedSize={pane.collapsedSize}
            panelRef={pane.handle as Ref<PanelImperativeHandle> | undefined}
            onResize={(size, _id, before) => {
              const { onCollapse, collapsedSize = 0 } = pane;
              if (onCollapse === undefined || before === undefined) return;
              const isSmall = ({ inPixels }: { inPixels: number }) => inPixels < collapsedSize + 1;
              if (isSmall(size) !== isSmall(before)) onCollapse(isSmall(size));
            }}
            groupResizeBehavior={pane.keepsPixels === true ? 'preserve-pixel-size' : 'preserve-relative-size'}
          >
            {pane.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
