import { isMac, type Shortcut } from '../../ui/shortcut.ts';

/** What is needed of a key press to write it down. */
export type RecordedPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
>;

const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process']);
const alone = /^(F\d{1,2})$/;

/** Writes a key press as a shortcut; `undefined` for modifiers alone, and for what would keep people from typing. */
export function shortcutOfPress(press: RecordedPress, mac: boolean = isMac()): Shortcut | undefined {
  if (modifiers.has(press.key)) return undefined;
  const main = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  const key = keyOf(press);
  if (!main && !other && !press.altKey && !alone.test(key)) return undefined;
  return [
    ...(main ? ['Mod'] : []),
    ...(other ? [mac ? 'Ctrl' : 'Meta'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey ? ['Shift'] : []),
    key,
  ].join('+');
}

/** With Alt or Shift held the character may be another one; the place of the key says which is meant. */
function keyOf({ key, code, altKey, shiftKey }: RecordedPress): string {
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  if (place !== undefined && (altKey || shiftKey || !/^[\x20-\x7e]$/.test(key))) return place;
  if (key === ' ') return 'Space';
  if (key === '+') return 'Plus';
  return key.length === 1 ? key.toUpperCase() : key;
}

const keptByBrowsers = new Set([
  'Mod+N',
  'Mod+T',
  'Mod+W',
  'Mod+Shift+N',
  'Mod+Shift+T',
  'Mod+Shift+W',
  'Mod+Tab',
  'Ctrl+Tab',
]);

/** Tells whether a browser keeps these keys for itself, so that they work in the desktop window only. */
export function isKeptByBrowsers(shortcut: Shortcut): boolean {
  return keptByBrowsers.has(shortcut);
}
