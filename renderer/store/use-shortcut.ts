import { keysOf, type ShortcutId } from '../shortcuts.ts';
import type { Shortcut } from '../ui/shortcut.ts';
import { useStore } from './store.ts';

/** Gives the shortcut to show in a tooltip: the user's own where there is one; follows changes. */
export function useShortcut(id: ShortcutId): Shortcut | undefined {
  return useStore((state) => keysOf(id, state.app.state?.settings.shortcuts)[0]);
}

/** Gives the shortcut to show in a menu that is being opened. */
export function shownShortcut(id: ShortcutId): Shortcut | undefined {
  return keysOf(id, useStore.getState().app.state?.settings.shortcuts)[0];
}
