import { z } from 'zod';
import { parseAddress } from '../../http/parse-address.ts';

/** An offline map of operations to the least scopes they need, as it stands in a data file. */
export const scopeMapDataSchema = z.object({
  source: z.string(),
  version: z.string(),
  scopes: z.array(z.string()),
  /** `METHOD /path/{template} scope…`; `apiToken` where no scope serves, nothing where none is needed. */
  operations: z.array(z.string()),
});
export type ScopeMapData = z.infer<typeof scopeMapDataSchema>;

/** An operation found in the map. */
export interface MappedOperation {
  method: string;
  template: string;
  /** All of them are needed. Empty: no scope is needed. */
  scopes: string[];
  /** Only an API token serves; OAuth does not. */
  apiTokenOnly: boolean;
}

/** A map ready for look-ups. */
export interface ScopeMap {
  /** Every scope, sorted, for completion. */
  scopes: readonly string[];
  find(method: string, url: string): MappedOperation | undefined;
  /** The operations that need a scope, in the order of the map. */
  operationsOf(scope: string): readonly MappedOperation[];
}

interface Node {
  literals: Map<string, Node>;
  parameter?: Node;
  operations: Map<string, MappedOperation>;
}

/** Makes a map ready for look-ups. */
export function createScopeMap(data: ScopeMapData): ScopeMap {
  const root: Node = emptyNode();
  const byScope = new Map<string, MappedOperation[]>();
  for (const row of data.operations) {
    const [method = '', template = '', ...scopes] = row.split(' ');
    let node = root;
    for (const segment of segmentsOf(template)) node = childFor(node, segment);
    const apiTokenOnly = scopes[0] === 'apiToken';
    const operation = { method, template, scopes: apiTokenOnly ? [] : scopes, apiTokenOnly };
    node.operations.set(method, operation);
    for (const scope of operation.scopes) byScope.set(scope, [...(byScope.get(scope) ?? []), operation]);
  }
  return {
    scopes: data.scopes,
    find(method, url) {
      const path = pathOf(url);
      return path === undefined ? undefined : findIn(root, segmentsOf(path), 0, method.toUpperCase());
    },
    operationsOf: (scope) => byScope.get(scope) ?? [],
  };
}

/** What a request needs that its token has not. */
export interface ScopeGap {
  operation: MappedOperation;
  missing: string[];
}

/**
 * Tells what a token lacks for a request; `undefined` where it lacks nothing or the operation is not in the map. A
 * `.manage` scope counts for its `.read`, so that nobody is warned about a request that works.
 */
export function findScopeGap(
  map: ScopeMap,
  request: { method: string; url: string },
  grantedScopes: readonly string[],
): ScopeGap | undefined {
  const operation = map.find(request.method, request.url);
  if (operation === undefined || operation.apiTokenOnly) return undefined;
  const missing = operation.scopes.filter((scope) => !covers(grantedScopes, scope));
  return missing.length === 0 ? undefined : { operation, missing };
}

function covers(granted: readonly string[], scope: string): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/\.read$/, '.manage'));
}

function emptyNode(): Node {
  return { literals: new Map(), operations: new Map() };
}

function childFor(node: Node, segment: string): Node {
  if (segment.includes('{')) {
    node.parameter ??= emptyNode();
    return node.parameter;
  }
  const known = node.literals.get(segment);
  if (known !== undefined) return known;
  const created = emptyNode();
  node.literals.set(segment, created);
  return created;
}

/** A literal segment wins over a parameter; a dead end goes back to the parameter. */
function findIn(node: Node, segments: string[], at: number, method: string): MappedOperation | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.operations.get(method);
  const literal = node.literals.get(segment);
  const found = literal && findIn(literal, segments, at + 1, method);
  return found ?? (node.parameter && findIn(node.parameter, segments, at + 1, method));
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Gives the path of an address, or of a text that starts with one such as `{{url}}/api/v1/users?limit=2`. */
function pathOf(url: string): string | undefined {
  const bare = url.trim().replace(/[?#].*$/s, '');
  const parsed = parseAddress(bare);
  if (parsed !== undefined && /^https?:$/.test(parsed.protocol)) return parsed.pathname;
  return /^(?:\{\{[^}]*\}\})?(\/.*)$/s.exec(bare)?.[1];
}
