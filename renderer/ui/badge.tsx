import type { ReactNode } from 'react';
import styles from './badge.module.css';

export type BadgeProps = {
  tone?: 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger';
  children: ReactNode;
  mono?: boolean;
};

/** A word or number that marks something. */
export function Badge({ tone = 'neutral', children, mono = false }: BadgeProps) {
  return (
    <span className={styles['badge']} data-tone={tone} data-mono={mono || undefined}>
      {children}
    </span>
  );
}
