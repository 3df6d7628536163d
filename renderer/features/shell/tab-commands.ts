import { CopyPlus, History, LocateFixed, Pin, X } from 'lucide-react';
import type { State } from '../../store/store.ts';
import { activeTab, type Command, hasTab } from './command.ts';

const hasOtherTabs = ({ tabs }: State) => tabs.activeKey !== undefined && tabs.tabs.length > 1;

/** What can be done with the open tab, and with all of them. */
export const tabCommands: readonly Command[] = [
  {
    id: 'closeTab',
    title: 'Close tab',
    icon: X,
    shortcut: 'closeTab',
    isAvailable: hasTab,
    run: (state) => {
      if (state.tabs.activeKey !== undefined) state.tabs.requestClose(state.tabs.activeKey);
    },
  },
  {
    id: 'closeOtherTabs',
    title: 'Close other tabs',
    icon: X,
    isAvailable: hasOtherTabs,
    run: ({ tabs }) => tabs.closeMany('others', tabs.activeKey),
  },
  {
    id: 'closeTabsToTheRight',
    title: 'Close tabs to the right',
    icon: X,
    isAvailable: hasOtherTabs,
    run: ({ tabs }) => tabs.closeMany('right', tabs.activeKey),
  },
  {
    id: 'closeAllTabs',
    title: 'Close all tabs',
    icon: X,
    isAvailable: hasTab,
    run: (state) => state.tabs.closeMany('all'),
  },
  {
    id: 'closeSavedTabs',
    title: 'Close saved tabs',
    icon: X,
    isAvailable: hasTab,
    run: (state) => state.tabs.closeMany('saved'),
  },
  {
    id: 'forceCloseTab',
    title: 'Close tab without asking',
    icon: X,
    shortcut: 'forceCloseTab',
    keywords: 'force discard',
    isAvailable: hasTab,
    run: (state) => {
      if (state.tabs.activeKey !== undefined) state.tabs.close(state.tabs.activeKey);
    },
  },
  {
    id: 'pinTab',
    title: 'Pin or unpin tab',
    icon: Pin,
    shortcut: 'pinTab',
    isAvailable: hasTab,
    run: (state) => {
      const tab = activeTab(state);
      if (tab !== undefined) state.tabs.setPinned(tab.key, tab.pinned !== true);
    },
  },
  {
    id: 'keepTab',
    title: 'Keep the previewed tab',
    icon: Pin,
    shortcut: 'keepTab',
    isAvailable: (state) => activeTab(state)?.preview === true,
    run: (state) => {
      if (state.tabs.activeKey !== undefined) state.tabs.keep(state.tabs.activeKey);
    },
  },
  {
    id: 'duplicateTab',
    title: 'Duplicate tab',
    icon: CopyPlus,
    shortcut: 'duplicateTab',
    isAvailable: (state) => activeTab(state)?.kind === 'request',
    run: (state) => {
      if (state.tabs.activeKey !== undefined) state.tabs.duplicate(state.tabs.activeKey);
    },
  },
  {
    id: 'reopenTab',
    title: 'Reopen closed tab',
    icon: History,
    shortcut: 'reopenTab',
    isAvailable: (state) => state.tabs.closed.length > 0,
    run: (state) => state.tabs.reopen(),
  },
  {
    id: 'revealTab',
    title: 'Reveal in Collections',
    icon: LocateFixed,
    shortcut: 'revealTab',
    keywords: 'locate find tree',
    isAvailable: (state) => state.tree.nodes[activeTab(state)?.itemId ?? ''] !== undefined,
    run: (state) => {
      const id = activeTab(state)?.itemId;
      if (id !== undefined) state.tree.reveal(id, { takesFocus: true });
    },
  },
];
