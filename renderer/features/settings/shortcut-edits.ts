import { type ChosenShortcuts, keysOf, ownerOf, type ShortcutId, shortcuts } from '../../shortcuts.ts';
import type { Shortcut } from '../../ui/shortcut.ts';

type Chosen = Record<string, Shortcut[]>;

/** Gives a shortcut other keys; the first ones are not kept as a choice, so that later ones reach the user. */
export function withKeys(chosen: ChosenShortcuts, id: ShortcutId, keys: readonly Shortcut[]): Chosen {
  const next: Chosen = Object.fromEntries(Object.entries(chosen).map(([name, list]) => [name, [...list]]));
  const own: readonly Shortcut[] = shortcuts[id].keys;
  if (own.length === keys.length && own.every((key, index) => key === keys[index])) delete next[id];
  else next[id] = [...keys];
  return next;
}

/** Gives a shortcut the keys that another one has, which loses them. */
export function takeKeys(chosen: ChosenShortcuts, id: ShortcutId, keys: Shortcut): Chosen {
  const owner = ownerOf(keys, chosen, id);
  const without =
    owner === undefined
      ? chosen
      : withKeys(
          chosen,
          owner,
          keysOf(owner, chosen).filter((one) => one !== keys),
        );
  return withKeys(without, id, [keys]);
}

/**
 * Puts a shortcut's first keys back.
 *
 * @returns the shortcut that has one of them now instead, where there is one: nothing is changed then.
 */
export function resetKeys(chosen: ChosenShortcuts, id: ShortcutId): Chosen | ShortcutId {
  const owner = shortcuts[id].keys.flatMap((keys: Shortcut) => ownerOf(keys, chosen, id) ?? [])[0];
  return owner ?? withKeys(chosen, id, shortcuts[id].keys);
}
