import type { ReactNode } from 'react';
import styles from './gallery.module.css';

/** A titled group of components; `wide` takes the whole row, `flush` drops the padding. */
export function Specimen(props: {
  title: string;
  children: ReactNode;
  wide?: boolean;
  flush?: boolean;
  height?: number;
}) {
  return (
    <section className={styles['specimen']} data-wide={props.wide || undefined} aria-label={props.title}>
      <h2 className={styles['title']}>{props.title}</h2>
      <div
        className={styles['stage']}
        data-flush={props.flush || undefined}
        style={props.height === undefined ? undefined : { height: props.height }}
      >
        {props.children}
      </div>
    </section>
  );
}

/** Specimens in a grid. */
export function SpecimenGrid({ children }: { children: ReactNode }) {
  return <div className={styles['grid']}>{children}</div>;
}

/** A row of things. */
export function Line({ children }: { children: ReactNode }) {
  return <div className={styles['line']}>{children}</div>;
}
