import { type RefObject, useLayoutEffect, useState } from 'react';

/** Which tabs of a scrolling strip are not wholly in sight, by their place, and at which ends. */
export interface CutTabs {
  places: readonly number[];
  atStart: boolean;
  atEnd: boolean;
}

const none: CutTabs = { places: [], atStart: false, atEnd: false };
/** Browsers round; less than this of a tab is missed by nobody. */
const tolerancePx = 2;

/** Follows a strip of tabs and gives those that its width cuts; `signature` changes with what stands on them. */
export function useCutTabs(list: RefObject<HTMLElement | null>, signature: string): CutTabs {
  const [cut, setCut] = useState(none);
  useLayoutEffect(() => {
    const strip = list.current;
    if (strip === null) return undefined;
    const measure = () => {
      const { left, right } = strip.getBoundingClientRect();
      const places = [...strip.querySelectorAll('[role="tab"]')].flatMap((tab, place) => {
        const box = tab.getBoundingClientRect();
        const isCut = box.left < left - tolerancePx || box.right > right + tolerancePx;
        return isCut ? [place] : [];
      });
      const atStart = strip.scrollLeft > tolerancePx;
      const atEnd = strip.scrollLeft + strip.clientWidth < strip.scrollWidth - tolerancePx;
      setCut((before) => {
        const isSame =
          before.atStart === atStart && before.atEnd === atEnd && before.places.join() === places.join();
        return isSame ? before : places.length === 0 ? none : { places, atStart, atEnd };
      });
    };
    measure();
    const observer = new ResizeObserver(() => {
      // A strip that got narrower must not hide the chosen tab.
      strip.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      measure();
    });
    observer.observe(strip);
    strip.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      strip.removeEventListener('scroll', measure);
    };
  }, [list, signature]);
  return cut;
}
