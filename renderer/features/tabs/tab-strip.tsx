import {
  Braces,
  ChevronDown,
  Folder,
  History,
  House,
  LibraryBig,
  MessageSquareText,
  Settings,
} from 'lucide-react';
import { shownShortcut } from '../../shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { EditorTabs } from '../../ui/editor-tabs.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Menu } from '../../ui/menu.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { otherKeys } from './tab-order.ts';
import type { Tab } from './tabs-slice.ts';

/** The id of the element that shows the active tab's content. */
export const tabPanelId = 'tab-panel';

function TabIcon({ tab }: { tab: Tab }) {
  const isFolder = useStore((state) => state.tree.nodes[tab.itemId ?? '']?.kind === 'folder');
  switch (tab.kind) {
    case 'request':
      return <MethodBadge method={tab.method || 'GET'} compact />;
    case 'collection':
      return isFolder ? <Folder aria-hidden="true" /> : <LibraryBig aria-hidden="true" />;
    case 'environment':
      return <Braces aria-hidden="true" />;
    case 'history':
      return <History aria-hidden="true" />;
    case 'settings':
      return <Settings aria-hidden="true" />;
    case 'welcome':
      return <House aria-hidden="true" />;
    case 'example':
      return <MessageSquareText aria-hidden="true" />;
  }
}

function tabMenu(tab: Tab): MenuEntry[] {
  const { tabs, tree, environments, history, outgoing } = useStore.getState();
  const others = otherKeys(tabs.tabs, tab.key);
  const index = tabs.tabs.indexOf(tab);
  const toTheRight = tabs.tabs.slice(index + 1).map((open) => open.key);
  const { itemId } = tab;
  const canReveal = itemId !== undefined && tree.nodes[itemId] !== undefined;
  return [
    { label: 'Close', shortcut: shownShortcut('closeTab'), onSelect: () => tabs.requestClose(tab.key) },
    { label: 'Close Others', disabled: others.length === 0, onSelect: () => tabs.requestCloseAll(others) },
    {
      label: 'Close to the Right',
      disabled: toTheRight.length === 0,
      onSelect: () => tabs.requestCloseAll(toTheRight),
    },
    { label: 'Close All', onSelect: () => tabs.requestCloseAll([...others, tab.key]) },
    { kind: 'separator' },
    ...(tab.kind === 'request'
      ? [{ label: 'Copy as cURL', onSelect: () => void outgoing.copyCurl({ tabKey: tab.key }) }]
      : []),
    ...(tab.kind === 'environment'
      ? [
          {
            label: 'Use this environment',
            disabled: environments.selectedId === itemId || itemId === 'globals',
            onSelect: () => void environments.select(itemId),
          },
        ]
      : [
          {
            label: 'Reveal in Collections',
            shortcut: shownShortcut('revealTab'),
            disabled: !canReveal,
            onSelect: () => {
              if (itemId !== undefined) tree.reveal(itemId, { takesFocus: true });
            },
          },
        ]),
    ...(tab.kind === 'request' && itemId !== undefined
      ? [{ label: 'History of this request', onSelect: () => history.showFor(itemId) }]
      : []),
  ];
}

/** Every open tab and the way back to closed ones, for strips that are wider than the window. */
function TabList() {
  const tabs = useStore((state) => state.tabs.tabs);
  const activeKey = useStore((state) => state.tabs.activeKey);
  const hasClosed = useStore((state) => state.tabs.closed.length > 0);
  const { activate, reopen, requestCloseAll } = useStore((state) => state.tabs);
  if (tabs.length === 0 && !hasClosed) return null;
  const entries: MenuEntry[] = tabs.map((tab) => ({
    label: tab.dirty ? `${tab.title} •` : tab.title,
    icon: <TabIcon tab={tab} />,
    checked: tab.key === activeKey,
    onSelect: () => activate(tab.key),
  }));
  return (
    <Menu
      align="end"
      trigger={<IconButton size="sm" label="Open tabs" icon={<ChevronDown />} />}
      items={[
        ...entries,
        ...(entries.length === 0 ? [] : [{ kind: 'separator' } as const]),
        {
          label: 'Reopen closed tab',
          icon: <History />,
          shortcut: shownShortcut('reopenTab'),
          disabled: !hasClosed,
          onSelect: reopen,
        },
        {
          label: 'Close All',
          disabled: tabs.length === 0,
          onSelect: () => requestCloseAll(tabs.map((tab) => tab.key)),
        },
      ]}
    />
  );
}

/** The strip of open tabs. */
export function TabStrip() {
  const tabs = useStore((state) => state.tabs.tabs);
  const activeKey = useStore((state) => state.tabs.activeKey);
  const { activate, requestClose, move } = useStore((state) => state.tabs);
  const openNew = useStore((state) => state.requests.openNew);
  return (
    <EditorTabs
      label="Open tabs"
      tabs={tabs.map((tab) => ({
        id: tab.key,
        title: tab.title,
        icon: <TabIcon tab={tab} />,
        isDirty: tab.dirty,
      }))}
      activeId={activeKey}
      panelId={tabPanelId}
      onSelect={activate}
      onClose={requestClose}
      onMove={move}
      onNew={() => void openNew()}
      newLabel="New request"
      newShortcut={shownShortcut('newRequest')}
      closeShortcut={shownShortcut('closeTab')}
      contextMenu={(key) => {
        const tab = tabs.find((open) => open.key === key);
        return tab === undefined ? [] : tabMenu(tab);
      }}
      end={<TabList />}
    />
  );
}
