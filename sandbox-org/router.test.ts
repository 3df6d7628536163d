import { describe, expect, it } from 'vitest';
import { noContent } from './answer.ts';
import { matchRoute, type Route } from './router.ts';

const route = (method: Route['method'], path: string): Route => ({
  method,
  path,
  access: 'api',
  handle: () => noContent,
});
const routes = [route('GET', '/a/:id'), route('DELETE', '/a/:id'), route('GET', '/a/:id/b')];

describe('matchRoute', () => {
  it('finds the route and decodes its parameters', () => {
    const match = matchRoute(routes, 'GET', '/a/x%2Fy%40z');
    expect(match).toMatchObject({ kind: 'found', params: { id: 'x/y@z' } });
  });

  it('answers HEAD with the GET route', () => {
    expect(matchRoute(routes, 'HEAD', '/a/1')).toMatchObject({ kind: 'found', route: { method: 'GET' } });
  });

  it('tells which methods a path has', () => {
    expect(matchRoute(routes, 'PATCH', '/a/1')).toEqual({ kind: 'wrong-method', allowed: ['GET', 'DELETE'] });
  });

  it.each(['/', '/a', '/a/1/', '/a/1/b/c', '/A/1', '/a/%E0%A4%A'])('knows nothing at %s', (path) => {
    expect(matchRoute(routes, 'GET', path)).toEqual({ kind: 'unknown' });
  });

  it('keeps an empty parameter, for the route to refuse', () => {
    expect(matchRoute(routes, 'GET', '/a/')).toMatchObject({ kind: 'found', params: { id: '' } });
  });
});
