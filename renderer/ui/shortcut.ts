/** A shortcut such as `Mod+K` or `Shift+Alt+F`; `Mod` is Command on a Mac and Control elsewhere. */
export type Shortcut = string;

/** Tells whether this machine is a Mac. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

const macSymbols: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Meta: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↵',
  Backspace: '⌫',
  Delete: '⌦',
  Escape: 'Esc',
  Plus: '+',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

const otherNames: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Meta: 'Win',
  Escape: 'Esc',
  Plus: '+',
  Delete: 'Del',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Splits a shortcut into the key caps to draw on this platform. */
export function shortcutCaps(shortcut: Shortcut, mac: boolean = isMac()): string[] {
  const names = mac ? macSymbols : otherNames;
  return shortcut.split('+').map((key) => names[key] ?? key);
}

/** Gives a shortcut in the form of the `aria-keyshortcuts` attribute. */
export function ariaShortcut(shortcut: Shortcut, mac: boolean = isMac()): string {
  return shortcut
    .split('+')
    .map((key) => (key === 'Mod' ? (mac ? 'Meta' : 'Control') : key === 'Ctrl' ? 'Control' : key))
    .join('+');
}

/** Tells whether the event holds the platform's main modifier (Command on a Mac, Control elsewhere). */
export function hasMainModifier(event: { ctrlKey: boolean; metaKey: boolean }): boolean {
  return isMac() ? event.metaKey : event.ctrlKey;
}
