import styles from './status-badge.module.css';

export type StatusBadgeProps = {
  /** The HTTP status; `undefined` when there was no answer. */
  status: number | undefined;
  /** The reason phrase, or what happened instead ("Connection refused"). */
  text?: string;
  size?: 'sm' | 'md';
};

/** A longer text may be cut where it is drawn. */
const usualLength = 24;

function statusClass(status: number | undefined): string {
  if (status === undefined) return 'failed';
  if (status >= 500) return 'server-error';
  if (status >= 400) return 'client-error';
  if (status >= 300) return 'redirect';
  return status >= 200 ? 'success' : 'informational';
}

/** An HTTP status in the colour of its class. */
export function StatusBadge({ status, text, size = 'md' }: StatusBadgeProps) {
  return (
    <span className={styles['status']} data-class={statusClass(status)} data-size={size}>
      <span className={styles['dot']} aria-hidden="true" />
      {status === undefined ? null : <span>{status}</span>}
      {text === undefined || text === '' ? null : (
        <span className={styles['text']} title={text.length > usualLength ? text : undefined}>
          {text}
        </span>
      )}
    </span>
  );
}
