import { setImmediate } from 'node:timers/promises';

/** Lets long synchronous work give way: call `giveWay` between steps. */
export interface TimeSlice {
  /** Returns at once until the slice is used up, then after everything that waits has had its turn. */
  giveWay(): Promise<void> | undefined;
}

/** Well under the 50 ms that a person notices, with room for one slow step. */
const defaultSliceMs = 8;

export function createTimeSlice(sliceMs: number = defaultSliceMs): TimeSlice {
  let started = performance.now();
  return {
    giveWay() {
      if (performance.now() - started < sliceMs) return undefined;
      return setImmediate().then(() => {
        started = performance.now();
      });
    },
  };
}
