import { useId } from 'react';
import type { DragEvent } from 'react';
import { ChevronRight } from 'lucide-react';
import { ContextMenu } from './context-menu.tsx';
import { TreeRename } from './tree-rename.tsx';
import { dropPosition } from './tree-model.ts';
import type { DropPosition, SiblingPlace, TreeRow } from './tree-model.ts';
import type { TreeProps } from './tree.tsx';
import styles from './tree.module.css';

export type TreeDrag = { id: string; overId?: string; position?: DropPosition };

export type TreeItemProps<Row extends TreeRow> = TreeProps<Row> & {
  row: Row;
  place: SiblingPlace;
  /** In px from the top of the rows. */
  top: number;
  isTabStop: boolean;
  isRenaming: boolean;
  dropMark: DropPosition | undefined;
  dragged: Row | undefined;
  onDragChange: (drag: TreeDrag | undefined) => void;
  onFocusRow: () => void;
  onClickRow: (keeps: boolean) => void;
};

const indentPx = 16;

/** The drag and drop handlers of one row. */
function dragHandlers<Row extends TreeRow>(props: TreeItemProps<Row>) {
  const { row, dragged, onMove, canDrop, onDragChange } = props;
  if (onMove === undefined) return {};
  const positionAt = (event: DragEvent<HTMLElement>) => {
    if (dragged === undefined || dragged.id === row.id) return undefined;
    const box = event.currentTarget.getBoundingClientRect();
    const position = dropPosition(event.clientY - box.top, box.height, row.isExpanded !== undefined);
    return canDrop?.(dragged, row, position) === false ? undefined : position;
  };
  return {
    draggable: !props.isRenaming,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('application/x-postern-tree', row.id);
      onDragChange({ id: row.id });
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (dragged === undefined) return;
      const position = positionAt(event);
      if (position !== undefined) event.preventDefault();
      if (props.dropMark !== position) onDragChange({ id: dragged.id, overId: row.id, position });
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const position = positionAt(event);
      if (dragged === undefined || position === undefined) return;
      event.preventDefault();
      onDragChange(undefined);
      onMove(dragged, row, position);
    },
    onDragEnd: () => onDragChange(undefined),
  };
}

/** One row of a tree. */
export function TreeItem<Row extends TreeRow>(props: TreeItemProps<Row>) {
  const { row, place, isTabStop, isRenaming, selectedId, onToggle, onClickRow, contextMenu } = props;
  const isSelected = row.id === selectedId;
  const domId = useId();
  const item = (
    <div
      className={styles['item']}
      role="treeitem"
      data-tree-id={row.id}
      data-drop={props.dropMark}
      data-selected={isSelected || undefined}
      aria-labelledby={isRenaming ? undefined : `${domId}-icon ${domId}-label`}
      aria-label={isRenaming ? row.label : undefined}
      aria-level={row.depth + 1}
      aria-posinset={place.position}
      aria-setsize={place.count}
      aria-selected={isSelected}
      aria-expanded={row.isExpanded}
      tabIndex={isTabStop && !isRenaming ? 0 : -1}
      style={{ transform: `translateY(${props.top}px)`, '--tree-indent': `${row.depth * indentPx}px` }}
      onFocus={props.onFocusRow}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, input') !== null) return;
        // The second click of a double click must not fold again what the first one opened.
        if (event.detail <= 1) onClickRow(false);
      }}
      onDoubleClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, input') !== null) return;
        onClickRow(true);
      }}
      {...dragHandlers(props)}
    >
      {Array.from({ length: row.depth }, (_, depth) => (
        <span
          key={depth}
          className={styles['guide']}
          style={{ left: 15 + depth * indentPx }}
          aria-hidden="true"
        />
      ))}
      {row.isExpanded === undefined ? (
        <span className={styles['twistie']} />
      ) : (
        <span
          className={styles['twistie']}
          data-expanded={row.isExpanded || undefined}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            onToggle(row, row.isExpanded !== true);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <ChevronRight />
        </span>
      )}
      {props.renderIcon === undefined ? null : (
        <span id={`${domId}-icon`} className={styles['icon']}>
          {props.renderIcon(row)}
        </span>
      )}
      {/* Parts the icon's text from the label where texts are read as one. */}{' '}
      {isRenaming ? (
        <TreeRename
          label={`Name of ${row.label}`}
          name={row.label}
          onEnd={(name) => props.onRenameEnd?.(row, name)}
        />
      ) : (
        <span id={`${domId}-label`} className={styles['label']} title={row.label}>
          {props.renderLabel === undefined ? row.label : props.renderLabel(row)}
        </span>
      )}
      {props.renderEnd === undefined || isRenaming ? null : (
        <span className={styles['end']}>{props.renderEnd(row, { isFocused: isTabStop, isSelected })}</span>
      )}
    </div>
  );
  return contextMenu === undefined ? item : <ContextMenu items={() => contextMenu(row)}>{item}</ContextMenu>;
}
