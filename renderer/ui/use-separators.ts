import { useEffect, useRef } from 'react';
import type { HTMLAttributes, KeyboardEvent, PointerEvent, RefObject } from 'react';
import type { SplitPaneItem, SplitPaneProps } from './split-pane.tsx';
import { defaultLayout, isFoldedAt, movePair, toPixels } from './split-sizes.ts';
import type { SplitPaneLayout } from './split-sizes.ts';

const stepPx = 16;
const largeStepPx = 96;

type Drag = { index: number; startPx: number; sizes: number[] };

export type SeparatorsOptions = Pick<SplitPaneProps, 'orientation' | 'panes' | 'onLayoutChange'> & {
  group: RefObject<HTMLElement | null>;
  setSizes: (sizes: SplitPaneLayout) => void;
};

/** Gives what moves the separator before the pane at an index: pointer, keys and double click. */
export function useSeparators({ group, orientation, panes, setSizes, onLayoutChange }: SeparatorsOptions) {
  const drag = useRef<Drag>(undefined);
  const isHorizontal = orientation === 'horizontal';
  useSeparatorValues(group, orientation, panes);

  const apply = (sizes: readonly number[]) => setSizes(toLayout(panes, sizes));
  const tell = (sizes: readonly number[]) => onLayoutChange?.(toLayout(panes, sizes));
  const moved = (sizes: readonly number[], index: number, deltaPx: number) => {
    const [before, after] = [panes[index - 1], panes[index]];
    if (before === undefined || after === undefined) return sizes;
    const pair = { before: sizes[index - 1] ?? 0, after: sizes[index] ?? 0 };
    const next = movePair(pair, deltaPx, [before, after], sum(sizes));
    return sizes.with(index - 1, next.before).with(index, next.after);
  };
  const positionOf = (event: PointerEvent) =>
    (isHorizontal ? event.clientX : event.clientY) / zoomOf(group.current, isHorizontal);
  /** Follows the pointer; gives the sizes, or nothing while the pane before the separator is folded. */
  const follow = (event: PointerEvent): readonly number[] | undefined => {
    if (drag.current === undefined) return undefined;
    const { index, startPx, sizes } = drag.current;
    const deltaPx = positionOf(event) - startPx;
    const { fold, minSize = 0 } = panes[index - 1] ?? {};
    const least = toPixels(minSize, sum(sizes));
    const isFolded = isFoldedAt(fold, (sizes[index - 1] ?? 0) + deltaPx, least);
    if (fold !== undefined && isFolded !== fold.isFolded) fold.onChange(isFolded);
    return isFolded ? undefined : moved(sizes, index, deltaPx);
  };
  /** Moves by a key, and folds where it cannot become smaller. */
  const step = (index: number, deltaPx: number) => {
    const sizes = measure(group.current, isHorizontal);
    const next = moved(sizes, index, deltaPx);
    const fold = panes[index - 1]?.fold;
    const isAtLeast = deltaPx < 0 && Math.abs((next[index - 1] ?? 0) - (sizes[index - 1] ?? 0)) < 1;
    if (fold !== undefined && (fold.isFolded || isAtLeast)) {
      if (fold.isFolded !== deltaPx < 0) fold.onChange(deltaPx < 0);
      return;
    }
    apply(next);
    tell(next);
  };

  return (index: number): HTMLAttributes<HTMLElement> => ({
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.dataset['dragging'] = '';
      drag.current = { index, startPx: positionOf(event), sizes: measure(group.current, isHorizontal) };
    },
    onPointerMove: (event) => {
      const sizes = follow(event);
      if (sizes !== undefined) apply(sizes);
    },
    onLostPointerCapture: (event) => {
      delete event.currentTarget.dataset['dragging'];
      const sizes = follow(event);
      const isMoved = sizes?.some((size, at) => size !== drag.current?.sizes[at]) === true;
      drag.current = undefined;
      if (sizes !== undefined && isMoved) tell(sizes);
    },
    onDoubleClick: () => {
      const fold = panes[index - 1]?.fold;
      if (fold?.isFolded === true) fold.onChange(false);
      setSizes(defaultLayout(panes));
      requestAnimationFrame(() => tell(measure(group.current, isHorizontal)));
    },
    onKeyDown: (event) => {
      const fold = panes[index - 1]?.fold;
      const delta = keyDelta(event, isHorizontal);
      if (delta !== undefined) step(index, delta);
      else if (event.key === 'Enter' && fold !== undefined) fold.onChange(!fold.isFolded);
      else return;
      event.preventDefault();
    },
  });
}

/** Tells screen readers how large the pane before each separator is, whenever the browser has laid it out anew. */
function useSeparatorValues(
  group: RefObject<HTMLElement | null>,
  orientation: SplitPaneProps['orientation'],
  panes: readonly SplitPaneItem[],
): void {
  const current = useRef(panes);
  useEffect(() => {
    current.current = panes;
  });
  const ids = panes.map(({ id }) => id).join(' ');
  useEffect(() => {
    const element = group.current;
    if (element === null) return undefined;
    const isHorizontal = orientation === 'horizontal';
    const observer = new ResizeObserver(() => {
      const sizes = measure(element, isHorizontal);
      const total = Math.max(1, sum(sizes));
      const percent = (px: number) => String(Math.round((Math.min(px, total) / total) * 100));
      separatorsOf(element).forEach((separator, at) => {
        const { fold, minSize = 0, maxSize = '100%' } = current.current[at] ?? {};
        separator.setAttribute('aria-valuenow', percent(sizes[at] ?? 0));
        separator.setAttribute('aria-valuemin', percent(fold?.sizePx ?? toPixels(minSize, total)));
        separator.setAttribute('aria-valuemax', percent(toPixels(maxSize, total)));
      });
    });
    for (const pane of panesOf(element)) observer.observe(pane);
    return () => observer.disconnect();
  }, [group, orientation, ids]);
}

function keyDelta(event: KeyboardEvent, isHorizontal: boolean): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const [back, forth] = isHorizontal ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  const step = event.shiftKey ? largeStepPx : stepPx;
  if (event.key === back) return -step;
  if (event.key === forth) return step;
  // As far as the limits allow.
  if (event.key === 'Home') return -Infinity;
  if (event.key === 'End') return Infinity;
  return undefined;
}

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

const isSeparator = (element: Element) => element.getAttribute('role') === 'separator';
const childrenOf = (group: HTMLElement) => Array.from(group.children, (child) => child as HTMLElement);
const separatorsOf = (group: HTMLElement) => childrenOf(group).filter(isSeparator);
const panesOf = (group: HTMLElement) => childrenOf(group).filter((child) => !isSeparator(child));

/** In px of the style sheet, which the zoom of the window does not change. */
function measure(group: HTMLElement | null, isHorizontal: boolean): number[] {
  if (group === null) return [];
  const zoom = zoomOf(group, isHorizontal);
  return panesOf(group).map((pane) => lengthOf(pane, isHorizontal) / zoom);
}

function lengthOf(element: HTMLElement, isHorizontal: boolean): number {
  const { width, height } = element.getBoundingClientRect();
  return isHorizontal ? width : height;
}

/** Px of the screen for one px of the style sheet. */
function zoomOf(element: HTMLElement | null, isHorizontal: boolean): number {
  if (element === null) return 1;
  const own = isHorizontal ? element.offsetWidth : element.offsetHeight;
  return own === 0 ? 1 : lengthOf(element, isHorizontal) / own;
}

function toLayout(panes: readonly SplitPaneItem[], sizes: readonly number[]): SplitPaneLayout {
  const total = Math.max(1, sum(sizes));
  return Object.fromEntries(
    panes.map(({ id, keepsPixels = false }, at) => {
      const size = sizes[at] ?? 0;
      return [id, keepsPixels ? Math.round(size) : (size / total) * 100];
    }),
  );
}
