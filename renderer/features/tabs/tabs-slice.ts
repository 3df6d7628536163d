import type { Request } from '../../../core/http/request.ts';
import type { ItemId, Revision } from '../../../core/ids.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import { keysToClose, movedTab, neighbourOf, pinnedTab, withNewTab } from './tab-order.ts';

export type TabKind =
  | 'request'
  | 'collection'
  | 'environment'
  | 'settings'
  | 'welcome'
  | 'example'
  | 'history'
  | 'run'
  | 'change';

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
  /** Looked at only: the next item that is looked at takes its place. An edit or a send keeps it. */
  preview?: boolean;
  /** Stands before the others, and stays where several are closed. */
  pinned?: boolean;
}

/** A tab that was closed, with the edits of a request that were not saved. */
export interface ClosedTab extends Tab {
  index: number;
  draft?: Request;
  baseRevision?: Revision;
}

export interface TabsSlice {
  tabs: Tab[];
  activeKey: string | undefined;
  /**
   * Opens a tab for an item, or goes to the one it already has, which is then kept unless only a preview is asked for.
   * Gives the tab's key.
   */
  open(tab: Omit<Tab, 'key' | 'dirty'>): string;
  activate(key: string): void;
  /** Goes to the tab at a place, counted from 0; -1 is the last one. */
  activateAt(index: number): void;
  /** Makes a preview a tab of its own. */
  keep(key: string): void;
  setPinned(key: string, pinned: boolean): void;
  /** Opens a copy of a request, edits included, that is not saved anywhere yet. */
  duplicate(key: string): void;
  /** Goes to the next (1) or previous (-1) tab, around the ends. */
  step(by: 1 | -1): void;
  /** Closes at once; `requestClose` asks first where edits would be lost. */
  close(key: string): void;
  requestClose(key: string): void;
  /** Closes several tabs, asking for each that has edits; Cancel stops there. */
  requestCloseAll(keys: string[]): void;
  /** Closes several tabs, seen from one; pinned ones stay. */
  closeMany(which: 'others' | 'right' | 'saved' | 'all', key?: string): void;
  /** The tab that waits for "save, discard or cancel". */
  closing: string | undefined;
  /** The tabs to ask for after it. */
  closingNext: string[];
  cancelClose(): void;
  /** Saves what a tab shows, through the feature of its kind; true where nothing unsaved is left. */
  save(key: string): Promise<boolean>;
  /** Saves the tab that waits, through the feature of its kind, and closes it. */
  saveAndClose(): Promise<void>;
  update(key: string, change: Partial<Omit<Tab, 'key'>>): void;
  move(key: string, toIndex: number): void;
  /** Opens the tab that was closed last, with the edits it had. */
  reopen(): void;
  closed: ClosedTab[];
  /** Puts back the tabs of the last session. */
  restore(tabs: Tab[], activeKey: string | undefined): void;
  /** Takes new names and methods from the tree. */
  takeNodes(nodes: TreeNode[]): void;
}

type Tools = SliceTools<'tabs'>;
type Part<K extends keyof TabsSlice> = Pick<TabsSlice, K>;

const maxClosed = 25;
/** Kinds of tabs that are called as their item is. */
const namedAfterItem: ReadonlySet<TabKind> = new Set(['request', 'collection', 'run']);

/** Saves what a tab shows; true where nothing unsaved is left. */
async function saveTab({ get }: Tools, tab: Tab): Promise<boolean> {
  switch (tab.kind) {
    case 'request':
      return get().requests.save(tab.key);
    case 'environment':
      return get().environments.save(tab.key);
    case 'collection':
      return get().collections.save(tab.key);
    case 'settings':
    case 'welcome':
    case 'example':
    case 'history':
    case 'run':
    case 'change':
      return true;
  }
}

/** Drops what the features keep under a tab's key. */
function forgetContent({ get }: Tools, tab: Tab): void {
  get().responses.forget(tab.key);
  if (tab.itemId !== undefined) get().notices.forgetItem(tab.itemId);
  if (tab.kind === 'request') {
    get().requests.forget(tab.key);
    get().outgoing.forget(tab.key);
    get().graphql.forget(tab.key);
  }
  if (tab.kind === 'collection') get().collections.forget(tab.key);
  if (tab.kind === 'environment') get().environments.forget(tab.key);
}

function closingActions(
  tools: Tools,
): Part<
  | 'close'
  | 'requestClose'
  | 'requestCloseAll'
  | 'closeMany'
  | 'cancelClose'
  | 'save'
  | 'saveAndClose'
  | 'reopen'
> {
  const { set, get } = tools;
  const isDirty = (key: string) => get().tabs.tabs.find((tab) => tab.key === key)?.dirty === true;
  return {
    close(key) {
      const { tabs, activeKey, closing, closed, closingNext } = get().tabs;
      const index = tabs.findIndex((tab) => tab.key === key);
      const tab = tabs[index];
      if (tab === undefined) return;
      const editor = get().requests.editors[key];
      const kept: ClosedTab = { ...tab, index };
      if (tab.kind === 'request' && tab.dirty && editor !== undefined) {
        Object.assign(kept, { draft: editor.draft, baseRevision: editor.revision });
      }
      set({
        tabs: tabs.filter((open) => open !== tab),
        activeKey: activeKey === key ? neighbourOf(tabs, index)?.key : activeKey,
        closing: closing === key ? undefined : closing,
        // A request that was never saved and has no edits is nothing that could come back.
        closed:
          tab.kind === 'request' && tab.itemId === undefined && kept.draft === undefined
            ? closed
            : [...closed, kept].slice(-maxClosed),
      });
      forgetContent(tools, tab);
      if (closing === key) get().tabs.requestCloseAll(closingNext);
    },
    requestClose(key) {
      get().tabs.requestCloseAll([key]);
    },
    requestCloseAll(keys) {
      const [first, ...next] = keys.filter(isDirty);
      set({ closing: first, closingNext: next });
      if (first !== undefined) set({ activeKey: first });
      for (const key of keys) if (!isDirty(key)) get().tabs.close(key);
    },
    closeMany(which, key) {
      get().tabs.requestCloseAll(keysToClose(get().tabs.tabs, which, key));
    },
    cancelClose() {
      set({ closing: undefined, closingNext: [] });
    },
    async save(key) {
      const tab = get().tabs.tabs.find((open) => open.key === key);
      return tab === undefined ? false : saveTab(tools, tab);
    },
    async saveAndClose() {
      const tab = get().tabs.tabs.find((open) => open.key === get().tabs.closing);
      if (tab === undefined) return;
      // Out of the way of the dialog that asks where a new request goes.
      const { closingNext } = get().tabs;
      set({ closing: undefined, closingNext: [] });
      if (!(await saveTab(tools, tab))) return;
      get().tabs.close(tab.key);
      get().tabs.requestCloseAll(closingNext);
    },
    reopen() {
      const last = get().tabs.closed.at(-1);
      if (last === undefined) return;
      set((slice) => ({ closed: slice.closed.slice(0, -1) }));
      const { key: _key, dirty: _dirty, preview: _preview, index, draft, baseRevision, ...rest } = last;
      const key = get().tabs.open(rest);
      get().tabs.move(key, index);
      if (draft === undefined) return;
      void get().requests.restore(key, { itemId: last.itemId, title: last.title, draft, baseRevision });
    },
  };
}

export const createTabsSlice: SliceCreator<'tabs'> = (tools) => {
  const { set, get } = tools;
  return {
    tabs: [],
    activeKey: undefined,
    closing: undefined,
    closingNext: [],
    closed: [],
    open(tab) {
      const { tabs, activeKey } = get().tabs;
      const same = tabs.find(
        (open) =>
          open.kind === tab.kind &&
          (tab.itemId !== undefined
            ? open.itemId === tab.itemId && (tab.kind !== 'example' || open.title === tab.title)
            : tab.kind !== 'request'),
      );
      if (same !== undefined) {
        set({ activeKey: same.key });
        if (tab.preview !== true) get().tabs.keep(same.key);
        return same.key;
      }
      const key = crypto.randomUUID();
      const opened = { ...tab, key, dirty: false };
      const seen = tab.preview === true ? tabs.find((open) => open.preview === true) : undefined;
      if (seen === undefined) set({ tabs: withNewTab(tabs, opened, activeKey), activeKey: key });
      else {
        set({ tabs: tabs.map((open) => (open === seen ? opened : open)), activeKey: key });
        forgetContent(tools, seen);
      }
      return key;
    },
    activate(key) {
      set({ activeKey: key });
    },
    activateAt(index) {
      const tab = get().tabs.tabs.at(index);
      if (tab !== undefined) set({ activeKey: tab.key });
    },
    keep(key) {
      const tab = get().tabs.tabs.find((open) => open.key === key);
      if (tab?.preview === true) get().tabs.update(key, { preview: false });
    },
    setPinned(key, pinned) {
      set((slice) => ({ tabs: pinnedTab(slice.tabs, key, pinned) }));
    },
    duplicate(key) {
      const tab = get().tabs.tabs.find((open) => open.key === key);
      const editor = get().requests.editors[key];
      if (tab === undefined || editor?.status !== 'ready') return;
      const parentId = editor.parentId ?? get().tree.nodes[editor.itemId ?? '']?.parentId;
      get().tabs.activate(key);
      get().requests.openNew({ request: editor.draft, title: `${tab.title} (copy)`, parentId });
    },
    step(by) {
      const { tabs, activeKey } = get().tabs;
      const at = tabs.findIndex((tab) => tab.key === activeKey);
      const next = tabs[(at + by + tabs.length) % tabs.length];
      if (next !== undefined) set({ activeKey: next.key });
    },
    ...closingActions(tools),
    update(key, change) {
      const kept = change.dirty === true ? { ...change, preview: false } : change;
      set((slice) => ({ tabs: slice.tabs.map((tab) => (tab.key === key ? { ...tab, ...kept } : tab)) }));
    },
    move(key, toIndex) {
      set((slice) => ({ tabs: movedTab(slice.tabs, key, toIndex) }));
    },
    restore(tabs, activeKey) {
      const known = tabs.some((tab) => tab.key === activeKey);
      set({ tabs, activeKey: known ? activeKey : tabs[0]?.key });
    },
    takeNodes(nodes) {
      const byId = new Map(nodes.map((node) => [node.id, node]));
      const { tabs } = get().tabs;
      const next = tabs.map((tab) => {
        const node = tab.itemId === undefined ? undefined : byId.get(tab.itemId);
        if (node === undefined || !namedAfterItem.has(tab.kind)) return tab;
        // An open editor shows the method of its edits.
        const method = get().requests.editors[tab.key] === undefined ? node.method : tab.method;
        if (tab.title === node.name && tab.method === method) return tab;
        return { ...tab, title: node.name, ...(method === undefined ? {} : { method }) };
      });
      if (next.some((tab, index) => tab !== tabs[index])) set({ tabs: next });
    },
  };
};
