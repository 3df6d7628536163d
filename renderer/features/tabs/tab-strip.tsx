import { useStore } from '../../store/store.ts';
import { shownShortcut, useShortcut } from '../../store/use-shortcut.ts';
import { EditorTabs } from '../../ui/editor-tabs.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { TabIcon } from './tab-icon.tsx';
import { TabList } from './tab-list.tsx';
import { keysToClose } from './tab-order.ts';
import type { Tab } from './tabs-slice.ts';

/** The id of the element that shows the active tab's content. */
export const tabPanelId = 'tab-panel';

function tabMenu(tab: Tab): MenuEntry[] {
  const { tabs, tree, environments, history, outgoing } = useStore.getState();
  const { itemId, key } = tab;
  const canReveal = itemId !== undefined && tree.nodes[itemId] !== undefined;
  const closing = (label: string, which: Parameters<typeof keysToClose>[1]): MenuEntry => ({
    label,
    disabled: keysToClose(tabs.tabs, which, key).length === 0,
    onSelect: () => tabs.closeMany(which, key),
  });
  return [
    { label: 'Close', shortcut: shownShortcut('closeTab'), onSelect: () => tabs.requestClose(key) },
    closing('Close Others', 'others'),
    closing('Close to the Right', 'right'),
    closing('Close Saved', 'saved'),
    closing('Close All', 'all'),
    { kind: 'separator' },
    ...(tab.preview === true
      ? [{ label: 'Keep Open', shortcut: shownShortcut('keepTab'), onSelect: () => tabs.keep(key) }]
      : []),
    {
      label: tab.pinned === true ? 'Unpin' : 'Pin',
      shortcut: shownShortcut('pinTab'),
      onSelect: () => tabs.setPinned(key, tab.pinned !== true),
    },
    ...(tab.kind === 'request'
      ? [
          {
            label: 'Duplicate Tab',
            shortcut: shownShortcut('duplicateTab'),
            onSelect: () => tabs.duplicate(key),
          },
        ]
      : []),
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

/** The strip of open tabs. */
export function TabStrip() {
  const tabs = useStore((state) => state.tabs.tabs);
  const activeKey = useStore((state) => state.tabs.activeKey);
  const { activate, requestClose, move, keep, setPinned } = useStore((state) => state.tabs);
  const openNew = useStore((state) => state.requests.openNew);
  const newShortcut = useShortcut('newRequest');
  const closeShortcut = useShortcut('closeTab');
  return (
    <EditorTabs
      label="Open tabs"
      tabs={tabs.map((tab) => ({
        id: tab.key,
        title: tab.title,
        icon: <TabIcon tab={tab} />,
        isDirty: tab.dirty,
        isPreview: tab.preview === true,
        isPinned: tab.pinned === true,
      }))}
      activeId={activeKey}
      panelId={tabPanelId}
      onSelect={activate}
      onClose={requestClose}
      onMove={move}
      onKeep={keep}
      onUnpin={(key) => setPinned(key, false)}
      onNew={() => void openNew()}
      newLabel="New request"
      newShortcut={newShortcut}
      closeShortcut={closeShortcut}
      contextMenu={(key) => {
        const tab = tabs.find((open) => open.key === key);
        return tab === undefined ? [] : tabMenu(tab);
      }}
      end={<TabList />}
    />
  );
}
