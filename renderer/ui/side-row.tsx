import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { ContextMenu } from './context-menu.tsx';
import { IconButton } from './icon-button.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { Menu } from './menu.tsx';
import styles from './side-row.module.css';

export type SideRowProps = {
  /** What can be done with it; a button at its end and the right button of the mouse show it. */
  menu: readonly MenuEntry[];
  menuLabel: string;
  /** Its page is the one in sight. */
  isOpen: boolean;
  onOpen: () => void;
  title: string;
  /** Before all of it, with a click of its own. */
  start?: ReactNode;
  icon: ReactNode;
  name: ReactNode;
  detail: ReactNode;
  /** At the end of the first line. */
  outcome?: ReactNode;
  /** At the end of the second line, or of both where there is no outcome; gives way to the menu's button. */
  figure: ReactNode;
};

/** A row of two lines in the side bar that opens a page. */
export function SideRow(props: SideRowProps) {
  const { menu, menuLabel, isOpen, onOpen, title, start, icon, name, detail, outcome, figure } = props;
  return (
    <ContextMenu items={menu}>
      <div className={styles['row']} data-open={isOpen || undefined}>
        {start}
        <button
          type="button"
          className={styles['open']}
          title={title}
          aria-current={isOpen ? 'page' : undefined}
          data-two={outcome === undefined ? undefined : true}
          onClick={onOpen}
        >
          <span className={styles['icon']}>{icon}</span>
          <span className={styles['name']}>{name}</span>
          {outcome === undefined ? null : <span className={styles['outcome']}>{outcome}</span>}
          <span className={styles['detail']}>{detail}</span>
          <span className={styles['figure']}>{figure}</span>
        </button>
        <span className={styles['end']}>
          <Menu
            align="end"
            trigger={<IconButton size="sm" label={menuLabel} icon={<Ellipsis />} />}
            items={menu}
          />
        </span>
      </div>
    </ContextMenu>
  );
}
