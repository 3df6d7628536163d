import type { Shortcut } from './ui/shortcut.ts';

/** One thing the keyboard can do: the first of `keys` is shown, all of them work. */
export interface ShortcutEntry {
  label: string;
  group: 'Requests' | 'Tabs' | 'Window';
  /** None where only the user gives it one. */
  keys: readonly Shortcut[];
}

/**
 * Every keyboard shortcut of the window, once. `Mod` is Command on a Mac and Control elsewhere. A browser keeps Ctrl+N,
 * Ctrl+W, Ctrl+Shift+T and Ctrl+Tab for itself, so these have a second form with Alt that works behind every front door.
 */
export const shortcuts = {
  send: { label: 'Send', group: 'Requests', keys: ['Mod+Enter'] },
  save: { label: 'Save', group: 'Requests', keys: ['Mod+S'] },
  saveAs: { label: 'Save as…', group: 'Requests', keys: ['Mod+Shift+S'] },
  focusUrl: { label: 'Go to the address', group: 'Requests', keys: ['Mod+L'] },
  undo: { label: 'Undo', group: 'Requests', keys: ['Mod+Z'] },
  redo: { label: 'Redo', group: 'Requests', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  newRequest: { label: 'New request', group: 'Requests', keys: ['Alt+N', 'Mod+N'] },
  answerBack: { label: 'Back to the answer before', group: 'Requests', keys: ['Alt+ArrowLeft'] },
  answerForward: { label: 'Forward to the answer after', group: 'Requests', keys: ['Alt+ArrowRight'] },
  import: { label: 'Import', group: 'Requests', keys: ['Mod+O'] },
  closeTab: { label: 'Close tab', group: 'Tabs', keys: ['Alt+W', 'Mod+W'] },
  forceCloseTab: { label: 'Close tab without asking', group: 'Tabs', keys: ['Mod+Alt+W'] },
  reopenTab: { label: 'Reopen closed tab', group: 'Tabs', keys: ['Alt+Shift+T', 'Mod+Shift+T'] },
  duplicateTab: { label: 'Duplicate tab', group: 'Tabs', keys: [] },
  pinTab: { label: 'Pin or unpin tab', group: 'Tabs', keys: ['Alt+P'] },
  keepTab: { label: 'Keep the previewed tab', group: 'Tabs', keys: [] },
  nextTab: { label: 'Next tab', group: 'Tabs', keys: ['Alt+PageDown', 'Ctrl+Tab', 'Ctrl+PageDown'] },
  previousTab: {
    label: 'Previous tab',
    group: 'Tabs',
    keys: ['Alt+PageUp', 'Ctrl+Shift+Tab', 'Ctrl+PageUp'],
  },
  tab1: { label: 'First tab', group: 'Tabs', keys: ['Mod+1'] },
  tab2: { label: 'Second tab', group: 'Tabs', keys: ['Mod+2'] },
  tab3: { label: 'Third tab', group: 'Tabs', keys: ['Mod+3'] },
  tab4: { label: 'Fourth tab', group: 'Tabs', keys: ['Mod+4'] },
  tab5: { label: 'Fifth tab', group: 'Tabs', keys: ['Mod+5'] },
  lastTab: { label: 'Last tab', group: 'Tabs', keys: ['Mod+9'] },
  palette: { label: 'Search or run a command', group: 'Window', keys: ['Mod+K', 'Mod+Shift+P'] },
  toggleSidebar: { label: 'Show or hide the side bar', group: 'Window', keys: ['Mod+B', 'Mod+\\'] },
  showCollections: { label: 'Collections', group: 'Window', keys: ['Alt+Shift+C'] },
  showEnvironments: { label: 'Environments', group: 'Window', keys: ['Alt+Shift+E'] },
  showKeys: { label: 'Keys and tokens', group: 'Window', keys: ['Alt+Shift+K'] },
  showHistory: { label: 'History', group: 'Window', keys: ['Alt+Shift+H'] },
  showChanges: { label: 'Changes', group: 'Window', keys: ['Alt+Shift+G'] },
  toggleConsole: { label: 'Show or hide the console', group: 'Window', keys: ['Ctrl+Alt+C'] },
  searchCollections: { label: 'Search collections', group: 'Window', keys: ['Mod+Shift+F'] },
  revealTab: { label: 'Reveal in Collections', group: 'Window', keys: ['Alt+Shift+R'] },
  toggleSplit: { label: 'Answer beside or below the request', group: 'Window', keys: ['Mod+Alt+V'] },
  zoomIn: { label: 'Zoom in', group: 'Window', keys: ['Mod+=', 'Mod+Plus', 'Mod+Shift+Plus'] },
  zoomOut: { label: 'Zoom out', group: 'Window', keys: ['Mod+-', 'Mod+Shift+_'] },
  zoomReset: { label: 'Zoom: usual size', group: 'Window', keys: ['Mod+0'] },
  settings: { label: 'Settings', group: 'Window', keys: ['Mod+,'] },
  shortcuts: { label: 'Keyboard shortcuts', group: 'Window', keys: ['Mod+/'] },
} as const satisfies Record<string, ShortcutEntry>;

export type ShortcutId = keyof typeof shortcuts;

/** The user's own keys, by shortcut; see `Settings.shortcuts`. */
export type ChosenShortcuts = Readonly<Record<string, readonly Shortcut[]>>;

export const shortcutIds = Object.keys(shortcuts) as ShortcutId[];

/** Gives all keys of a shortcut, those to show first: the user's where there are any. */
export function keysOf(id: ShortcutId, chosen: ChosenShortcuts = {}): readonly Shortcut[] {
  return Object.hasOwn(chosen, id) ? (chosen[id] ?? []) : shortcuts[id].keys;
}

/** Gives the shortcut that has these keys already, besides one. */
export function ownerOf(
  keys: Shortcut,
  chosen: ChosenShortcuts,
  besides?: ShortcutId,
): ShortcutId | undefined {
  return shortcutIds.find((id) => id !== besides && keysOf(id, chosen).includes(keys));
}
