import type { Shortcut } from './ui/shortcut.ts';

/** One thing the keyboard can do: the first of `keys` is shown, all of them work. */
export interface ShortcutEntry {
  label: string;
  group: 'Requests' | 'Tabs' | 'Window';
  keys: readonly [Shortcut, ...Shortcut[]];
}

/**
 * Every keyboard shortcut of the window, once. `Mod` is Command on a Mac and Control elsewhere. A browser keeps Ctrl+N,
 * Ctrl+W, Ctrl+Shift+T and Ctrl+Tab for itself, so these have a second form with Alt that works behind every front door.
 */
export const shortcuts = {
  send: { label: 'Send', group: 'Requests', keys: ['Mod+Enter'] },
  save: { label: 'Save', group: 'Requests', keys: ['Mod+S'] },
  undo: { label: 'Undo', group: 'Requests', keys: ['Mod+Z'] },
  redo: { label: 'Redo', group: 'Requests', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  newRequest: { label: 'New request', group: 'Requests', keys: ['Alt+N', 'Mod+N'] },
  answerBack: { label: 'Back to the answer before', group: 'Requests', keys: ['Alt+ArrowLeft'] },
  answerForward: { label: 'Forward to the answer after', group: 'Requests', keys: ['Alt+ArrowRight'] },
  import: { label: 'Import', group: 'Requests', keys: ['Mod+O'] },
  closeTab: { label: 'Close tab', group: 'Tabs', keys: ['Alt+W', 'Mod+W'] },
  reopenTab: { label: 'Reopen closed tab', group: 'Tabs', keys: ['Alt+Shift+T', 'Mod+Shift+T'] },
  nextTab: { label: 'Next tab', group: 'Tabs', keys: ['Alt+PageDown', 'Ctrl+Tab', 'Ctrl+PageDown'] },
  previousTab: {
    label: 'Previous tab',
    group: 'Tabs',
    keys: ['Alt+PageUp', 'Ctrl+Shift+Tab', 'Ctrl+PageUp'],
  },
  palette: { label: 'Search or run a command', group: 'Window', keys: ['Mod+K', 'Mod+Shift+P'] },
  toggleSidebar: { label: 'Show or hide the side bar', group: 'Window', keys: ['Mod+B'] },
  showCollections: { label: 'Collections', group: 'Window', keys: ['Alt+Shift+C'] },
  showEnvironments: { label: 'Environments', group: 'Window', keys: ['Alt+Shift+E'] },
  showKeys: { label: 'Keys and tokens', group: 'Window', keys: ['Alt+Shift+K'] },
  showHistory: { label: 'History', group: 'Window', keys: ['Alt+Shift+H'] },
  toggleConsole: { label: 'Show or hide the console', group: 'Window', keys: ['Ctrl+Alt+C'] },
  searchCollections: { label: 'Search collections', group: 'Window', keys: ['Mod+Shift+F'] },
  revealTab: { label: 'Reveal in Collections', group: 'Window', keys: ['Alt+Shift+R'] },
  settings: { label: 'Settings', group: 'Window', keys: ['Mod+,'] },
  shortcuts: { label: 'Keyboard shortcuts', group: 'Window', keys: ['Mod+/'] },
} as const satisfies Record<string, ShortcutEntry>;

export type ShortcutId = keyof typeof shortcuts;

/** Gives the shortcut to show in tooltips and menus. */
export function shownShortcut(id: ShortcutId): Shortcut {
  return shortcuts[id].keys[0];
}
