import { CornerUpRight, Ellipsis, Undo2 } from 'lucide-react';
import type { GitChange } from '../../../core/git/git-change.ts';
import { useStore } from '../../store/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Menu } from '../../ui/menu.tsx';
import { ChangeMark } from './change-mark.tsx';
import styles from './git.module.css';
import { ItemIcon } from './item-icon.tsx';

/** What stands below the name: the kind of thing it is, and where. */
function detailOf({ item, state, oldPath }: GitChange): string {
  const what = item.kind === 'request' || item.kind === 'file' ? undefined : item.kind;
  const before = state === 'renamed' ? `was ${oldPath?.split('/').at(-1) ?? ''}` : undefined;
  return [what, item.place, before].filter((part) => part !== undefined && part !== '').join(' · ');
}

/** What can be done with a change. */
export function changeMenu(change: GitChange): MenuEntry[] {
  const { openItem, discard } = useStore.getState().git;
  return [
    {
      label: 'Open',
      icon: <CornerUpRight />,
      disabled: change.item.id === undefined || change.state === 'deleted',
      onSelect: () => openItem(change),
    },
    { kind: 'separator' },
    {
      label: 'Discard changes',
      icon: <Undo2 />,
      danger: true,
      disabled: change.state === 'conflicted',
      onSelect: () => void discard([change]),
    },
  ];
}

/** One change in the list. */
export function ChangeRow({ change }: { change: GitChange }) {
  const { path, item, state } = change;
  const isIncluded = useStore((store) => store.git.excluded[path] === undefined);
  const { setIncluded, show } = useStore((store) => store.git);
  const isOpen = useStore((store) => {
    const active = store.tabs.tabs.find((tab) => tab.key === store.tabs.activeKey);
    return active?.kind === 'change' && active.itemId === path;
  });
  const detail = detailOf(change);
  return (
    <ContextMenu items={changeMenu(change)}>
      <div className={styles['row']} data-open={isOpen || undefined}>
        <Checkbox
          label={`Commit ${item.name}`}
          hideLabel
          checked={isIncluded && state !== 'conflicted'}
          disabled={state === 'conflicted'}
          onChange={(checked) => setIncluded([path], checked)}
        />
        <button
          type="button"
          className={styles['rowOpen']}
          title={path}
          aria-current={isOpen ? 'page' : undefined}
          onClick={() => show(change)}
        >
          <span className={styles['rowIcon']}>
            <ItemIcon item={item} />
          </span>
          <span className={styles['rowName']} data-state={state}>
            {item.name}
          </span>
          <span className={styles['rowDetail']}>{detail}</span>
          <ChangeMark state={state} />
        </button>
        <span className={styles['rowEnd']}>
          <Menu
            align="end"
            trigger={<IconButton size="sm" label={`More about ${item.name}`} icon={<Ellipsis />} />}
            items={changeMenu(change)}
          />
        </span>
      </div>
    </ContextMenu>
  );
}
