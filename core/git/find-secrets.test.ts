import { expect, it } from 'vitest';
import { createSecretFinder } from './find-secrets.ts';

const find = createSecretFinder([
  { name: 'token', value: 'Zq8-canary/of~the"tests' },
  { name: 'lines', value: '-----BEGIN KEY-----\nAAAABBBBCCCC\nDDDD\n-----END KEY-----\n' },
  { name: 'short', value: 'abc12' },
  { name: 'six', value: 'abc123' },
]);

it.each([
  ['as it is', 'x: Zq8-canary/of~the"tests\n'],
  ['in JSON', '{"x":"Zq8-canary/of~the\\"tests"}'],
  ['percent-encoded', 'https://x.test/?t=Zq8-canary%2Fof~the%22tests'],
  ['over two lines of YAML', 'x: "Zq8-canary/of~\\\n  the\\"tests"\n'],
])('finds a secret %s', (_, text) => {
  expect(find(text)).toEqual(['token']);
});

it('finds one of several lines, indented and escaped', () => {
  expect(find('x: |-\n  -----BEGIN KEY-----\n  AAAABBBBCCCC\n  DDDD\n  -----END KEY-----\n')).toEqual([
    'lines',
  ]);
  expect(find('{"x":"-----BEGIN KEY-----\\nAAAABBBBCCCC\\nDDDD\\n-----END KEY-----"}')).toEqual(['lines']);
});

it('finds nothing in other texts, and no value that is too short to mean something', () => {
  expect(find('Zq8-canary')).toEqual([]);
  expect(find('abc12')).toEqual([]);
  expect(find('abc 123')).toEqual([]);
  expect(find('abc123')).toEqual(['six']);
});
