import { Button } from '../../../ui/button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { formatSize } from '../../../ui/format-figures.ts';
import type { BodyRows } from './body-rows.ts';
import styles from './viewer.module.css';

/** Smaller bodies are laid out before anybody could read about it. */
const worthTellingBytes = 8 * 1024 * 1024;

/** How far a large body is laid out, with what stops that or goes on with it. */
export function LayoutBar({ rows }: { rows: BodyRows }) {
  const { status, readBytes, sizeBytes, message } = rows.progress;
  if (status === 'done' || (status === 'reading' && sizeBytes < worthTellingBytes)) return null;
  const share = `${formatSize(readBytes)} of ${formatSize(sizeBytes)}`;
  if (status === 'failed') {
    return (
      <div className={styles['layoutBar']} role="alert">
        <span>
          Only {share} could be laid out. {message}
        </span>
        <Button size="sm" onClick={() => rows.resume()}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div className={styles['layoutBar']}>
      {status === 'reading' ? (
        <>
          <span className={styles['layoutProgress']}>
            <ProgressBar hideLabel label="Laying out the body" value={readBytes / sizeBytes} />
          </span>
          <span>Laying out: {share}</span>
          <Button size="sm" variant="ghost" onClick={() => rows.stop()}>
            Cancel
          </Button>
        </>
      ) : (
        <>
          <span>
            Laid out: {share}.{status === 'resting' && ' More follows as you scroll.'}
          </span>
          <Button size="sm" variant="ghost" onClick={() => rows.resume()}>
            Lay out the rest
          </Button>
        </>
      )}
    </div>
  );
}
