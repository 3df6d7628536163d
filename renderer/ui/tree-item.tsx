import { memo, useId } from 'react';
import type { DragEvent, MouseEvent } from 'react';
import { ChevronRight } from 'lucide-react';
import { ContextMenu } from './context-menu.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { hasMainModifier } from './shortcut.ts';
import { TreeRename } from './tree-rename.tsx';
import { dropPosition } from './tree-model.ts';
import type { DropPosition, TreeRow } from './tree-model.ts';
import type { TreeProps } from './tree.tsx';
import styles from './tree.module.css';

export type TreeDrag = { id: string; overId?: string; position?: DropPosition };

/** What a row tells its tree; the same functions for as long as the tree is there. */
export type TreeItemActions<Row extends TreeRow> = {
  toggle: (row: Row, isExpanded: boolean) => void;
  click: (row: Row, keeps: boolean) => void;
  choose: (row: Row, by: 'one' | 'range') => void;
  /** What is dragged with the row, where that is more than itself. */
  dragLabel: (row: Row) => string | undefined;
  focus: (row: Row) => void;
  menu: (row: Row) => readonly MenuEntry[];
  renamed: (row: Row, name: string | undefined) => void;
  dragged: (drag: TreeDrag | undefined) => void;
  canDrop: (row: Row, target: Row, position: DropPosition) => boolean;
  move: (row: Row, target: Row, position: DropPosition) => void;
};

export type TreeItemProps<Row extends TreeRow> = Pick<
  TreeProps<Row>,
  'renderIcon' | 'renderLabel' | 'renderEnd'
> & {
  row: Row;
  position: number | undefined;
  setSize: number | undefined;
  /** In px from the top of the rows. */
  top: number;
  isTabStop: boolean;
  isSelected: boolean;
  isRenaming: boolean;
  dropMark: DropPosition | undefined;
  dragged: Row | undefined;
  hasMenu: boolean;
  canMove: boolean;
  canChoose: boolean;
  actions: TreeItemActions<Row>;
};

const indentPx = 16;

/** Draws what is dragged as words, for as long as the browser needs to take their picture. */
function showDragLabel(transfer: DataTransfer, text: string): void {
  const label = document.createElement('div');
  label.className = styles['dragLabel'] ?? '';
  label.textContent = text;
  document.body.append(label);
  transfer.setDragImage(label, -12, 4);
  setTimeout(() => label.remove());
}

/** How a click chooses several rows, where it does. */
function chosenBy(event: MouseEvent<HTMLElement>): 'one' | 'range' | undefined {
  if (event.shiftKey) return 'range';
  return hasMainModifier(event) ? 'one' : undefined;
}

/** The drag and drop handlers of one row. */
function dragHandlers<Row extends TreeRow>(props: TreeItemProps<Row>) {
  const { row, dragged, actions } = props;
  if (!props.canMove) return {};
  const positionAt = (event: DragEvent<HTMLElement>) => {
    if (dragged === undefined || dragged.id === row.id) return undefined;
    const box = event.currentTarget.getBoundingClientRect();
    const position = dropPosition(event.clientY - box.top, box.height, row.isExpanded !== undefined);
    return actions.canDrop(dragged, row, position) ? position : undefined;
  };
  return {
    draggable: !props.isRenaming,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('application/x-postern-tree', row.id);
      const label = actions.dragLabel(row);
      if (label !== undefined) showDragLabel(event.dataTransfer, label);
      actions.dragged({ id: row.id });
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (dragged === undefined) return;
      const position = positionAt(event);
      if (position !== undefined) event.preventDefault();
      if (props.dropMark !== position) actions.dragged({ id: dragged.id, overId: row.id, position });
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const position = positionAt(event);
      if (dragged === undefined || position === undefined) return;
      event.preventDefault();
      actions.dragged(undefined);
      actions.move(dragged, row, position);
    },
    onDragEnd: () => actions.dragged(undefined),
  };
}

function Item<Row extends TreeRow>(props: TreeItemProps<Row>) {
  const { row, isTabStop, isRenaming, isSelected, actions } = props;
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
      aria-posinset={props.position}
      aria-setsize={props.setSize}
      aria-selected={isSelected}
      aria-expanded={row.isExpanded}
      tabIndex={isTabStop && !isRenaming ? 0 : -1}
      style={{ transform: `translateY(${props.top}px)`, '--tree-indent': `${row.depth * indentPx}px` }}
      onFocus={() => actions.focus(row)}
      onMouseDown={(event) => {
        // The focus stays where a range begins until the click says what is meant.
        if (props.canChoose && !isRenaming && chosenBy(event) !== undefined) event.preventDefault();
      }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, input') !== null) return;
        const by = props.canChoose ? chosenBy(event) : undefined;
        if (by !== undefined) {
          actions.choose(row, by);
          return;
        }
        // The second click of a double click must not fold again what the first one opened.
        if (event.detail <= 1) actions.click(row, false);
      }}
      onDoubleClick={(event) => {
        if (props.canChoose && chosenBy(event) !== undefined) return;
        if (event.target instanceof Element && event.target.closest('button, input') !== null) return;
        actions.click(row, true);
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
            actions.toggle(row, row.isExpanded !== true);
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
          onEnd={(name) => actions.renamed(row, name)}
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
  return props.hasMenu ? <ContextMenu items={() => actions.menu(row)}>{item}</ContextMenu> : item;
}

/** One row of a tree; drawn again only when something of it is another. */
export const TreeItem = memo(Item) as typeof Item;
