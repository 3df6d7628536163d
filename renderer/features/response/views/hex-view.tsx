import { useLayoutEffect, useRef, useState } from 'react';
import type { BodyFacts } from '../../../../core/http/exchange.ts';
import { Notice } from '../../../ui/notice.tsx';
import { canvasStyle } from '../viewer/canvas-style.ts';
import { useLineWindow } from '../viewer/line-window.ts';
import viewerStyles from '../viewer/viewer.module.css';
import { hexRow, offsetDigitsOf, rowBytesFor } from './hex-row.ts';
import { useByteBlocks } from './use-byte-blocks.ts';
import styles from './views.module.css';

const sampleText = '0123456789';

/**
 * The bytes of a body as they came: offset, hexadecimal, ASCII, as many in a row as there is room for. Only the rows in
 * sight are read.
 */
export function HexView({ label, body }: { label: string; body: Pick<BodyFacts, 'bodyId' | 'sizeBytes'> }) {
  const { sizeBytes } = body;
  const digits = offsetDigitsOf(sizeBytes);
  const [rowBytes, setRowBytes] = useState(16);
  const rowCount = Math.ceil(sizeBytes / rowBytes);
  const { scroller, shown } = useLineWindow(rowCount);
  const sample = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const fit = () => {
      const characterPx = (sample.current?.offsetWidth ?? 0) / sampleText.length;
      setRowBytes(rowBytesFor(element.clientWidth, characterPx || 8, digits));
    };
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, digits]);
  const { bytesAt, error } = useByteBlocks(
    body,
    shown.first * rowBytes,
    Math.min(shown.last * rowBytes, sizeBytes),
  );
  if (error !== undefined) {
    return (
      <Notice tone="danger" title="The body could not be read">
        {error}
      </Notice>
    );
  }
  const rows = Array.from({ length: Math.max(shown.last - shown.first, 0) }, (_, at) => shown.first + at);
  return (
    // Bounds the height: what scrolls would otherwise be as high as its rows, and all of them in sight.
    <div className={viewerStyles['frame']}>
      {/* A scrolling region must take the focus to be scrolled by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroller} className={viewerStyles['scroller']} role="region" aria-label={label} tabIndex={0}>
        <span ref={sample} className={styles['hexSample']} aria-hidden>
          {sampleText}
        </span>
        <div className={viewerStyles['canvas']} style={canvasStyle(shown.heightPx, rowCount)}>
          <div className={viewerStyles['lines']} style={{ transform: `translateY(${shown.offsetPx}px)` }}>
            {rows.map((row) => {
              const start = row * rowBytes;
              const bytes = bytesAt(start, Math.min(start + rowBytes, sizeBytes)) ?? new Uint8Array();
              const { offset, hex, ascii } = hexRow(start, bytes, digits, rowBytes);
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
    </div>
  );
}
