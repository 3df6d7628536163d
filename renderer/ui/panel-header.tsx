import type { ReactNode } from 'react';
import styles from './panel-header.module.css';

export type PanelHeaderProps = {
  title: string;
  /** Icon buttons at the right. */
  actions?: ReactNode;
  /** Beside the title, such as a badge. */
  aside?: ReactNode;
};

/** The head of a side bar or pane. */
export function PanelHeader({ title, actions, aside }: PanelHeaderProps) {
  return (
    <header className={styles['header']}>
      <h2 className={styles['title']}>{title}</h2>
      {aside}
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </header>
  );
}
