import type { Tab } from './tabs-slice.ts';

/** The tab that becomes active when the one at `index` is closed: the next one, else the one before. */
export function neighbourOf(tabs: readonly Tab[], index: number): Tab | undefined {
  return tabs[index + 1] ?? tabs[index - 1];
}

/** Moves a tab; `toIndex` counts without the tab itself. */
export function movedTab(tabs: Tab[], key: string, toIndex: number): Tab[] {
  const tab = tabs.find((open) => open.key === key);
  if (tab === undefined) return tabs;
  return tabs.filter((open) => open !== tab).toSpliced(toIndex, 0, tab);
}

/** The keys of the tabs other than one. */
export function otherKeys(tabs: readonly Tab[], key: string): string[] {
  return tabs.filter((tab) => tab.key !== key).map((tab) => tab.key);
}
