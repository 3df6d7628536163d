import { expect, test } from 'vitest';
import { ariaShortcut, shortcutCaps } from './shortcut.ts';

test('caps follow the platform', () => {
  expect(shortcutCaps('Mod+Shift+Enter', true)).toEqual(['⌘', '⇧', '↵']);
  expect(shortcutCaps('Mod+Shift+Enter', false)).toEqual(['Ctrl', 'Shift', 'Enter']);
});

test('aria-keyshortcuts uses the names of the specification', () => {
  expect(ariaShortcut('Mod+K', true)).toBe('Meta+K');
  expect(ariaShortcut('Mod+K', false)).toBe('Control+K');
  expect(ariaShortcut('Alt+ArrowUp', false)).toBe('Alt+ArrowUp');
});
