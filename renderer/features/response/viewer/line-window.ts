import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

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

/** Where a scrolled text stands: `textTopPx` counts in its own height, `scrollTopPx` in that of the scrolled element. */
export interface ScrollPlace {
  textTopPx: number;
  scrollTopPx: number;
}

/**
 * Works out which lines are in sight. Up to about 600,000 lines a pixel of the scroll bar is a pixel of text; beyond
 * that the bar is scaled, so that any number of lines can be reached.
 */
export function lineWindow(lineCount: number, place: ScrollPlace, viewHeightPx: number): LineWindow {
  const fullHeight = lineCount * lineHeightPx;
  const heightPx = Math.min(fullHeight, maxHeightPx);
  const textTop = Math.min(place.textTopPx, Math.max(fullHeight - viewHeightPx, 0));
  const first = Math.max(Math.floor(textTop / lineHeightPx) - overscanLines, 0);
  const last = Math.min(Math.ceil((textTop + viewHeightPx) / lineHeightPx) + overscanLines, lineCount);
  const offsetPx = place.scrollTopPx - textTop + first * lineHeightPx;
  return { first, last, heightPx, offsetPx };
}

/** Gives the place that shows a text from `textTopPx` on. */
export function placeOfTextTop(lineCount: number, textTopPx: number, viewHeightPx: number): ScrollPlace {
  const fullHeight = lineCount * lineHeightPx;
  const wanted = Math.min(Math.max(textTopPx, 0), Math.max(fullHeight - viewHeightPx, 0));
  if (fullHeight <= maxHeightPx) return { textTopPx: wanted, scrollTopPx: wanted };
  const share = wanted / (fullHeight - viewHeightPx);
  return { textTopPx: wanted, scrollTopPx: share * (maxHeightPx - viewHeightPx) };
}

/** Gives the place where the scroll bar stands. */
export function placeOfScrollTop(lineCount: number, scrollTopPx: number, viewHeightPx: number): ScrollPlace {
  const fullHeight = lineCount * lineHeightPx;
  if (fullHeight <= maxHeightPx) return { textTopPx: scrollTopPx, scrollTopPx };
  const share = Math.min(Math.max(scrollTopPx / (maxHeightPx - viewHeightPx), 0), 1);
  return { textTopPx: share * (fullHeight - viewHeightPx), scrollTopPx };
}

/** Follows a scrolling element and gives the lines in sight. */
export function useLineWindow(lineCount: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ textTopPx: 0, scrollTopPx: 0, height: 600 });
  const place = useRef<ScrollPlace>({ textTopPx: 0, scrollTopPx: 0 });
  const count = useRef(lineCount);
  useLayoutEffect(() => {
    count.current = lineCount;
  }, [lineCount]);

  /** Shows the text from `textTopPx` on, to the pixel, also where a pixel of the scroll bar is many of the text. */
  const show = (textTopPx: number) => {
    const element = scroller.current;
    if (element === null) return;
    place.current = placeOfTextTop(count.current, textTopPx, element.clientHeight);
    element.scrollTop = place.current.scrollTopPx;
    // The browser rounds; what it made of it is what the next scroll event is compared with.
    place.current.scrollTopPx = element.scrollTop;
    setView({ ...place.current, height: element.clientHeight });
  };
  const scrollBy = (px: number) => show(place.current.textTopPx + px);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const read = () => {
      const moved = Math.abs(element.scrollTop - place.current.scrollTopPx) >= 1;
      if (moved) place.current = placeOfScrollTop(count.current, element.scrollTop, element.clientHeight);
      setView({ ...place.current, height: element.clientHeight });
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, []);

  const isScaled = lineCount * lineHeightPx > maxHeightPx;
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isScaled) return undefined;
    const turn = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      scrollBy(event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeightPx : 1));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
    // It reads only what lives in refs.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isScaled]);

  const shown = useMemo(() => lineWindow(lineCount, view, view.height), [lineCount, view]);
  /** Brings a line into the upper third of the view, unless it is in sight. */
  const scrollToLine = (line: number) => {
    const element = scroller.current;
    if (element === null) return;
    const { textTopPx } = place.current;
    const top = line * lineHeightPx;
    const isInSight =
      top >= textTopPx + lineHeightPx && top + 2 * lineHeightPx <= textTopPx + element.clientHeight;
    if (!isInSight) show(top - element.clientHeight / 3);
  };
  return { scroller, shown, scrollToLine, scrollBy, isScaled };
}
