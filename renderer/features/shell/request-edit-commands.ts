import { CirclePlay, Code, Eye, Redo2, SaveAll, SquareTerminal, Undo2 } from 'lucide-react';
import { editedOnScreen } from '../../store/edited-on-screen.ts';
import type { State } from '../../store/store.ts';
import type { Command } from './command.ts';

/** The tab of the request that is on screen. */
function requestTab(state: State): string | undefined {
  const tab = state.tabs.tabs.find(({ key }) => key === state.tabs.activeKey);
  return tab?.kind === 'request' ? tab.key : undefined;
}

const onRequest = (run: (state: State, tabKey: string) => void) => ({
  isAvailable: (state: State) => requestTab(state) !== undefined,
  run: (state: State) => {
    const tabKey = requestTab(state);
    if (tabKey !== undefined) run(state, tabKey);
  },
});

/** Takes steps of what the tab on screen edits back, and forward again. */
function stepCommand(direction: 'undo' | 'redo'): Pick<Command, 'isAvailable' | 'run'> {
  const find = (state: State) => {
    const { slice, tabKey = '' } = editedOnScreen(state) ?? {};
    const steps = slice?.editors[tabKey]?.history[direction === 'undo' ? 'past' : 'future'] ?? [];
    return steps.length === 0 ? undefined : () => slice?.[direction](tabKey);
  };
  return { isAvailable: (state) => find(state) !== undefined, run: (state) => find(state)?.() };
}

/** The collection or folder on screen, or the one around the request on screen. */
function containerOnScreen(state: State): string | undefined {
  const tab = state.tabs.tabs.find(({ key }) => key === state.tabs.activeKey);
  if (tab?.kind === 'collection' || tab?.kind === 'run') return tab.itemId;
  return tab?.kind === 'request' ? state.tree.nodes[tab.itemId ?? '']?.parentId : undefined;
}

/** The commands on the request being edited. */
export const requestEditCommands: Command[] = [
  {
    id: 'saveAs',
    title: 'Save as…',
    icon: SaveAll,
    shortcut: 'saveAs',
    keywords: 'copy duplicate another name',
    ...onRequest((state, tabKey) => state.requests.setSavingAs(tabKey)),
  },
  {
    id: 'run',
    title: 'Run this collection or folder',
    icon: CirclePlay,
    keywords: 'runner test all requests newman',
    isAvailable: (state) => containerOnScreen(state) !== undefined,
    run(state) {
      const itemId = containerOnScreen(state);
      if (itemId !== undefined) state.runner.open(itemId);
    },
  },
  {
    id: 'undo',
    title: 'Undo',
    icon: Undo2,
    shortcut: 'undo',
    keywords: 'take back step',
    ...stepCommand('undo'),
  },
  {
    id: 'redo',
    title: 'Redo',
    icon: Redo2,
    shortcut: 'redo',
    ...stepCommand('redo'),
  },
  {
    id: 'preview',
    title: 'What will be sent',
    icon: Eye,
    keywords: 'preview resolved headers variables',
    ...onRequest((state, tabKey) => state.requests.showSection(tabKey, 'preview')),
  },
  {
    id: 'copyCurl',
    title: 'Copy as cURL',
    icon: SquareTerminal,
    keywords: 'command shell export',
    ...onRequest((state, tabKey) => void state.outgoing.copyCurl({ tabKey })),
  },
  {
    id: 'code',
    title: 'Code',
    icon: Code,
    keywords: 'generate snippet javascript fetch python go java csharp powershell curl',
    ...onRequest((state, tabKey) => state.outgoing.openCode(tabKey)),
  },
];
