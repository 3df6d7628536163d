import { describe, expect, it } from 'vitest';
import type { HeaderPairs } from '../http/exchange.ts';
import { findLink, parseLinkHeaders, resolveLink } from './link-header.ts';

const links = (...values: string[]) =>
  parseLinkHeaders(
    values.map((value, index): [string, string] => [index % 2 === 0 ? 'link' : 'Link', value]),
  );

describe('parseLinkHeaders', () => {
  it('reads several lines and several links in one line', () => {
    const headers: HeaderPairs = [
      ['link', '<https://acme.okta.com/api/v1/users?limit=2>; rel="self"'],
      ['Content-Type', 'application/json'],
      ['link', '<https://acme.okta.com/api/v1/users?after=a,b;c&limit=2>; rel="next", </x>; rel=prev'],
    ];
    expect(parseLinkHeaders(headers).map(({ target, rels }) => [target, rels])).toEqual([
      ['https://acme.okta.com/api/v1/users?limit=2', ['self']],
      ['https://acme.okta.com/api/v1/users?after=a,b;c&limit=2', ['next']],
      ['/x', ['prev']],
    ]);
    expect(findLink(headers, 'NEXT')?.target).toContain('after=a,b;c');
    expect(findLink(headers, 'last')).toBeUndefined();
  });

  it('reads quoted parameters, several relations and odd spacing', () => {
    expect(
      links('<a>;title="x, \\"y\\"; z" ; REL="next  archives" ;crossorigin,<b> ;rel = "p";rel="q"'),
    ).toEqual([
      {
        target: 'a',
        rels: ['next', 'archives'],
        parameters: new Map([
          ['title', 'x, "y"; z'],
          ['crossorigin', ''],
        ]),
      },
      { target: 'b', rels: ['p'], parameters: new Map() },
    ]);
  });

  it.each(['', '<', '<a', 'a; rel=next', ',,,', '<a>;', '<a>; rel="x', '<a> rel=next', ';;;<a>;;rel=n'])(
    'survives %j',
    (value) => {
      expect(() => links(value)).not.toThrow();
    },
  );

  it('is bounded', () => {
    const started = performance.now();
    expect(links('<a>;rel=x,'.repeat(100_000))).toHaveLength(1_000);
    links('<'.repeat(1_000_000), `<a>;${'='.repeat(1_000_000)}`, `<a>${' x'.repeat(500_000)}`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('resolveLink', () => {
  const from = 'https://acme.okta.com/api/v1/users?limit=1';
  it.each([
    ['https://acme.okta.com/x', 'https://acme.okta.com/x', true],
    ['https://ACME.okta.com:443/x', 'https://acme.okta.com/x', true],
    ['?after=1', 'https://acme.okta.com/api/v1/users?after=1', true],
    ['//acme.okta.com/x', 'https://acme.okta.com/x', true],
    ['http://acme.okta.com/x', 'http://acme.okta.com/x', false],
    ['https://acme.okta.com:8443/x', 'https://acme.okta.com:8443/x', false],
    ['https://acme.okta.com.evil.test/x', 'https://acme.okta.com.evil.test/x', false],
    ['https://acme.okta.com@evil.test/x', 'https://acme.okta.com@evil.test/x', false],
  ])('%s', (target, url, isSameOrigin) => {
    expect(resolveLink(target, from)).toEqual({ url, isSameOrigin });
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'https://', 'http://[', 'data:text/html,x'])(
    'gives nothing for %s',
    (target) => {
      expect(resolveLink(target, from)).toBeUndefined();
    },
  );
});
