import type { ReactNode } from 'react';
import { Search } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { useShortcut } from '../../store/use-shortcut.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ariaShortcut } from '../../ui/shortcut.ts';
import { WorkspaceMenu } from './workspace-menu.tsx';
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

function SearchButton() {
  const setPaletteOpen = useStore((state) => state.app.setPaletteOpen);
  const shortcut = useShortcut('palette');
  return (
    <button
      type="button"
      className={styles['search']}
      aria-keyshortcuts={shortcut === undefined ? undefined : ariaShortcut(shortcut)}
      aria-haspopup="dialog"
      onClick={() => setPaletteOpen(true)}
    >
      <Search aria-hidden="true" />
      <span className={styles['searchText']}>Search or run a command</span>
      <span className={styles['searchKeys']} aria-hidden="true">
        {shortcut === undefined ? null : <Kbd shortcut={shortcut} />}
      </span>
    </button>
  );
}
