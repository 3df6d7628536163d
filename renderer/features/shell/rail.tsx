import { Braces, History, KeyRound, LibraryBig, Settings } from 'lucide-react';
import { shownShortcut } from '../../shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { ariaShortcut } from '../../ui/shortcut.ts';
import type { SidebarView } from './app-slice.ts';
import { openSettings } from './commands.ts';
import styles from './rail.module.css';

const views = [
  { view: 'collections', label: 'Collections', icon: LibraryBig, shortcut: shownShortcut('showCollections') },
  { view: 'environments', label: 'Environments', icon: Braces, shortcut: shownShortcut('showEnvironments') },
  { view: 'keys', label: 'Keys and tokens', icon: KeyRound, shortcut: shownShortcut('showKeys') },
  { view: 'history', label: 'History', icon: History, shortcut: shownShortcut('showHistory') },
] as const satisfies readonly { view: SidebarView; [key: string]: unknown }[];

/** The id of the side bar, which the rail's buttons show and hide. */
export const sidebarId = 'sidebar-view';

/** The strip at the left that chooses what the side bar shows. */
export function Rail() {
  const sidebarView = useStore((state) => state.app.sidebarView);
  const isVisible = useStore((state) => state.app.sidebarVisible);
  const showSidebar = useStore((state) => state.app.showSidebar);
  const isInSettings = useStore(
    (state) => state.tabs.tabs.find((tab) => tab.key === state.tabs.activeKey)?.kind === 'settings',
  );
  return (
    <nav className={styles['rail']} aria-label="Views">
      {views.map(({ view, label, icon: Icon, shortcut }) => {
        const isShown = isVisible && sidebarView === view;
        return (
          <Tooltip key={view} content={label} shortcut={shortcut} side="right">
            <button
              type="button"
              className={styles['view']}
              aria-label={label}
              aria-pressed={isShown}
              aria-controls={isShown ? sidebarId : undefined}
              aria-keyshortcuts={ariaShortcut(shortcut)}
              onClick={() => showSidebar(view, { toggle: true })}
            >
              <Icon aria-hidden="true" />
            </button>
          </Tooltip>
        );
      })}
      <span className={styles['space']} />
      <Tooltip content="Settings" shortcut={shownShortcut('settings')} side="right">
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
