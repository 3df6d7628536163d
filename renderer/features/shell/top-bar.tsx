import type { ReactNode } from 'react';
import { ChevronDown, Copy, Download, House, Search, Settings } from 'lucide-react';
import { shownShortcut } from '../../shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Logo } from '../../ui/logo.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ariaShortcut } from '../../ui/shortcut.ts';
import { openSettings, openWelcome } from './commands.ts';
import { copyText } from '../notices/public.ts';
import styles from './top-bar.module.css';

export type TopBarProps = {
  /** At the right: the environment picker. */
  end?: ReactNode;
};

/** The bar at the top: whose workspace this is, the way to everything, and the environment in use. */
export function TopBar({ end }: TopBarProps) {
  return (
    <header className={styles['bar']}>
      <div className={styles['start']}>
        <Logo size={18} />
        <h1 className={styles['product']}>Postern</h1>
        <WorkspaceMenu />
      </div>
      <SearchButton />
      <div className={styles['end']}>{end}</div>
    </header>
  );
}

function WorkspaceMenu() {
  const workspace = useStore((state) => state.app.state?.workspace);
  if (workspace === undefined) return null;
  return (
    <Menu
      trigger={
        <button type="button" className={styles['workspace']} title={workspace.path}>
          <span className="visually-hidden">Workspace </span>
          <span className={styles['workspaceName']}>{workspace.name}</span>
          <ChevronDown aria-hidden="true" />
        </button>
      }
      items={[
        { kind: 'heading', label: workspace.path },
        {
          label: 'Copy path of the workspace',
          icon: <Copy />,
          onSelect: () => void copyText(workspace.path, 'The path'),
        },
        { kind: 'separator' },
        {
          label: 'Import',
          icon: <Download />,
          shortcut: shownShortcut('import'),
          onSelect: () => useStore.getState().imports.openDialog('import'),
        },
        { label: 'Welcome', icon: <House />, onSelect: () => openWelcome(useStore.getState()) },
        {
          label: 'Settings',
          icon: <Settings />,
          shortcut: shownShortcut('settings'),
          onSelect: () => openSettings(useStore.getState()),
        },
      ]}
    />
  );
}

function SearchButton() {
  const setPaletteOpen = useStore((state) => state.app.setPaletteOpen);
  const shortcut = shownShortcut('palette');
  return (
    <button
      type="button"
      className={styles['search']}
      aria-keyshortcuts={ariaShortcut(shortcut)}
      aria-haspopup="dialog"
      onClick={() => setPaletteOpen(true)}
    >
      <Search aria-hidden="true" />
      <span className={styles['searchText']}>Search or run a command</span>
      <span className={styles['searchKeys']} aria-hidden="true">
        <Kbd shortcut={shortcut} />
      </span>
    </button>
  );
}
