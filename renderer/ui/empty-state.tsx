import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** Teaches the next step. */
  children?: ReactNode;
  /** Buttons, the main one first. */
  actions?: ReactNode;
  /** For side bars and small panes. */
  compact?: boolean;
};

/** What to do where there is nothing yet. */
export function EmptyState({ icon, title, children, actions, compact = false }: EmptyStateProps) {
  return (
    <div className={styles['empty']} data-compact={compact || undefined}>
      {icon === undefined ? null : (
        <div className={styles['icon']} aria-hidden="true">
          {icon}
        </div>
      )}
      <h2 className={styles['title']}>{title}</h2>
      {children === undefined ? null : <div className={styles['text']}>{children}</div>}
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
