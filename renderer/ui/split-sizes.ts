/** A length along the split: numbers are px, strings such as `30%` are shares of the whole. */
export type PaneLength = number | `${number}%`;

/** Sizes by pane id: px of panes that keep them, percent of the others; plain data to store. */
export type SplitPaneLayout = Record<string, number>;

export type PaneLimits = { minSize?: PaneLength | undefined; maxSize?: PaneLength | undefined };

/** What a pane can be folded to, and whether it is. */
export type PaneFold = { sizePx: number; isFolded: boolean; onChange: (isFolded: boolean) => void };

/** How long a pane or two of them are, in px. */
export type PairSizes = { before: number; after: number };

/** A length in px within a whole. */
export function toPixels(length: PaneLength, totalPx: number): number {
  return typeof length === 'number' ? length : (Number.parseFloat(length) / 100) * totalPx;
}

/**
 * Moves the separator between two panes: what one gains the other loses, as far as the limits of both allow. Panes that
 * are already outside their limits, as in a window that became narrow, may move towards them.
 */
export function movePair(
  sizes: PairSizes,
  deltaPx: number,
  [before, after]: readonly [PaneLimits, PaneLimits],
  totalPx: number,
): PairSizes {
  const sum = sizes.before + sizes.after;
  const least = (limits: PaneLimits) => toPixels(limits.minSize ?? 0, totalPx);
  const most = (limits: PaneLimits) => toPixels(limits.maxSize ?? '100%', totalPx);
  const low = Math.max(least(before), sum - most(after), 0);
  const high = Math.min(most(before), sum - least(after), sum);
  const wanted = sizes.before + deltaPx;
  // Where both limits cannot hold, the pane before gets what it needs.
  const moved = Math.max(low, Math.min(high, wanted));
  return { before: moved, after: sum - moved };
}

/** What the panes of a split begin with. */
export function defaultLayout(
  panes: readonly { id: string; defaultSize?: number; keepsPixels?: boolean }[],
): SplitPaneLayout {
  const shared = panes.filter(({ keepsPixels }) => keepsPixels !== true);
  const open = shared.filter(({ defaultSize }) => defaultSize === undefined).length;
  const left = 100 - shared.reduce((sum, { defaultSize = 0 }) => sum + defaultSize, 0);
  const openShare = Math.max(1, left / Math.max(1, open));
  return Object.fromEntries(panes.map(({ id, defaultSize = openShare }) => [id, defaultSize]));
}

/** Tells whether a pane that somebody makes so small is meant to be folded: below the middle of its strip and its minimum. */
export function isFoldedAt(fold: PaneFold | undefined, sizePx: number, leastPx: number): boolean {
  return fold !== undefined && sizePx < (fold.sizePx + leastPx) / 2;
}
