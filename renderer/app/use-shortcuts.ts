import { useEffect } from 'react';
import { useStore } from '../store/store.ts';
import { shortcutOf } from './match-shortcut.ts';
import { runShortcut } from './run-shortcut.ts';

/** A modal dialog takes the rest of the window out of reach; its own keys are its own. */
function isModalOpen(): boolean {
  return document.querySelector('#root[aria-hidden="true"], #root [data-aria-hidden="true"]') !== null;
}

/** Binds every shortcut of the window. In the capture phase: the code editor would otherwise see them first. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const state = useStore.getState();
      if (state.settings.recording !== undefined) return;
      const id = shortcutOf(event, state.app.state?.settings.shortcuts);
      if (id === undefined) return;
      const isForPalette = id === 'palette' && (state.app.paletteOpen || !isModalOpen());
      if (!isForPalette && isModalOpen()) {
        // Save, print and the like of the browser are no use in a dialog either.
        if (id === 'save' || id === 'import') event.preventDefault();
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat && id !== 'nextTab' && id !== 'previousTab') return;
      runShortcut(id, state);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
