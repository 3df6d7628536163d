import type { ItemId } from '../../../core/ids.ts';
import type { SliceCreator } from '../../store/slice.ts';

export type TabKind = 'request' | 'collection' | 'environment' | 'settings' | 'welcome' | 'example';

/** One open tab. `key` names it for as long as it is open; the feature of its kind keeps the content under that key. */
export interface Tab {
  key: string;
  kind: TabKind;
  /** The item shown; absent for a request that was never saved. */
  itemId?: ItemId;
  title: string;
  /** Request method, for the badge. */
  method?: string;
  dirty: boolean;
}

export interface TabsSlice {
  tabs: Tab[];
  activeKey: string | undefined;
  /** Opens a tab for an item, or goes to the one it already has. Gives the tab's key. */
  open(tab: Omit<Tab, 'key' | 'dirty'>): string;
  activate(key: string): void;
  /** Closes at once; `requestClose` asks first where edits would be lost. */
  close(key: string): void;
  requestClose(key: string): void;
  /** The tab that waits for "save, discard or cancel". */
  closing: string | undefined;
  cancelClose(): void;
  update(key: string, change: Partial<Omit<Tab, 'key'>>): void;
  move(key: string, toIndex: number): void;
  /** Opens the tab that was closed last. */
  reopen(): void;
  closed: Tab[];
}

export const createTabsSlice: SliceCreator<'tabs'> = ({ set, get }) => ({
  tabs: [],
  activeKey: undefined,
  closing: undefined,
  closed: [],
  open(tab) {
    const { tabs } = get().tabs;
    const same = tabs.find(
      (open) =>
        open.kind === tab.kind &&
        (tab.itemId !== undefined ? open.itemId === tab.itemId : tab.kind !== 'request'),
    );
    if (same !== undefined) {
      set({ activeKey: same.key });
      return same.key;
    }
    const key = crypto.randomUUID();
    set({ tabs: [...tabs, { ...tab, key, dirty: false }], activeKey: key });
    return key;
  },
  activate(key) {
    set({ activeKey: key });
  },
  requestClose(key) {
    const tab = get().tabs.tabs.find((open) => open.key === key);
    if (tab?.dirty === true) set({ closing: key, activeKey: key });
    else get().tabs.close(key);
  },
  cancelClose() {
    set({ closing: undefined });
  },
  close(key) {
    set((slice) => {
      const index = slice.tabs.findIndex((tab) => tab.key === key);
      const tab = slice.tabs[index];
      if (tab === undefined) return {};
      const tabs = slice.tabs.filter((open) => open.key !== key);
      const neighbour = tabs[Math.min(index, tabs.length - 1)];
      return {
        tabs,
        activeKey: slice.activeKey === key ? neighbour?.key : slice.activeKey,
        closing: slice.closing === key ? undefined : slice.closing,
        closed: [...slice.closed, { ...tab, dirty: false }].slice(-20),
      };
    });
  },
  update(key, change) {
    set((slice) => ({ tabs: slice.tabs.map((tab) => (tab.key === key ? { ...tab, ...change } : tab)) }));
  },
  move(key, toIndex) {
    set((slice) => {
      const tab = slice.tabs.find((open) => open.key === key);
      if (tab === undefined) return {};
      const rest = slice.tabs.filter((open) => open.key !== key);
      return { tabs: [...rest.slice(0, toIndex), tab, ...rest.slice(toIndex)] };
    });
  },
  reopen() {
    const tab = get().tabs.closed.at(-1);
    if (tab === undefined) return;
    set((slice) => ({ closed: slice.closed.slice(0, -1) }));
    const { key: _key, dirty: _dirty, ...rest } = tab;
    get().tabs.open(rest);
  },
});
