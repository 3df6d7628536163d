import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json-value.ts';
import { findHalLinks, readHalLinks } from './hal.ts';

const user: JsonValue = {
  id: '00u1',
  _links: {
    activate: { href: 'https://a.test/activate', hints: { allow: ['post'] } },
    self: { href: '/api/v1/users/00u1' },
    logo: [
      { name: 'medium', href: 'https://a.test/l.png', type: 'image/png', title: 'Logo' },
      { name: 'broken' },
    ],
    search: { href: '/x{?q}', templated: true },
    nothing: null,
  },
};

describe('HAL links', () => {
  it('reads single links, lists, methods and templates', () => {
    expect(readHalLinks(user)).toEqual([
      { rel: 'activate', href: 'https://a.test/activate', methods: ['POST'], isTemplated: false },
      { rel: 'self', href: '/api/v1/users/00u1', methods: [], isTemplated: false },
      {
        rel: 'logo',
        href: 'https://a.test/l.png',
        methods: [],
        isTemplated: false,
        name: 'medium',
        title: 'Logo',
        type: 'image/png',
      },
      { rel: 'search', href: '/x{?q}', methods: [], isTemplated: true },
    ]);
  });

  it('finds them in lists and embedded objects, with their paths', () => {
    const found = findHalLinks([{ a: 1 }, { ...user, _embedded: { app: user } }, null, 'x']);
    expect(found.map(({ path, links }) => [path, links.length])).toEqual([
      [[1], 4],
      [[1, '_embedded', 'app'], 4],
    ]);
  });

  it.each<JsonValue>([
    null,
    1,
    'x',
    [],
    {},
    { _links: null },
    { _links: 'x' },
    { _links: { a: 'b' } },
    { _links: [1] },
  ])('finds nothing in %j', (value) => {
    expect(readHalLinks(value)).toEqual([]);
  });
});
