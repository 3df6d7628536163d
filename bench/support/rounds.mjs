/** Gives the middle of some numbers; of an even count the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((left, right) => left - right);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Gives the value that `share` of the numbers do not exceed (nearest rank). */
export function percentile(values, share) {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/**
 * Measures two things in turn and gives the median of each. Which one is first changes from round to round, so that a
 * busy moment of the machine, or what one leaves behind for the other, falls on both.
 *
 * @param measureOurs Gives the figure of one round, as `measureFloor` does.
 */
export async function interleave(rounds, measureOurs, measureFloor) {
  const ours = [];
  const floor = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) floor.push(await measureFloor(round));
    ours.push(await measureOurs(round));
    if (round % 2 === 1) floor.push(await measureFloor(round));
  }
  return { ours: median(ours), floor: median(floor), rounds: { ours, floor } };
}

/** Gives how long some work took, in milliseconds. */
export async function timeMs(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
