import { type ChosenShortcuts, keysOf, type ShortcutEntry, shortcutIds, shortcuts } from '../../shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { deleteRowKeys } from '../../ui/key-value-keys.ts';
import { openSettings } from './setting-commands.ts';
import styles from './shortcuts-dialog.module.css';

/** Keys that belong to one part of the window and are bound there. */
const treeKeys: ShortcutEntry[] = [
  { label: 'Rename', group: 'Window', keys: ['F2'] },
  { label: 'Duplicate', group: 'Window', keys: ['Mod+D'] },
  { label: 'Delete', group: 'Window', keys: ['Delete'] },
  { label: 'Cut, to move elsewhere', group: 'Window', keys: ['Mod+X'] },
  { label: 'Paste what was cut', group: 'Window', keys: ['Mod+V'] },
  { label: 'Choose several', group: 'Window', keys: ['Shift+ArrowDown'] },
  { label: 'Move up', group: 'Window', keys: ['Alt+ArrowUp'] },
  { label: 'Move down', group: 'Window', keys: ['Alt+ArrowDown'] },
];

const tableKeys: ShortcutEntry[] = [
  { label: 'Duplicate the row', group: 'Window', keys: ['Mod+D'] },
  { label: 'Delete the row', group: 'Window', keys: [deleteRowKeys] },
  { label: 'Move the row up', group: 'Window', keys: ['Alt+ArrowUp'] },
  { label: 'Move the row down', group: 'Window', keys: ['Alt+ArrowDown'] },
];

function groups(chosen: ChosenShortcuts | undefined): [string, readonly ShortcutEntry[]][] {
  const all: readonly ShortcutEntry[] = shortcutIds
    .map((id) => ({ ...shortcuts[id], keys: keysOf(id, chosen) }))
    .filter((entry) => entry.keys.length > 0);
  const names = [...new Set(all.map((entry) => entry.group))];
  return [
    ...names.map((name): [string, readonly ShortcutEntry[]] => [
      name,
      all.filter((entry) => entry.group === name),
    ]),
    ['In the collections', treeKeys],
    ['In tables', tableKeys],
  ];
}

/** Every keyboard shortcut on one page. */
export function ShortcutsDialog() {
  const isOpen = useStore((state) => state.app.shortcutsOpen);
  const setOpen = useStore((state) => state.app.setShortcutsOpen);
  const chosen = useStore((state) => state.app.state?.settings.shortcuts);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title="Keyboard shortcuts"
      description="Where a browser keeps a shortcut for itself, the one with Alt works too."
      size="lg"
      footerStart={
        <Button
          onClick={() => {
            setOpen(false);
            openSettings(useStore.getState(), 'Shortcuts');
          }}
        >
          Change shortcuts
        </Button>
      }
      footer={<Button onClick={() => setOpen(false)}>Close</Button>}
    >
      <div className={styles['groups']}>
        {groups(chosen).map(([name, entries]) => (
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
