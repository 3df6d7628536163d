/** Work that stops after each small step, so that whoever drives it can see to other things in between. */
export type Steps<T> = Generator<void, T, void>;

/** Does all steps at once. */
export function runToEnd<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
