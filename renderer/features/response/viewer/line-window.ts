import { useLayoutEffect, useMemo, useRef, useState } from 'react';

/** Height of one line of code, in px; the style sheet uses the same. */
export const lineHeightPx = 20;

/** Browsers clip elements that are higher than some 16 to 33 million px; beyond this the scroll bar is scaled. */
const maxHeightPx = 12_000_000;

const overscanLines = 12;

export interface LineWindow {
  /** The lines to draw: from `first` up to and without `last`. */
  first: number;
  last: number;
  /** Height of the scrolled content, in px. */
  heightPx: number;
  /** Where the first drawn line stands in it, in px. */
  offsetPx: number;
}

/**
 * Works out which lines are in sight. Up to about 600,000 lines a pixel of the scroll bar is a pixel of text; beyond
 * that the bar is scaled, so that any number of lines can be reached.
 */
export function lineWindow(lineCount: number, scrollTopPx: number, viewHeightPx: number): LineWindow {
  const fullHeight = lineCount * lineHeightPx;
  const heightPx = Math.min(fullHeight, maxHeightPx);
  const scrollable = Math.max(heightPx - viewHeightPx, 0);
  const share = scrollable === 0 ? 0 : Math.min(Math.max(scrollTopPx / scrollable, 0), 1);
  const isScaled = fullHeight > heightPx;
  const textTop = isScaled ? share * (fullHeight - viewHeightPx) : scrollTopPx;
  const first = Math.max(Math.floor(textTop / lineHeightPx) - overscanLines, 0);
  const last = Math.min(Math.ceil((textTop + viewHeightPx) / lineHeightPx) + overscanLines, lineCount);
  return { first, last, heightPx, offsetPx: scrollTopPx - textTop + first * lineHeightPx };
}

/** Gives the scroll position that puts a line in the upper third of the view. */
export function scrollTopOfLine(line: number, lineCount: number, viewHeightPx: number): number {
  const fullHeight = lineCount * lineHeightPx;
  const wanted = Math.max(line * lineHeightPx - viewHeightPx / 3, 0);
  if (fullHeight <= maxHeightPx) return wanted;
  return (wanted / (fullHeight - viewHeightPx)) * (maxHeightPx - viewHeightPx);
}

/** Follows a scrolling element and gives the lines in sight. */
export function useLineWindow(lineCount: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const read = () => setView({ top: element.scrollTop, height: element.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, []);

  const shown = useMemo(() => lineWindow(lineCount, view.top, view.height), [lineCount, view]);
  const scrollToLine = (line: number) => {
    const element = scroller.current;
    if (element === null) return;
    const inSight = line > shown.first + overscanLines && line < shown.last - overscanLines - 1;
    if (!inSight) element.scrollTop = scrollTopOfLine(line, lineCount, element.clientHeight);
  };
  return { scroller, shown, scrollToLine };
}
