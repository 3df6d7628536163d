import type { State } from '../store/store.ts';

const editable =
  'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"], .monaco-editor';

/**
 * Tells whether a press of the undo keys is about the request of the active tab: the focus is in its editor
 * (`data-undo="request"`), or in nothing that has a text and an undo of its own.
 */
export function isForRequestHistory(target: EventTarget | null, state: State): boolean {
  const tab = state.tabs.tabs.find(({ key }) => key === state.tabs.activeKey);
  if (tab?.kind !== 'request') return false;
  if (!(target instanceof Element)) return true;
  if (target.closest('[data-undo="request"]') !== null) return true;
  return target.closest(editable) === null;
}
