import { memo } from 'react';
import { scanTemplate } from '../../core/variables/template.ts';
import type { VariableStatus } from './variable-support.ts';
import styles from './variable-text-field.module.css';

export type VariableOverlayProps = {
  text: string;
  statusOf: (name: string) => VariableStatus;
};

/** A field's text again, with its `{{variables}}` in their colours; drawn under the field's transparent text. */
export const VariableOverlay = memo(function VariableOverlay({ text, statusOf }: VariableOverlayProps) {
  return scanTemplate(text).map((segment) => {
    if (segment.kind === 'literal') return <span key={segment.start}>{segment.text}</span>;
    return (
      <span
        key={segment.start}
        className={styles['variable']}
        data-status={statusOf(segment.name)}
        data-name={segment.name}
        data-start={segment.start}
        data-end={segment.end}
      >
        {text.slice(segment.start, segment.end)}
      </span>
    );
  });
});

/** The variable drawn at a point of the window, and its rectangle. */
export function variableAtPoint(overlay: Element, x: number, y: number) {
  for (const element of overlay.querySelectorAll<HTMLElement>('[data-name]')) {
    const rect = element.getBoundingClientRect();
    if (x >= rect.left && x <= rect.right && y >= rect.top - 4 && y <= rect.bottom + 4) {
      return { name: element.dataset['name'] ?? '', rect };
    }
  }
  return undefined;
}

/** The variable that holds a text offset, and its rectangle. */
export function variableAtOffset(overlay: Element, offset: number) {
  for (const element of overlay.querySelectorAll<HTMLElement>('[data-name]')) {
    if (Number(element.dataset['start']) <= offset && offset <= Number(element.dataset['end'])) {
      return { name: element.dataset['name'] ?? '', rect: element.getBoundingClientRect() };
    }
  }
  return undefined;
}

/** Where a text offset is drawn. */
export function rectAtOffset(overlay: Element, offset: number): DOMRect {
  const walker = document.createTreeWalker(overlay, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (offset <= passed + length) {
      const range = document.createRange();
      range.setStart(node, offset - passed);
      range.collapse(true);
      return range.getBoundingClientRect();
    }
    passed += length;
  }
  return overlay.getBoundingClientRect();
}
