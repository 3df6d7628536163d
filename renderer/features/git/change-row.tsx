import { CornerUpRight, Undo2 } from 'lucide-react';
import type { GitChange } from '../../../core/git/git-change.ts';
import { useStore } from '../../store/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { SideRow } from '../../ui/side-row.tsx';
import { ChangeMark } from './change-mark.tsx';
import { ChangedIcon, ChangedName } from './changed-item.tsx';

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
    <SideRow
      menu={changeMenu(change)}
      menuLabel={`More about ${item.name}`}
      isOpen={isOpen}
      onOpen={() => show(change)}
      title={path}
      start={
        <Checkbox
          label={`Commit ${item.name}`}
          hideLabel
          checked={isIncluded && state !== 'conflicted'}
          disabled={state === 'conflicted'}
          onChange={(checked) => setIncluded([path], checked)}
        />
      }
      icon={<ChangedIcon item={item} />}
      name={<ChangedName change={change} />}
      detail={detail}
      figure={<ChangeMark state={state} />}
    />
  );
}
