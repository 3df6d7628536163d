import {
  ArrowLeft,
  ArrowRight,
  BookOpen,
  Braces,
  ChevronsDownUp,
  ClipboardPaste,
  Columns2,
  Cookie,
  Download,
  FilePlus,
  FlaskConical,
  FolderOpen,
  FolderPlus,
  FolderTree,
  GitBranch,
  GitCompare,
  Globe,
  History,
  House,
  KeyRound,
  Keyboard,
  LibraryBig,
  ListChecks,
  PanelLeft,
  Plus,
  RotateCcw,
  Save,
  Search,
  Send,
  Square,
  SquareTerminal,
  Upload,
} from 'lucide-react';
import { globalsId } from '../../../core/workspace/environment.ts';
import { docsPaneKey, foldedKey, orientationKey } from '../../store/request-layout-keys.ts';
import type { State } from '../../store/store.ts';
import { neighbourIn } from '../links/public.ts';
import { activeTab, type Command, hasTab } from './command.ts';
import { itemCommands } from './item-commands.ts';
import { requestEditCommands } from './request-edit-commands.ts';
import { settingCommands } from './setting-commands.ts';
import { tabCommands } from './tab-commands.ts';

export type { Command } from './command.ts';

const hasNeighbour = (state: State, direction: 'back' | 'forward') =>
  neighbourIn(state, state.tabs.activeKey ?? '', direction) !== undefined;

/** The collection above the selected item or the open tab, if there is just one to mean. */
function collectionInSight(state: State): string | undefined {
  let node = state.tree.nodes[activeTab(state)?.itemId ?? state.tree.selectedId ?? ''];
  for (let depth = 0; node?.parentId !== undefined && depth < 200; depth += 1)
    node = state.tree.nodes[node.parentId];
  return node?.kind === 'collection' ? node.id : undefined;
}

const requestCommands: Command[] = [
  {
    id: 'newRequest',
    title: 'New request',
    icon: FilePlus,
    shortcut: 'newRequest',
    keywords: 'create add',
    run: (state) => void state.requests.openNew(),
  },
  {
    id: 'send',
    title: 'Send',
    icon: Send,
    shortcut: 'send',
    keywords: 'run execute',
    isAvailable: (state) => activeTab(state)?.kind === 'request',
    run: (state) => {
      const tab = activeTab(state);
      if (tab?.kind === 'request') void state.responses.send(tab.key);
    },
  },
  {
    id: 'answerBack',
    title: 'Back to the answer before',
    icon: ArrowLeft,
    shortcut: 'answerBack',
    keywords: 'followed link history',
    isAvailable: (state) => hasNeighbour(state, 'back'),
    run: (state) => state.links.goBack(state.tabs.activeKey ?? ''),
  },
  {
    id: 'answerForward',
    title: 'Forward to the answer after',
    icon: ArrowRight,
    shortcut: 'answerForward',
    keywords: 'followed link history',
    isAvailable: (state) => hasNeighbour(state, 'forward'),
    run: (state) => state.links.goForward(state.tabs.activeKey ?? ''),
  },
  {
    id: 'save',
    title: 'Save',
    icon: Save,
    shortcut: 'save',
    isAvailable: hasTab,
    run: (state) => {
      if (state.tabs.activeKey !== undefined) void state.tabs.save(state.tabs.activeKey);
    },
  },
  ...requestEditCommands,
  {
    id: 'import',
    title: 'Import',
    icon: Download,
    shortcut: 'import',
    keywords: 'postman collection environment file folder url',
    run: (state) => state.imports.openDialog('import'),
  },
  {
    id: 'pasteCurl',
    title: 'Paste cURL',
    icon: ClipboardPaste,
    keywords: 'import command',
    run: (state) => state.imports.openDialog('curl'),
  },
  {
    id: 'newCollection',
    title: 'New collection',
    icon: FolderPlus,
    keywords: 'create add',
    run: (state) => void state.tree.create('collection', undefined),
  },
  {
    id: 'exportCollection',
    title: 'Export collection as Postman v2.1',
    icon: Upload,
    keywords: 'download share',
    isAvailable: (state) => collectionInSight(state) !== undefined,
    run: (state) => {
      const id = collectionInSight(state);
      if (id !== undefined) void state.tree.startExport(id);
    },
  },
];

const environmentCommands: Command[] = [
  {
    id: 'newEnvironment',
    title: 'New environment',
    icon: Plus,
    keywords: 'create add',
    run: (state) => void state.environments.create(),
  },
  {
    id: 'forgetValues',
    title: 'Forget values that were asked for or got',
    icon: Braces,
    keywords: 'secret password manager program memory',
    run: (state) => void state.values.forget(),
  },
  {
    id: 'editEnvironment',
    title: 'Edit the environment in use',
    icon: Braces,
    keywords: 'variables',
    isAvailable: (state) => state.environments.selectedId !== undefined,
    run: (state) => {
      if (state.environments.selectedId !== undefined) state.environments.open(state.environments.selectedId);
    },
  },
  {
    id: 'globals',
    title: 'Edit globals',
    icon: Globe,
    keywords: 'variables',
    run: (state) => state.environments.open(globalsId),
  },
];

const windowCommands: Command[] = [
  {
    id: 'showCollections',
    title: 'Show Collections',
    icon: LibraryBig,
    shortcut: 'showCollections',
    run: (state) => state.app.showSidebar('collections'),
  },
  {
    id: 'showEnvironments',
    title: 'Show Environments',
    icon: Braces,
    shortcut: 'showEnvironments',
    run: (state) => state.app.showSidebar('environments'),
  },
  {
    id: 'showKeys',
    title: 'Show Keys and tokens',
    icon: KeyRound,
    shortcut: 'showKeys',
    keywords: 'oauth jwk access token manage',
    run: (state) => state.app.showSidebar('keys'),
  },
  {
    id: 'showHistory',
    title: 'Show History',
    icon: History,
    shortcut: 'showHistory',
    keywords: 'sends resend past',
    run: (state) => state.app.showSidebar('history'),
  },
  {
    id: 'showChanges',
    title: 'Show Changes',
    icon: GitCompare,
    shortcut: 'showChanges',
    keywords: 'git commit diff push pull',
    run: (state) => state.app.showSidebar('changes'),
  },
  {
    id: 'switchBranch',
    title: 'Git: switch or create branch',
    icon: GitBranch,
    keywords: 'checkout',
    isAvailable: (state) => state.git.repository?.isAllowed === true,
    run: (state) => state.git.setDialog('branch'),
  },
  {
    id: 'toggleConsole',
    title: 'Show or hide the console',
    icon: SquareTerminal,
    shortcut: 'toggleConsole',
    keywords: 'log traffic network devtools',
    run: (state) => state.console.toggle(),
  },
  {
    id: 'cookies',
    title: 'Cookies',
    icon: Cookie,
    keywords: 'jar session domain',
    run: (state) => state.cookies.open(),
  },
  {
    id: 'searchCollections',
    title: 'Search collections',
    icon: Search,
    shortcut: 'searchCollections',
    keywords: 'filter find',
    run: (state) => state.tree.askSearch(),
  },
  {
    id: 'collapseAll',
    title: 'Collapse all folders',
    icon: FolderTree,
    isAvailable: (state) => Object.keys(state.tree.expanded).length > 0,
    run: (state) => state.tree.collapseAll(),
  },
  {
    id: 'toggleSidebar',
    title: 'Show or hide the side bar',
    icon: PanelLeft,
    shortcut: 'toggleSidebar',
    run: (state) => state.app.setSidebarVisible(!state.app.sidebarVisible),
  },
  {
    id: 'toggleSplit',
    title: 'Answer beside or below the request',
    icon: Columns2,
    shortcut: 'toggleSplit',
    keywords: 'split layout two pane horizontal vertical response',
    run: (state) => {
      state.app.setLayout(
        orientationKey,
        state.app.layout[orientationKey] === 'horizontal' ? 'vertical' : 'horizontal',
      );
    },
  },
  {
    id: 'foldRequest',
    title: 'Fold or unfold the request',
    icon: ChevronsDownUp,
    keywords: 'collapse bigger response pane height',
    isAvailable: (state) => state.app.layout[orientationKey] !== 'horizontal',
    run: (state) => {
      state.app.setLayout(foldedKey, state.app.layout[foldedKey] !== true);
    },
  },
  {
    id: 'toggleDocs',
    title: 'Show or hide the docs beside the request',
    icon: BookOpen,
    keywords: 'description documentation read',
    isAvailable: (state) => activeTab(state)?.kind === 'request' && !state.app.sidebarFloats,
    run: (state) => state.app.setLayout(docsPaneKey, state.app.layout[docsPaneKey] !== true),
  },
  { id: 'welcome', title: 'Welcome', icon: House, keywords: 'start home', run: openWelcome },
  {
    id: 'shortcuts',
    title: 'Keyboard shortcuts',
    icon: Keyboard,
    shortcut: 'shortcuts',
    keywords: '? keys help',
    run: (state) => state.app.setShortcutsOpen(true),
  },
];

/** Opens the welcome page in a tab. */
export function openWelcome(state: State): void {
  state.tabs.open({ kind: 'welcome', title: 'Welcome' });
}

const workspaceCommands: Command[] = [
  {
    id: 'openWorkspace',
    title: 'Open workspace',
    icon: FolderOpen,
    keywords: 'switch folder',
    run: (state) => state.workspaces.setDialog('open'),
  },
  {
    id: 'newWorkspace',
    title: 'New workspace',
    icon: FolderPlus,
    keywords: 'create folder',
    run: (state) => state.workspaces.setDialog('create'),
  },
];

const isSandboxRunning = (state: State) => state.sandbox.state?.status === 'running';

const sandboxCommands: Command[] = [
  {
    id: 'guide',
    title: 'Connect an Okta org',
    icon: ListChecks,
    keywords: 'step by step checklist guide steps oauth token start',
    run: (state) => state.guide.choose({ isOpen: true }),
  },
  {
    id: 'startSandbox',
    title: 'Start the sandbox org',
    icon: FlaskConical,
    keywords: 'try okta demo',
    isAvailable: (state) => !isSandboxRunning(state),
    run: (state) => {
      openWelcome(state);
      void state.sandbox.start({ install: true });
    },
  },
  {
    id: 'resetSandbox',
    title: 'Reset the sandbox org',
    icon: RotateCcw,
    isAvailable: isSandboxRunning,
    run: (state) => void state.sandbox.reset(),
  },
  {
    id: 'stopSandbox',
    title: 'Stop the sandbox org',
    icon: Square,
    isAvailable: isSandboxRunning,
    run: (state) => void state.sandbox.stop(),
  },
];

/** The commands that do something in the workspace and the window. */
export const actionCommands: readonly Command[] = [
  ...requestCommands,
  ...itemCommands,
  ...environmentCommands,
  ...tabCommands,
  ...sandboxCommands,
  ...windowCommands,
  ...workspaceCommands,
];

/** Every command, for the palette. */
export const commands: readonly Command[] = [...actionCommands, ...settingCommands];
