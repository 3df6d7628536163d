import { useDeferredValue, useMemo, useState } from 'react';
import { Command as Cmdk } from 'cmdk';
import { Check, Search, TextSearch } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useStore } from '../../store/store.ts';
import { shownShortcut } from '../../store/use-shortcut.ts';
import { ItemIcon } from '../../ui/item-icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { activeTab } from './command.ts';
import {
  commandEntries,
  environmentEntries,
  itemEntries,
  type PaletteEntry,
  paletteGroups,
} from './palette-items.ts';
import { recentIds, recentKey, withRecent } from './recent.ts';
import styles from './command-palette.module.css';

const insideId = 'inside';

function runEntry(entry: PaletteEntry): void {
  const state = useStore.getState();
  // Opening an item is remembered where tabs are followed.
  if (entry.kind !== 'item') state.app.setLayout(recentKey, withRecent(state.app.layout, entry.id));
  state.app.setPaletteOpen(false);
  if (entry.kind === 'command') entry.command.run(state);
  else if (entry.kind === 'environment') void state.environments.select(entry.environmentId);
  else {
    state.tree.open(entry.node.id);
    state.tree.reveal(entry.node.id, { quietly: true });
  }
}

function EntryIcon({ entry }: { entry: PaletteEntry }) {
  if (entry.kind === 'command') return <entry.command.icon aria-hidden="true" />;
  if (entry.kind === 'environment') return <ItemIcon kind="environment" />;
  return <ItemIcon kind={entry.node.kind} method={entry.node.method} />;
}

function EntryLine({ entry }: { entry: PaletteEntry }) {
  const id = entry.kind === 'command' ? entry.command.shortcut : undefined;
  const shortcut = id === undefined ? undefined : shownShortcut(id);
  return (
    <Cmdk.Item value={entry.id} className={styles['entry']} onSelect={() => runEntry(entry)}>
      <span className={styles['icon']}>
        <EntryIcon entry={entry} />
      </span>
      <span className={styles['title']}>
        {entry.kind === 'environment' && entry.environmentId !== undefined
          ? `Use ${entry.title}`
          : entry.title}
      </span>
      {entry.kind === 'item' && entry.path !== '' ? (
        <span className={styles['path']}>{entry.path}</span>
      ) : null}
      {entry.kind === 'environment' && entry.isUsed ? (
        <span className={styles['used']}>
          <Check aria-hidden="true" /> in use
        </span>
      ) : null}
      {shortcut !== undefined ? (
        <span className={styles['keys']}>
          <Kbd shortcut={shortcut} variant="plain" />
        </span>
      ) : null}
    </Cmdk.Item>
  );
}

/** What no name holds may stand in an address, a header or a body. */
function SearchInside({ text }: { text: string }) {
  const search = () => {
    const { app, tree } = useStore.getState();
    app.setPaletteOpen(false);
    tree.setSearch(text);
    tree.askSearch();
    void tree.findText();
  };
  return (
    <Cmdk.Item value={insideId} className={styles['entry']} onSelect={search}>
      <span className={styles['icon']}>
        <TextSearch aria-hidden="true" />
      </span>
      <span className={styles['title']}>Search inside requests for “{text}”</span>
    </Cmdk.Item>
  );
}

function usePaletteGroups(query: string) {
  const nodes = useStore((state) => state.tree.nodes);
  const list = useStore((state) => state.environments.list);
  const selectedId = useStore((state) => state.environments.selectedId);
  const layout = useStore((state) => state.app.layout);
  const items = useMemo(() => itemEntries(nodes), [nodes]);
  // What is available cannot change while the palette lies over everything.
  const commands = useMemo(() => {
    const state = useStore.getState();
    return commandEntries((command) => command.isAvailable?.(state) !== false);
  }, []);
  const environments = useMemo(() => environmentEntries(list, selectedId), [list, selectedId]);
  const openId = useStore((state) => activeTab(state)?.itemId);
  return useMemo(() => {
    // Nobody goes to where they are: the first line is the way back to what was looked at before.
    const recent = recentIds(layout).filter((id) => id !== `item:${openId ?? ''}`);
    return paletteGroups({ ...commands, items, environments }, query, recent);
  }, [commands, items, environments, query, layout, openId]);
}

function PaletteContent() {
  const [text, setText] = useState('');
  const query = useDeferredValue(text);
  const groups = usePaletteGroups(query);
  const [chosen, setChosen] = useState('');
  const first = groups[0]?.entries[0]?.id ?? insideId;
  const isThere = groups.some((group) => group.entries.some((entry) => entry.id === chosen));
  return (
    <Cmdk
      label="Search or run a command"
      shouldFilter={false}
      loop
      value={isThere ? chosen : first}
      onValueChange={setChosen}
      className={styles['palette']}
    >
      <div className={styles['field']}>
        <Search aria-hidden="true" />
        <Cmdk.Input
          autoFocus
          className={styles['input']}
          placeholder="Search requests, environments and commands"
          value={text}
          onValueChange={(next) => {
            setText(next);
            // The best answer to the new text is the one to take.
            setChosen('');
          }}
        />
        <span className={styles['escape']}>
          <Kbd shortcut="Escape" />
        </span>
      </div>
      <Cmdk.List className={styles['list']} label="Results">
        {groups.length > 0 ? null : (
          <>
            <p role="presentation" className={styles['empty']}>
              Nothing is called “{query.trim()}”
            </p>
            <SearchInside text={query.trim()} />
          </>
        )}
        {groups.map((group) => (
          <Cmdk.Group key={group.heading} heading={group.heading} className={styles['group']}>
            {group.entries.map((entry) => (
              <EntryLine key={entry.id} entry={entry} />
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
      <footer className={styles['foot']} aria-hidden="true">
        <span>
          <Kbd shortcut="ArrowUp" /> <Kbd shortcut="ArrowDown" /> to choose
        </span>
        <span>
          <Kbd shortcut="Enter" /> to run
        </span>
        <span>
          <Kbd shortcut="?" /> for keyboard shortcuts
        </span>
      </footer>
    </Cmdk>
  );
}

/** One field to go anywhere and do anything. */
export function CommandPalette() {
  const isOpen = useStore((state) => state.app.paletteOpen);
  const setOpen = useStore((state) => state.app.setPaletteOpen);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles['scrim']} />
        <Dialog.Content className={styles['dialog']} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Search or run a command</Dialog.Title>
          <PaletteContent />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
