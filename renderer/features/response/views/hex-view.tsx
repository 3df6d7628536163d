import type { BodyFacts } from '../../../../core/http/exchange.ts';
import { Notice } from '../../../ui/notice.tsx';
import { canvasStyle } from '../viewer/canvas-style.ts';
import { useLineWindow } from '../viewer/line-window.ts';
import viewerStyles from '../viewer/viewer.module.css';
import { hexRow, offsetDigitsOf, rowBytes } from './hex-row.ts';
import { useByteBlocks } from './use-byte-blocks.ts';
import styles from './views.module.css';

/** The bytes of a body as they came: offset, hexadecimal, ASCII. Only the rows in sight are read. */
export function HexView({ label, body }: { label: string; body: Pick<BodyFacts, 'bodyId' | 'sizeBytes'> }) {
  const { sizeBytes } = body;
  const rowCount = Math.ceil(sizeBytes / rowBytes);
  const { scroller, shown } = useLineWindow(rowCount);
  const { bytesAt, error } = useByteBlocks(
    body,
    shown.first * rowBytes,
    Math.min(shown.last * rowBytes, sizeBytes),
  );
  const digits = offsetDigitsOf(sizeBytes);
  if (error !== undefined) {
    return (
      <Notice tone="danger" title="The body could not be read">
        {error}
      </Notice>
    );
  }
  const rows = Array.from({ length: Math.max(shown.last - shown.first, 0) }, (_, at) => shown.first + at);
  return (
    // A scrolling region must take the focus to be scrolled by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={viewerStyles['scroller']} role="region" aria-label={label} tabIndex={0}>
      <div className={viewerStyles['canvas']} style={canvasStyle(shown.heightPx, rowCount)}>
        <div className={viewerStyles['lines']} style={{ transform: `translateY(${shown.offsetPx}px)` }}>
          {rows.map((row) => {
            const start = row * rowBytes;
            const bytes = bytesAt(start, Math.min(start + rowBytes, sizeBytes)) ?? new Uint8Array();
            const { offset, hex, ascii } = hexRow(start, bytes, digits);
            return (
              <div key={row} className={viewerStyles['line']}>
                <span className={styles['hexOffset']}>{offset}</span>
                <span className={styles['hexBytes']}>{hex}</span>
                <span className={styles['hexText']}>{ascii}</span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
