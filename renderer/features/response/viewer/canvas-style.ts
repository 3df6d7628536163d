import type { CSSProperties } from 'react';

/** How high the scrolled content is, and how wide its line numbers are. */
export function canvasStyle(heightPx: number, rowCount: number): CSSProperties {
  return { height: heightPx, '--gutter-digits': String(rowCount).length };
}
