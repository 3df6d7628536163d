import { describe, expect, it } from 'vitest';
import { shortcuts } from '../shortcuts.ts';
import { type KeyPress, matchesShortcut, shortcutOf } from './match-shortcut.ts';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe('matchesShortcut', () => {
  it('takes Mod as Control, and as Command on a Mac', () => {
    expect(matchesShortcut(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true);
    expect(matchesShortcut(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true);
    expect(matchesShortcut(press('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false);
  });

  it('wants all modifiers and no others', () => {
    expect(matchesShortcut(press('k', { ctrlKey: true, shiftKey: true }), 'Mod+K', false)).toBe(false);
    expect(matchesShortcut(press('k'), 'Mod+K', false)).toBe(false);
    expect(matchesShortcut(press('€', { ctrlKey: true, altKey: true, code: 'KeyE' }), 'Alt+E', false)).toBe(
      false,
    );
  });

  it('knows the keys that have names of their own', () => {
    expect(matchesShortcut(press('+', { ctrlKey: true }), 'Mod+Plus', false)).toBe(true);
    expect(matchesShortcut(press(' ', { ctrlKey: true }), 'Mod+Space', false)).toBe(true);
    expect(shortcutOf(press('+', { ctrlKey: true, shiftKey: true, code: 'Equal' }), {}, false)).toBe(
      'zoomIn',
    );
    expect(shortcutOf(press('-', { metaKey: true, code: 'Minus' }), {}, true)).toBe('zoomOut');
  });

  it('goes by the place of the key where Alt changes the character, or the layout is not Latin', () => {
    expect(matchesShortcut(press('˜', { altKey: true, code: 'KeyN' }), 'Alt+N', true)).toBe(true);
    expect(matchesShortcut(press('л', { ctrlKey: true, code: 'KeyK' }), 'Mod+K', false)).toBe(true);
    // Dvorak: the key in the place of K gives t, and means T.
    expect(matchesShortcut(press('t', { ctrlKey: true, code: 'KeyK' }), 'Mod+K', false)).toBe(false);
  });
});

describe('shortcutOf', () => {
  it('knows every form of a shortcut', () => {
    expect(shortcutOf(press('w', { altKey: true, code: 'KeyW' }), {}, false)).toBe('closeTab');
    expect(shortcutOf(press('w', { ctrlKey: true, code: 'KeyW' }), {}, false)).toBe('closeTab');
    expect(shortcutOf(press('T', { ctrlKey: true, shiftKey: true, code: 'KeyT' }), {}, false)).toBe(
      'reopenTab',
    );
    expect(shortcutOf(press('a'), {}, false)).toBeUndefined();
  });

  it('goes by the keys the user chose, and by no others of that shortcut', () => {
    const chosen = { closeTab: ['Alt+X'], save: [] };
    const press1 = press('x', { altKey: true, code: 'KeyX' });
    expect(shortcutOf(press1, chosen, false)).toBe('closeTab');
    expect(shortcutOf(press('w', { altKey: true, code: 'KeyW' }), chosen, false)).toBeUndefined();
    expect(shortcutOf(press('s', { ctrlKey: true, code: 'KeyS' }), chosen, false)).toBeUndefined();
    expect(shortcutOf(press('k', { ctrlKey: true, code: 'KeyK' }), chosen, false)).toBe('palette');
  });

  it('gives no two shortcuts the same keys', () => {
    const all = Object.values(shortcuts).flatMap((entry) => [...entry.keys]);
    expect(new Set(all).size).toBe(all.length);
  });
});
