import { Braces, GitCompare, History, KeyRound, LibraryBig, Settings } from 'lucide-react';
import { keysOf } from '../../shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { useShortcut } from '../../store/use-shortcut.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { ariaShortcut } from '../../ui/shortcut.ts';
import type { SidebarView } from './app-slice.ts';
import { openSettings } from './setting-commands.ts';
import styles from './rail.module.css';

const views = [
  { view: 'collections', label: 'Collections', icon: LibraryBig, shortcutId: 'showCollections' },
  { view: 'environments', label: 'Environments', icon: Braces, shortcutId: 'showEnvironments' },
  { view: 'keys', label: 'Keys and tokens', icon: KeyRound, shortcutId: 'showKeys' },
  { view: 'history', label: 'History', icon: History, shortcutId: 'showHistory' },
  { view: 'changes', label: 'Changes', icon: GitCompare, shortcutId: 'showChanges' },
] as const satisfies readonly { view: SidebarView; [key: string]: unknown }[];

/** The id of the side bar, which the rail's buttons show and hide. */
export const sidebarId = 'sidebar-view';

/** The strip at the left that chooses what the side bar shows. */
export function Rail() {
  const sidebarView = useStore((state) => state.app.sidebarView);
  const isVisible = useStore((state) => state.app.sidebarVisible);
  const showSidebar = useStore((state) => state.app.showSidebar);
  const chosen = useStore((state) => state.app.state?.settings.shortcuts);
  const hasRepository = useStore((state) => state.git.repository !== undefined);
  const settingsShortcut = useShortcut('settings');
  const isInSettings = useStore(
    (state) => state.tabs.tabs.find((tab) => tab.key === state.tabs.activeKey)?.kind === 'settings',
  );
  return (
    <nav className={styles['rail']} aria-label="Views">
      {views.map(({ view, label, icon: Icon, shortcutId }) => {
        const [shortcut] = keysOf(shortcutId, chosen);
        const isShown = isVisible && sidebarView === view;
        if (view === 'changes' && !hasRepository && !isShown) return null;
        return (
          <Tooltip key={view} content={label} shortcut={shortcut} side="right">
            <button
              type="button"
              className={styles['view']}
              aria-label={label}
              aria-pressed={isShown}
              aria-controls={isShown ? sidebarId : undefined}
              aria-keyshortcuts={shortcut === undefined ? undefined : ariaShortcut(shortcut)}
              onClick={() => showSidebar(view, { toggle: true })}
            >
              <Icon aria-hidden="true" />
            </button>
          </Tooltip>
        );
      })}
      <span className={styles['space']} />
      <Tooltip content="Settings" shortcut={settingsShortcut} side="right">
        <button
          type="button"
          className={styles['view']}
          aria-label="Settings"
          aria-current={isInSettings ? 'page' : undefined}
          onClick={() => openSettings(useStore.getState())}
        >
          <Settings aria-hidden="true" />
        </button>
      </Tooltip>
    </nav>
  );
}
