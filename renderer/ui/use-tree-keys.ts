import type { KeyboardEvent, RefObject } from 'react';
import { treeMove, typeaheadIndex } from './tree-model.ts';
import type { TreeMove, TreeRow } from './tree-model.ts';
import type { TreeProps } from './tree.tsx';
import type { TreeChoice } from './use-tree-choice.ts';

export const rowHeightPx = 28;

export type TreeKeysOptions<Row extends TreeRow> = {
  props: TreeProps<Row>;
  focusedIndex: number;
  scroller: RefObject<HTMLElement | null>;
  choice: TreeChoice;
  typeahead: (key: string, at: number) => string;
  focusIndex: (index: number) => void;
};

type Options<Row extends TreeRow> = TreeKeysOptions<Row>;

/** Shift takes along what the focus passes; the main modifier moves the focus alone, and Space chooses there. */
function chooseByKey<Row extends TreeRow>(
  event: KeyboardEvent,
  { props, focusedIndex, choice, focusIndex }: Options<Row>,
  move: TreeMove,
): boolean {
  const { key, shiftKey } = event;
  const row = props.rows[focusedIndex];
  if (!choice.isOn || row === undefined) return false;
  if (key === 'Escape') return choice.clear();
  if (event.altKey || !(shiftKey || event.ctrlKey || event.metaKey)) return false;
  if (key === ' ' && shiftKey) choice.extendTo(row);
  else if (key === ' ') choice.toggle(row);
  else if (move?.kind === 'focus' && key !== 'ArrowLeft' && key !== 'ArrowRight') {
    const target = props.rows[move.index];
    if (shiftKey && target !== undefined) choice.extendTo(target);
    focusIndex(move.index);
  } else return false;
  return true;
}

/** What a key does on the row with the focus; false where it is none of the tree's. */
function actByKey<Row extends TreeRow>(event: KeyboardEvent, options: Options<Row>, move: TreeMove): boolean {
  const { props, focusedIndex, choice, typeahead, focusIndex } = options;
  const row = props.rows[focusedIndex];
  if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
  const goTo = (index: number) => {
    choice.clear();
    focusIndex(index);
  };
  if (move?.kind === 'focus') goTo(move.index);
  else if (move?.kind === 'toggle') props.onToggle(row, move.isExpanded);
  else if (event.key === 'Enter' || event.key === ' ') props.onActivate(row, event.key === 'Enter');
  else if (event.key === 'F2' && props.onRenameStart !== undefined) props.onRenameStart(row);
  else if ((event.key === 'Delete' || event.key === 'Backspace') && props.onDelete !== undefined) {
    props.onDelete(row);
  } else if (event.key.length === 1) {
    const found = typeaheadIndex(props.rows, focusedIndex, typeahead(event.key, event.timeStamp));
    if (found === undefined) return false;
    goTo(found);
  } else return false;
  return true;
}

/** Makes what the keys do in a tree: first what its owner says, then choosing, then the ARIA pattern. */
export function useTreeKeys<Row extends TreeRow>(options: Options<Row>) {
  const { props, focusedIndex, scroller } = options;
  return (event: KeyboardEvent<HTMLElement>) => {
    const row = props.rows[focusedIndex];
    const isOnRow = event.target instanceof HTMLElement && event.target.getAttribute('role') === 'treeitem';
    if (row === undefined || !isOnRow || event.defaultPrevented) return;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx) - 1);
    const move = treeMove(props.rows, focusedIndex, event.key, pageRows);
    const isHandled =
      props.onRowKey?.(event, row) === true ||
      chooseByKey(event, options, move) ||
      actByKey(event, options, move);
    if (isHandled) event.preventDefault();
  };
}
