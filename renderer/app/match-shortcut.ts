import { type ChosenShortcuts, keysOf, type ShortcutId, shortcutIds } from '../shortcuts.ts';
import { isMac, type Shortcut } from '../ui/shortcut.ts';

/** What a key press is compared by. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Keys that cannot be written as they are between plus signs. */
const characterOf: Readonly<Record<string, string>> = { Plus: '+', Space: ' ' };

/** The key's place for letters and digits: with Alt held, a Mac gives other characters and some layouts dead keys. */
function codeOf(key: string): string | undefined {
  if (/^[A-Z]$/.test(key)) return `Key${key}`;
  return /^\d$/.test(key) ? `Digit${key}` : undefined;
}

/** Tells whether a key press is a shortcut: all its modifiers and no others. */
export function matchesShortcut(press: KeyPress, shortcut: Shortcut, mac: boolean = isMac()): boolean {
  const parts = shortcut.split('+');
  const name = parts.at(-1) ?? '';
  const key = characterOf[name] ?? name;
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier);
  const wantsCtrl = wants('Ctrl') || (!mac && wants('Mod'));
  const wantsMeta = wants('Meta') || (mac && wants('Mod'));
  if (press.ctrlKey !== wantsCtrl || press.metaKey !== wantsMeta) return false;
  if (press.altKey !== wants('Alt') || press.shiftKey !== wants('Shift')) return false;
  if (press.key.toLowerCase() === key.toLowerCase()) return true;
  return (wants('Alt') || !/^[\x20-\x7e]$/.test(press.key)) && press.code === codeOf(key);
}

/** Gives the shortcut a key press means, if any. */
export function shortcutOf(
  press: KeyPress,
  chosen: ChosenShortcuts = {},
  mac: boolean = isMac(),
): ShortcutId | undefined {
  return shortcutIds.find((id) => keysOf(id, chosen).some((keys) => matchesShortcut(press, keys, mac)));
}
