import type { KeyboardEvent } from 'react';
import { shownTarget } from './key-value-filter.ts';
import type { useRowSteps } from './key-value-steps.ts';
import { hasMainModifier, type Shortcut } from './shortcut.ts';

/** Deletes a row. With the Delete key the main modifier deletes a word, which is wanted while typing. */
export const deleteRowKeys: Shortcut = 'Mod+Shift+K';

/** A cell by its place in the grid. */
export type CellPlace = { row: number; column: number };

const cellSelector = '[data-cell-row]';
const focusable = 'input:not(:disabled), textarea:not(:disabled), button:not(:disabled), [role="combobox"]';

/** The place of the cell that holds an element. */
export function placeOf(target: EventTarget | null): CellPlace | undefined {
  if (!(target instanceof Element)) return undefined;
  const cell = target.closest<HTMLElement>(cellSelector);
  if (cell === null) return undefined;
  return { row: Number(cell.dataset['cellRow']), column: Number(cell.dataset['cellColumn']) };
}

/** Focuses the control in a cell; tells whether there was one. */
export function focusCell(root: Element | null, place: CellPlace): boolean {
  const cell = root?.querySelector(`[data-cell-row="${place.row}"][data-cell-column="${place.column}"]`);
  const control = cell?.querySelector<HTMLElement>(focusable);
  if (control === null || control === undefined) return false;
  control.focus();
  if (control instanceof HTMLInputElement && control.type === 'text') {
    control.setSelectionRange(control.value.length, control.value.length);
  }
  return true;
}

/** Whether an arrow key would leave the text at its caret; always so for controls without text. */
function isAtEdge(target: EventTarget, key: string): boolean {
  if (!(target instanceof HTMLInputElement) || target.type === 'checkbox') return true;
  const { selectionStart, selectionEnd, value } = target;
  if (selectionStart === null) return true;
  if (selectionStart !== selectionEnd) return false;
  return key === 'ArrowLeft' ? selectionStart === 0 : selectionStart === value.length;
}

/** The button beside the one in focus, in the same cell. */
function buttonBeside({ target, key }: KeyboardEvent): HTMLButtonElement | undefined {
  if (!(target instanceof HTMLButtonElement) || (key !== 'ArrowLeft' && key !== 'ArrowRight'))
    return undefined;
  const buttons = [...(target.closest(cellSelector)?.querySelectorAll('button') ?? [])];
  return buttons[buttons.indexOf(target) + (key === 'ArrowLeft' ? -1 : 1)];
}

/** The cell a key leads to: Enter and the arrows, as in a spreadsheet. */
function cellTarget(event: KeyboardEvent, place: CellPlace): CellPlace | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const isButton = event.target instanceof HTMLButtonElement;
  switch (event.key) {
    case 'Enter':
      return isButton ? undefined : { ...place, row: place.row + (event.shiftKey ? -1 : 1) };
    case 'ArrowDown':
      return { ...place, row: place.row + 1 };
    case 'ArrowUp':
      return { ...place, row: place.row - 1 };
    case 'ArrowLeft':
      return !event.shiftKey && isAtEdge(event.target, event.key)
        ? { ...place, column: place.column - 1 }
        : undefined;
    case 'ArrowRight':
      return !event.shiftKey && isAtEdge(event.target, event.key)
        ? { ...place, column: place.column + 1 }
        : undefined;
    default:
      return undefined;
  }
}

type TableKeyOptions = {
  canMove: boolean;
  canDuplicate: boolean;
  canDelete: boolean;
  /** The rows that a filter shows. */
  shown: readonly number[] | undefined;
  /** Without the blank one. */
  rowCount: number;
  steps: Pick<ReturnType<typeof useRowSteps>, 'move' | 'duplicate' | 'remove'>;
  focusPlace: (row: number, column: number) => boolean;
};

/** The keys of a table: Alt and an arrow move a row, Mod+D copies it, Mod+Shift+K deletes it, the others go from cell to cell. */
export function handleTableKey(event: KeyboardEvent, options: TableKeyOptions): void {
  const { shown, rowCount, steps, focusPlace } = options;
  const place = placeOf(event.target);
  if (place === undefined || event.nativeEvent.isComposing) return;
  if (event.altKey && options.canMove && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    event.preventDefault();
    const before = event.key === 'ArrowUp' ? place.row - 1 : place.row + 2;
    if (place.row < rowCount) steps.move(place.row, before);
    return;
  }
  const isCopy = hasMainModifier(event) && !event.altKey && !event.shiftKey && event.code === 'KeyD';
  if (options.canDuplicate && isCopy) {
    event.preventDefault();
    steps.duplicate(place.row, place.column);
    return;
  }
  const isDelete = hasMainModifier(event) && !event.altKey && event.shiftKey && event.code === 'KeyK';
  if (options.canDelete && isDelete) {
    event.preventDefault();
    if (place.row < rowCount) steps.remove(place.row);
    return;
  }
  const beside = buttonBeside(event);
  if (beside !== undefined) {
    event.preventDefault();
    beside.focus();
    return;
  }
  const target = cellTarget(event, place);
  const row = target && shownTarget(shown, place.row, target.row, rowCount);
  if (target === undefined || row === undefined) return;
  // A new row is begun at its first text.
  const column = event.key === 'Enter' && row === rowCount ? 1 : target.column;
  if (focusPlace(row, column)) event.preventDefault();
}
