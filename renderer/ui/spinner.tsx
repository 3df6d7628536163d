import styles from './spinner.module.css';

export type SpinnerProps = {
  /** Announced to assistive technology; without it the spinner is decoration beside a text. */
  label?: string;
  /** Edge length in px. */
  size?: 12 | 14 | 16 | 20;
};

/** A turning ring for work of unknown length. */
export function Spinner({ label, size = 14 }: SpinnerProps) {
  const style = { width: size, height: size };
  if (label === undefined) return <span className={styles['spinner']} style={style} aria-hidden="true" />;
  return <span className={styles['spinner']} style={style} role="status" aria-label={label} />;
}
