import type { State } from './store.ts';

/** What the tab on screen edits, where its steps can be taken back: the slice that has it, and the tab. */
export function editedOnScreen(state: State) {
  const tab = state.tabs.tabs.find(({ key }) => key === state.tabs.activeKey);
  switch (tab?.kind) {
    case 'request':
      return { slice: state.requests, tabKey: tab.key };
    case 'collection':
      return { slice: state.collections, tabKey: tab.key };
    case 'environment':
      return { slice: state.environments, tabKey: tab.key };
    default:
      return undefined;
  }
}
