import styles from './viewer.module.css';

/** The place of a row that is on its way. */
export function PendingRow({ number }: { number: number | undefined }) {
  return (
    <div className={styles['line']}>
      <span className={styles['gutter']} aria-hidden>
        {number}
      </span>
    </div>
  );
}
