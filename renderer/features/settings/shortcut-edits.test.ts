import { describe, expect, it } from 'vitest';
import { keysOf, ownerOf, shortcutIds } from '../../shortcuts.ts';
import { shortcutOfPress } from './record-shortcut.ts';
import { resetKeys, takeKeys, withKeys } from './shortcut-edits.ts';

describe('chosen keys', () => {
  it('are kept only where they are not the first ones', () => {
    const chosen = withKeys({}, 'save', ['Alt+S']);
    expect(chosen).toEqual({ save: ['Alt+S'] });
    expect(withKeys(chosen, 'save', ['Mod+S'])).toEqual({});
    expect(keysOf('save', withKeys(chosen, 'save', []))).toEqual([]);
  });

  it('taken from another shortcut leave it the rest of its keys', () => {
    const chosen = takeKeys({}, 'send', 'Alt+W');
    expect(keysOf('send', chosen)).toEqual(['Alt+W']);
    expect(keysOf('closeTab', chosen)).toEqual(['Mod+W']);
    expect(ownerOf('Alt+W', chosen)).toBe('send');
  });

  it('are never two shortcuts’, whatever is taken and reset', () => {
    let chosen = takeKeys({}, 'send', 'Mod+S');
    expect(resetKeys(chosen, 'save')).toBe('send');
    chosen = takeKeys(chosen, 'palette', 'Mod+Enter');
    expect(resetKeys(chosen, 'send')).toBe('palette');
    const all = shortcutIds.flatMap((id) => [...keysOf(id, chosen)]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a recorded press', () => {
  it('gives a plus sign and a space a name', () => {
    expect(shortcutOfPress(press('+', 'Equal', ['ctrl', 'shift']), false)).toBe('Mod+Shift+Plus');
    expect(shortcutOfPress(press(' ', 'Space', ['alt']), false)).toBe('Alt+Space');
  });

  const press = (key: string, code: string, held: string[] = []) => ({
    key,
    code,
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    altKey: held.includes('alt'),
    shiftKey: held.includes('shift'),
  });

  it.each([
    [press('k', 'KeyK', ['ctrl']), false, 'Mod+K'],
    [press('k', 'KeyK', ['meta']), true, 'Mod+K'],
    [press('k', 'KeyK', ['ctrl']), true, 'Ctrl+K'],
    [press('˚', 'KeyK', ['alt']), true, 'Alt+K'],
    [press('!', 'Digit1', ['ctrl', 'shift']), false, 'Mod+Shift+1'],
    [press('F5', 'F5'), false, 'F5'],
    [press('ArrowUp', 'ArrowUp', ['alt', 'shift']), false, 'Alt+Shift+ArrowUp'],
    [press('k', 'KeyK'), false, undefined],
    [press('K', 'KeyK', ['shift']), false, undefined],
    [press('Control', 'ControlLeft', ['ctrl']), false, undefined],
  ])('%o on a Mac: %s is %s', (pressed, mac, shortcut) => {
    expect(shortcutOfPress(pressed, mac)).toBe(shortcut);
  });
});
