import { type RefObject, useEffect } from 'react';

/**
 * Brings what is chosen in a strip into sight: when another one is (`signature` changes), and when the strip gets narrower,
 * as it does by a zoom or a resized window.
 */
export function useKeptInSight(
  strip: RefObject<HTMLElement | null>,
  selector: string,
  signature: unknown,
): void {
  useEffect(() => {
    const element = strip.current;
    if (element === null) return undefined;
    const show = () =>
      element.querySelector(selector)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    show();
    // The observer tells of the size it finds too; only a later one is a change.
    let isFirst = true;
    const observer = new ResizeObserver(() => {
      if (!isFirst) show();
      isFirst = false;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [strip, selector, signature]);
}
