import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';

const fetches: (() => Promise<unknown>)[] = [];

/** Fetches the code of all parts that were not shown yet, so that the first look at them does not wait. */
export async function fetchLazyParts(): Promise<void> {
  // A failure shows again, and is handled, where the part is shown.
  await Promise.allSettled(fetches.map((fetch) => fetch()));
}

/**
 * A part of the window whose code is fetched when it is first shown; until then there is nothing in its place. Where that
 * fails the error boundary around it says so, and showing it again fetches it again. Without React's own lazy and Suspense,
 * which hold back what they waited for by up to 300 ms and keep a failure for good.
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | undefined;
  const fetch = async () => (loaded ??= await load());
  fetches.push(fetch);

  return function LazyPart(props: Props) {
    const [state, setState] = useState<{ Part?: ComponentType<Props>; fault?: unknown }>({ Part: loaded });
    useEffect(() => {
      if (loaded !== undefined) return;
      let isShown = true;
      fetch().then(
        (Part) => isShown && setState({ Part }),
        (fault: unknown) => isShown && setState({ fault }),
      );
      return () => {
        isShown = false;
      };
    }, []);
    const { Part } = state;
    if ('fault' in state) throw state.fault;
    return Part === undefined ? null : <Part {...props} />;
  };
}
