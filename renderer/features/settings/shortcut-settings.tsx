import { useState } from 'react';
import { fuzzyScore } from '../../../core/text/fuzzy-match.ts';
import { type ChosenShortcuts, keysOf, type ShortcutId, shortcutIds, shortcuts } from '../../shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { resetKeys, takeKeys, withKeys } from './shortcut-edits.ts';
import { ShortcutLine } from './shortcut-line.tsx';
import type { SettingsPartProps } from './settings-panel.tsx';
import styles from './shortcuts.module.css';

/** Every shortcut of the window, to look up and to change. */
export function ShortcutSettings({ settings, onChange }: SettingsPartProps) {
  const chosen = settings.shortcuts;
  const [query, setQuery] = useState('');
  const [taken, setTaken] = useState<{ id: ShortcutId; owner: ShortcutId }>();
  const save = (next: ChosenShortcuts) => {
    setTaken(undefined);
    onChange({
      ...settings,
      shortcuts: Object.fromEntries(Object.entries(next).map(([id, keys]) => [id, [...keys]])),
    });
  };
  const isFound = (id: ShortcutId) => {
    const { label, group } = shortcuts[id];
    const more = `${group} ${keysOf(id, chosen).join(' ')}`;
    return query.trim() === '' || fuzzyScore(label, query, more) !== undefined;
  };
  const groups = [...new Set(shortcutIds.map((id) => shortcuts[id].group))].map((name) => ({
    name,
    ids: shortcutIds.filter((id) => shortcuts[id].group === name && isFound(id)),
  }));
  const reset = (id: ShortcutId) => {
    const next = resetKeys(chosen, id);
    if (typeof next === 'string') setTaken({ id, owner: next });
    else save(next);
  };
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <SearchField label="Search shortcuts" value={query} onChange={setQuery} />
        <Button disabled={Object.keys(chosen).length === 0} onClick={() => save({})}>
          Reset all
        </Button>
      </div>
      {groups.every(({ ids }) => ids.length === 0) ? (
        <p className={styles['none']}>No shortcut matches “{query.trim()}”.</p>
      ) : null}
      {groups.map(({ name, ids }) =>
        ids.length === 0 ? null : (
          <section key={name} aria-label={name}>
            <h3 className={styles['heading']}>{name}</h3>
            <ul>
              {ids.map((id) => (
                <ShortcutLine
                  key={id}
                  id={id}
                  chosen={chosen}
                  problem={
                    taken?.id === id
                      ? `Its first keys belong to “${shortcuts[taken.owner].label}” now. Change that one first.`
                      : undefined
                  }
                  onKeys={(keys) => save(withKeys(chosen, id, keys))}
                  onTake={(keys) => save(takeKeys(chosen, id, keys))}
                  onReset={() => reset(id)}
                />
              ))}
            </ul>
          </section>
        ),
      )}
    </div>
  );
}
