import { editedOnScreen } from '../store/edited-on-screen.ts';
import type { State } from '../store/store.ts';

const editable =
  'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"], .monaco-editor';

/**
 * Tells whether a press of the undo keys is about what the active tab edits: the focus is in its editor (`data-undo`), or in
 * nothing that has a text and an undo of its own.
 */
export function isForDraftHistory(target: EventTarget | null, state: State): boolean {
  if (editedOnScreen(state) === undefined) return false;
  if (!(target instanceof Element)) return true;
  if (target.closest('[data-undo]') !== null) return true;
  return target.closest(editable) === null;
}
