import type { HistoryDetails } from '../../../core/history/history-entry.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './history.module.css';

/** The request as it went out: headers and the beginning of its body. */
export function SentView({ details: { exchange, sent, requestBody, blanked } }: { details: HistoryDetails }) {
  const { headers } = exchange?.request ?? sent;
  return (
    // A scrolling region must take the focus to be scrolled by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['sent']} role="region" aria-label="Request as sent" tabIndex={0}>
      {blanked.length > 0 && (
        <Notice tone="info">
          Left out of what “Open as request” gives, since it was typed and not a variable:{' '}
          {blanked.join(', ')}.
        </Notice>
      )}
      <h3 className={styles['sentTitle']}>Headers</h3>
      <dl className={styles['pairs']}>
        {headers.map(([name, value], index) => (
          <div key={`${name} ${index}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles['sentTitle']}>Body</h3>
      {requestBody === undefined ? (
        <p className={styles['quiet']}>This request had no body.</p>
      ) : (
        <>
          <pre className={styles['code']}>{requestBody.text}</pre>
          {requestBody.isCut && <p className={styles['quiet']}>More followed that is not kept.</p>}
        </>
      )}
    </div>
  );
}
