import { useLayoutEffect, useRef, useState } from 'react';

type Actions = Record<string, (...args: never[]) => unknown>;

/**
 * Gives the actions as functions that stay the same and do what those of the last drawing do, so that parts that were drawn
 * with them are not drawn again for their sake. For events only: while something is drawn they are those of the time before.
 */
export function useStableActions<A extends Actions>(actions: A): A {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  const [stable] = useState(() => {
    const names = Object.keys(actions) as (keyof A & string)[];
    const forward =
      (name: keyof A & string) =>
      (...args: never[]) =>
        latest.current[name]?.(...args);
    return Object.fromEntries(names.map((name) => [name, forward(name)])) as A;
  });
  return stable;
}
