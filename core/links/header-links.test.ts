import { expect, it } from 'vitest';
import { maskText } from '../http/mask.ts';
import { findHeaderLinks } from './header-links.ts';

const hrefs = (name: string, value: string) =>
  findHeaderLinks(name, value).map(({ href, start, end }) => {
    // Where it says it stands is where it stands.
    expect(value.slice(start, end)).toBe(href);
    return href;
  });

it('takes the whole of a location, absolute or relative', () => {
  expect(hrefs('Location', 'https://a.example/x?y=1')).toEqual(['https://a.example/x?y=1']);
  expect(hrefs('content-location', ' ../people/7 ')).toEqual(['../people/7']);
});

it('takes the targets of Link, several in one line', () => {
  const line = '<https://a.example/users?after=1>; rel="next", </users>; rel="self"; title="<b>"';
  expect(hrefs('Link', line)).toEqual(['https://a.example/users?after=1', '/users']);
});

it('takes absolute addresses out of other headers', () => {
  expect(hrefs('WWW-Authenticate', 'Bearer realm="https://a.example/oauth2", x=1')).toEqual([
    'https://a.example/oauth2',
  ]);
  expect(hrefs('X-Docs', 'see (https://a.example/docs).')).toEqual(['https://a.example/docs']);
  expect(hrefs('Server', 'nginx /x')).toEqual([]);
});

it.each([
  ['Location', 'javascript:alert(1)'],
  ['Location', 'data:text/html,x'],
  ['Location', 'https://a.example/a b'],
  ['Location', ''],
  ['Location', `https://a.example/?code=${maskText}`],
  ['Link', '<javascript:alert(1)>; rel=next'],
  ['Content-Security-Policy', 'default-src https://a.example'],
  ['Set-Cookie', 'a=https://a.example'],
  ['X', `http://${'a'.repeat(9_000)}`],
])('finds none in %s: %s', (name, value) => {
  expect(hrefs(name, value)).toEqual([]);
});
