/** The zooms that are offered, in percent. */
const steps = [75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];

/** Gives the zooms to choose from, with the one in use among them. */
export function zoomChoices(current: number): number[] {
  return [...new Set([...steps, current])].toSorted((left, right) => left - right);
}

/** Gives the next zoom in a direction; `undefined` where there is none. */
export function zoomStep(current: number, direction: 'in' | 'out'): number | undefined {
  return direction === 'in' ? steps.find((zoom) => zoom > current) : steps.findLast((zoom) => zoom < current);
}
