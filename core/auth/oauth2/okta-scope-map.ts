import data from './okta-scope-map.json' with { type: 'json' };
import { type ScopeMap, createScopeMap } from './scope-map.ts';

let map: ScopeMap | undefined;

/** Gives the map of Okta's management operations, made on first use. Import this file lazily in a window: the data is 50 KB. */
export function oktaScopeMap(): ScopeMap {
  map ??= createScopeMap(data);
  return map;
}
