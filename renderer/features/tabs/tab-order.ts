import type { Tab } from './tabs-slice.ts';

/** The tab that becomes active when the one at `index` is closed: the next one, else the one before. */
export function neighbourOf(tabs: readonly Tab[], index: number): Tab | undefined {
  return tabs[index + 1] ?? tabs[index - 1];
}

const isPinned = (tab: Tab) => tab.pinned === true;

/** Moves a tab; `toIndex` counts without the tab itself. Pinned tabs stay before the others. */
export function movedTab(tabs: Tab[], key: string, toIndex: number): Tab[] {
  const tab = tabs.find((open) => open.key === key);
  if (tab === undefined) return tabs;
  const others = tabs.filter((open) => open !== tab);
  const border = others.filter(isPinned).length;
  const index = isPinned(tab) ? Math.min(toIndex, border) : Math.max(toIndex, border);
  return others.toSpliced(index, 0, tab);
}

/** Pins a tab, behind those that are pinned, or lets it loose, before all others. */
export function pinnedTab(tabs: Tab[], key: string, pinned: boolean): Tab[] {
  const changed = tabs.map((tab) => (tab.key === key ? { ...tab, pinned, preview: false } : tab));
  return movedTab(changed, key, changed.filter((tab) => isPinned(tab) && tab.key !== key).length);
}

/** Puts a new tab behind the active one, and never among the pinned ones. */
export function withNewTab(tabs: Tab[], tab: Tab, activeKey: string | undefined): Tab[] {
  const at = tabs.findIndex((open) => open.key === activeKey) + 1 || tabs.length;
  const border = tabs.filter(isPinned).length;
  return tabs.toSpliced(isPinned(tab) ? border : Math.max(at, border), 0, tab);
}

/** The keys that several ways of closing mean; pinned tabs are closed one by one only. */
export function keysToClose(
  tabs: readonly Tab[],
  which: 'others' | 'right' | 'saved' | 'all',
  key: string | undefined,
): string[] {
  const index = tabs.findIndex((tab) => tab.key === key);
  return tabs
    .filter((tab, at) => {
      if (isPinned(tab)) return false;
      if (which === 'others') return tab.key !== key;
      if (which === 'right') return at > index;
      return which === 'all' || !tab.dirty;
    })
    .map((tab) => tab.key);
}
