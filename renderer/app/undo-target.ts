import type { State } from '../store/store.ts';

const editable =
  'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"], .monaco-editor';
/** Tabs whose edits have a history of their own. */
const kinds = new Set(['request', 'collection', 'environment']);

/**
 * Tells whether a press of the undo keys is about what the active tab edits: the focus is in its editor (`data-undo`), or in
 * nothing that has a text and an undo of its own.
 */
export function isForDraftHistory(target: EventTarget | null, state: State): boolean {
  const tab = state.tabs.tabs.find(({ key }) => key === state.tabs.activeKey);
  if (tab === undefined || !kinds.has(tab.kind)) return false;
  if (!(target instanceof Element)) return true;
  if (target.closest('[data-undo]') !== null) return true;
  return target.closest(editable) === null;
}
