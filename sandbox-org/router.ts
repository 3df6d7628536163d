import type { Answer, ApiCall } from './answer.ts';

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One row of the route table. */
export interface Route {
  readonly method: RouteMethod;
  /** Segments with a leading colon are parameters: `/api/v1/users/:id`. */
  readonly path: string;
  /** `public` routes ask for no credentials and count against no rate limit. */
  readonly access: 'api' | 'public';
  readonly handle: (call: ApiCall) => Answer;
}

export type RouteMatch =
  | { readonly kind: 'found'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

/** Finds the route of a request; HEAD is answered by the GET route. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const segments = decodeSegments(path);
  if (segments === undefined) return { kind: 'unknown' };
  const allowed: string[] = [];
  for (const route of routes) {
    const params = matchPath(route.path.split('/'), segments);
    if (params === undefined) continue;
    if (route.method === wanted) return { kind: 'found', route, params };
    allowed.push(route.method);
  }
  return allowed.length > 0 ? { kind: 'wrong-method', allowed } : { kind: 'unknown' };
}

function decodeSegments(path: string): string[] | undefined {
  try {
    // Split first: an encoded slash belongs to its segment.
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
