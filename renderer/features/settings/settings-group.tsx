import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

/** A heading within a part of the settings, what it is about, and its fields. */
export function SettingsGroup({
  title,
  text,
  children,
}: {
  title: string;
  text?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles['group']} aria-labelledby={id}>
      <h3 id={id} className={styles['groupTitle']}>
        {title}
      </h3>
      {text === undefined ? null : <p className={styles['quiet']}>{text}</p>}
      {children}
    </section>
  );
}
