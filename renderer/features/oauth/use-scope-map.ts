import { useEffect, useState } from 'react';
import type { ScopeMap } from '../../../core/auth/oauth2/scope-map.ts';

/** Okta's operations and their scopes; absent until it is there, which takes a moment the first time. */
export function useScopeMap(): ScopeMap | undefined {
  const [map, setMap] = useState<ScopeMap>();
  useEffect(() => {
    let isWanted = true;
    import('../../../core/auth/oauth2/okta-scope-map.ts')
      .then(({ oktaScopeMap }) => isWanted && setMap(oktaScopeMap()))
      // Without it nothing is offered; scopes can be typed all the same.
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, []);
  return map;
}
