import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { countOf } from '../../core/count-of.ts';
import { useFixedRows } from './fixed-rows.ts';
import type { MenuEntry } from './menu-entry.ts';
import type { ScrollHandle } from './scroll-handle.ts';
import { TreeItem } from './tree-item.tsx';
import type { TreeItemActions } from './tree-item.tsx';
import { rowHeightPx, useTreeKeys } from './use-tree-keys.ts';
import { siblingPlaces } from './tree-model.ts';
import type { DropPosition, TreeRow } from './tree-model.ts';
import { useTypedText } from './typed-text.ts';
import { useTreeChoice } from './use-tree-choice.ts';
import { useStableActions } from './use-stable-actions.ts';
import styles from './tree.module.css';

/** What a row's drawing may depend on. */
export type TreeRowState = { isFocused: boolean; isSelected: boolean };

export type TreeProps<Row extends TreeRow> = {
  label: string;
  /** The rows in sight: children of folded rows are left out. */
  rows: readonly Row[];
  /** The row whose document is open. */
  selectedId: string | undefined;
  /** The rows that are chosen together; while there are any, they show instead of the selected one. */
  chosenIds?: readonly string[];
  /** Lets several rows be chosen: with the main modifier or Shift and a click or an arrow. Empty goes back to one. */
  onChoose?: (ids: readonly string[]) => void;
  onToggle: (row: Row, isExpanded: boolean) => void;
  /** Click, Enter or Space; `keeps` is true for Enter and double click (open for good, not as a preview). */
  onActivate: (row: Row, keeps: boolean) => void;
  /** What stands before the label: an icon or a method badge. A row is drawn again when it or one of these three is another. */
  renderIcon?: (row: Row) => ReactNode;
  /** The label, when it is more than `row.label` (search matches). */
  renderLabel?: (row: Row) => ReactNode;
  /** Stands at the row's end: badges, and buttons that show on hover. */
  renderEnd?: (row: Row, state: TreeRowState) => ReactNode;
  contextMenu?: (row: Row) => readonly MenuEntry[];
  /** The row that is being renamed. */
  renamingId?: string;
  /** F2, or a choice in a menu of the owner. */
  onRenameStart?: (row: Row) => void;
  /** `undefined` gives up. */
  onRenameEnd?: (row: Row, name: string | undefined) => void;
  /** Delete or Backspace. */
  onDelete?: (row: Row) => void;
  /** Keys the tree does not use itself; return true for handled. */
  onRowKey?: (event: KeyboardEvent, row: Row) => boolean;
  /** Switches dragging on. */
  onMove?: (row: Row, target: Row, position: DropPosition) => void;
  /** Every drop is allowed unless this says no; rows never drop into themselves. */
  canDrop?: (row: Row, target: Row, position: DropPosition) => boolean;
  handle?: Ref<ScrollHandle>;
};

const none: readonly string[] = [];

/** Keeps which row has the tab stop, by id, through changes of the rows. */
function useFocusedRow(rows: readonly TreeRow[], selectedId: string | undefined) {
  const [focused, setFocused] = useState<{ id: string | undefined; index: number }>({
    id: undefined,
    index: 0,
  });
  const wantedId = focused.id ?? selectedId;
  const found = rows.findIndex((row) => row.id === wantedId);
  // The row is gone (deleted, folded away): stay at its place.
  const index = found === -1 ? Math.max(0, Math.min(focused.index, rows.length - 1)) : found;
  if (index !== focused.index) setFocused({ ...focused, index });
  return {
    index,
    currentId: found === -1 ? undefined : wantedId,
    setFocusedId: (id: string) => setFocused({ id, index }),
  };
}

/** A virtual tree with the keys of the ARIA pattern, renaming in place, a context menu, and drag and drop. */
export function Tree<Row extends TreeRow>(props: TreeProps<Row>) {
  const { label, rows, selectedId, onToggle, onActivate, renamingId } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { index: focusedIndex, currentId, setFocusedId } = useFocusedRow(rows, selectedId);
  const chosenIds = props.chosenIds ?? none;
  const choice = useTreeChoice({ rows, chosenIds, onChoose: props.onChoose, currentId });
  const [drag, setDrag] = useState<{ id: string; overId?: string; position?: DropPosition }>();
  const typeahead = useTypedText();
  const counted = useMemo(() => (rows[0]?.setSize === undefined ? siblingPlaces(rows) : undefined), [rows]);
  const { indexes, scrollTo } = useFixedRows({
    count: rows.length,
    scroller,
    rowHeight: rowHeightPx,
    // Scrolling the row with the tab stop away would lose the focus.
    keptIndex: focusedIndex,
  });
  useImperativeHandle(props.handle, () => ({ scrollToIndex: scrollTo }), [scrollTo]);

  // A focused row that was removed takes the focus with it: give it to the row now in its place.
  const hadFocus = useRef(false);
  const focusedRowId = rows[focusedIndex]?.id;
  useEffect(() => {
    if (!hadFocus.current || document.activeElement !== document.body) return;
    scroller.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
  }, [focusedRowId, renamingId]);

  const chosen = useMemo(() => new Set(chosenIds), [chosenIds]);
  // Looked up once: for every drawn row it would cost more than drawing them.
  const dragged = drag === undefined ? undefined : rows.find((row) => row.id === drag.id);

  const focusIndex = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    setFocusedId(row.id);
    scrollTo(index);
    const focus = () =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-tree-id="${CSS.escape(row.id)}"]`)
        ?.focus({ preventScroll: true });
    if (focus() === undefined) requestAnimationFrame(focus);
  };

  const onKeyDown = useTreeKeys({ props, focusedIndex, scroller, choice, typeahead, focusIndex });

  const actions: TreeItemActions<Row> = useStableActions({
    toggle: onToggle,
    click: (row: Row, keeps: boolean) => {
      choice.clear();
      focusIndex(rows.indexOf(row));
      onActivate(row, keeps);
    },
    choose: (row: Row, by: 'one' | 'range') => {
      // Before the focus goes there: a range begins where it was.
      if (by === 'range') choice.extendTo(row);
      else choice.toggle(row);
      focusIndex(rows.indexOf(row));
    },
    dragLabel: (row: Row) =>
      chosenIds.length > 1 && chosenIds.includes(row.id) ? countOf(chosenIds.length, 'item') : undefined,
    focus: (row: Row) => setFocusedId(row.id),
    menu: (row: Row) => props.contextMenu?.(row) ?? [],
    renamed: (row: Row, name: string | undefined) => props.onRenameEnd?.(row, name),
    dragged: setDrag,
    canDrop: (row: Row, target: Row, position: DropPosition) =>
      props.canDrop?.(row, target, position) !== false,
    move: (row: Row, target: Row, position: DropPosition) => props.onMove?.(row, target, position),
  });

  return (
    <div
      ref={scroller}
      className={styles['tree']}
      role="tree"
      aria-label={label}
      aria-multiselectable={choice.isOn || undefined}
      onKeyDown={onKeyDown}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={(event) => {
        // A removed element blurs without a next one; a real leave names it or leaves the window.
        if (event.relatedTarget !== null)
          hadFocus.current = event.currentTarget.contains(event.relatedTarget);
      }}
    >
      <div role="presentation" className={styles['rows']} style={{ height: rows.length * rowHeightPx }}>
        {indexes.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          const place = counted?.[index];
          return (
            <TreeItem
              key={row.id}
              row={row}
              position={place?.position ?? row.position}
              setSize={place?.count ?? row.setSize}
              top={index * rowHeightPx}
              isTabStop={index === focusedIndex}
              isSelected={chosenIds.length > 0 ? chosen.has(row.id) : row.id === selectedId}
              isRenaming={row.id === renamingId}
              dropMark={drag?.overId === row.id ? drag.position : undefined}
              dragged={dragged}
              hasMenu={props.contextMenu !== undefined}
              canMove={props.onMove !== undefined}
              canChoose={choice.isOn}
              renderIcon={props.renderIcon}
              renderLabel={props.renderLabel}
              renderEnd={props.renderEnd}
              actions={actions}
            />
          );
        })}
      </div>
    </div>
  );
}
