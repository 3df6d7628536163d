import { expect, it } from 'vitest';
import { checkOfValue } from './check-of-value.ts';

it('expects the value where it stands', () => {
  expect(checkOfValue(['users', 0, 'status'], 'ACTIVE')).toEqual({
    source: 'body',
    expression: "$['users'][0]['status']",
    operator: 'equals',
    expected: 'ACTIVE',
  });
  expect(checkOfValue([0], 'x'.repeat(5_000))).toMatchObject({
    operator: 'contains',
    expected: 'x'.repeat(1_000),
  });
});

it('takes no secret into the file, only that there is one', () => {
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
  for (const [path, value] of [
    [['access_token'], 'abcdef'],
    [['app', 'clientSecret'], 'abcdef'],
    [['apiKeys', 0, 'apiKey'], 'a"b'],
    [['id'], jwt],
  ] as const) {
    expect(checkOfValue([...path], value)).toMatchObject({ operator: 'exists', expected: '' });
  }
});
