/** One link that was followed: from the tab it was in to the tab it opened. */
export interface TrailStep {
  from: string;
  to: string;
}

const maxSteps = 200;

/** Adds a step; the oldest are forgotten. */
export function withStep(steps: readonly TrailStep[], step: TrailStep): TrailStep[] {
  return [...steps, step].slice(-maxSteps);
}

/** Gives the tab a tab was opened from; a closed one is passed over to the one before it. */
export function tabBefore(
  steps: readonly TrailStep[],
  tabKey: string,
  isOpen: (key: string) => boolean,
): string | undefined {
  let key: string | undefined = tabKey;
  do key = steps.findLast(({ to }) => to === key)?.from;
  while (key !== undefined && !isOpen(key));
  return key;
}

/** Gives the tab that was opened last from a tab; a closed one is passed over to the one opened from it. */
export function tabAfter(
  steps: readonly TrailStep[],
  tabKey: string,
  isOpen: (key: string) => boolean,
): string | undefined {
  for (const { to } of steps.filter(({ from }) => from === tabKey).toReversed()) {
    const found = isOpen(to) ? to : tabAfter(steps, to, isOpen);
    if (found !== undefined) return found;
  }
  return undefined;
}
