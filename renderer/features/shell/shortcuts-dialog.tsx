import { type ShortcutEntry, shortcuts } from '../../shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './shortcuts-dialog.module.css';

/** Keys that belong to one part of the window and are bound there. */
const treeKeys: ShortcutEntry[] = [
  { label: 'Rename', group: 'Window', keys: ['F2'] },
  { label: 'Duplicate', group: 'Window', keys: ['Mod+D'] },
  { label: 'Delete', group: 'Window', keys: ['Delete'] },
  { label: 'Cut, to move elsewhere', group: 'Window', keys: ['Mod+X'] },
  { label: 'Paste what was cut', group: 'Window', keys: ['Mod+V'] },
  { label: 'Move up', group: 'Window', keys: ['Alt+ArrowUp'] },
  { label: 'Move down', group: 'Window', keys: ['Alt+ArrowDown'] },
];

function groups(): [string, readonly ShortcutEntry[]][] {
  const all: readonly ShortcutEntry[] = Object.values(shortcuts);
  const names = [...new Set(all.map((entry) => entry.group))];
  return [
    ...names.map((name): [string, readonly ShortcutEntry[]] => [
      name,
      all.filter((entry) => entry.group === name),
    ]),
    ['In the collections', treeKeys],
  ];
}

/** Every keyboard shortcut on one page. */
export function ShortcutsDialog() {
  const isOpen = useStore((state) => state.app.shortcutsOpen);
  const setOpen = useStore((state) => state.app.setShortcutsOpen);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title="Keyboard shortcuts"
      description="Where a browser keeps a shortcut for itself, the one with Alt works too."
      size="lg"
    >
      <div className={styles['groups']}>
        {groups().map(([name, entries]) => (
          <section key={name} className={styles['group']} aria-label={name}>
            <h3 className={styles['heading']}>{name}</h3>
            <dl>
              {entries.map((entry) => (
                <div key={entry.label} className={styles['line']}>
                  <dt>{entry.label}</dt>
                  <dd className={styles['keys']}>
                    {entry.keys.slice(0, 2).map((keys) => (
                      <Kbd key={keys} shortcut={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
