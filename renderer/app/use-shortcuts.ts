import { useLayoutEffect } from 'react';
import type { ShortcutId } from '../shortcuts.ts';
import { useStore } from '../store/store.ts';
import { shortcutOf } from './match-shortcut.ts';
import { isMac } from '../ui/shortcut.ts';
import { runShortcut } from './run-shortcut.ts';
import { isForDraftHistory } from './undo-target.ts';

/** A modal dialog takes the rest of the window out of reach; its own keys are its own. */
function isModalOpen(): boolean {
  return document.querySelector('#root[aria-hidden="true"], #root [data-aria-hidden="true"]') !== null;
}

const repeating = new Set<ShortcutId>(['nextTab', 'previousTab', 'undo', 'redo', 'zoomIn', 'zoomOut']);
/** What does not touch what a dialog is about. */
const worksInDialogs: ReadonlySet<ShortcutId> = new Set(['zoomIn', 'zoomOut', 'zoomReset']);

/** On a Mac these move by words in a text. */
function isWordMove(id: string, target: EventTarget | null): boolean {
  if (!isMac() || (id !== 'answerBack' && id !== 'answerForward')) return false;
  return (
    target instanceof Element &&
    target.closest('input, textarea, [contenteditable], [role="textbox"]') !== null
  );
}

/** What has the focus may take the keys of a shortcut for itself, such as the message of a commit those of Send. */
function isTakenBy(target: EventTarget | null, id: ShortcutId): boolean {
  return target instanceof Element && target.closest(`[data-takes-shortcut="${id}"]`) !== null;
}

/** Binds every shortcut of the window. In the capture phase: the code editor would otherwise see them first. */
export function useShortcuts(): void {
  // With the window itself: what can be seen can be used.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const state = useStore.getState();
      if (state.settings.recording !== undefined) return;
      const id = shortcutOf(event, state.app.state?.settings.shortcuts);
      if (id === undefined || isWordMove(id, event.target) || isTakenBy(event.target, id)) return;
      if ((id === 'undo' || id === 'redo') && !isForDraftHistory(event.target, state)) return;
      const isForPalette = id === 'palette' && (state.app.paletteOpen || !isModalOpen());
      if (!isForPalette && !worksInDialogs.has(id) && isModalOpen()) {
        // Save, print and the like of the browser are no use in a dialog either.
        if (id === 'save' || id === 'import') event.preventDefault();
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat && !repeating.has(id)) return;
      runShortcut(id, state);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
