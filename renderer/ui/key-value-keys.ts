import type { KeyboardEvent } from 'react';

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

/**
 * The cell a key leads to: Enter and the arrows, as in a spreadsheet. Enter begins a new row at its first text.
 *
 * @param blankRow The row below those that exist, where there is one
 */
export function cellTarget(event: KeyboardEvent, place: CellPlace, blankRow?: number): CellPlace | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const isButton = event.target instanceof HTMLButtonElement;
  switch (event.key) {
    case 'Enter':
      if (isButton) return undefined;
      if (event.shiftKey) return { ...place, row: place.row - 1 };
      return place.row + 1 === blankRow ? { row: blankRow, column: 1 } : { ...place, row: place.row + 1 };
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
