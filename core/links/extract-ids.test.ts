import { expect, test } from 'vitest';
import { proposeVariableName } from './extract-ids.ts';
import { normalPath } from './normal-path.ts';

test.each([
  ['https://x/api/v1/users', ['id'], 'userId'],
  ['https://x/api/v1/users?limit=2', [0, 'id'], 'userId'],
  ['{{url}}/api/v1/users/{{userId}}', ['id'], 'userId'],
  ['{{url}}/api/v1/users/:userId/groups', [3, 'id'], 'groupId'],
  ['https://x/api/v1/groups/00g1abc2', ['id'], 'groupId'],
  ['https://x/api/v1/policies', [0, 'id'], 'policyId'],
  ['https://x/api/v1/users/me', ['profile', 'login'], 'profileLogin'],
  ['https://x/orders', ['owner', 'id'], 'ownerId'],
  ['https://x/api/v1/users', ['_links', 'self', 'href'], 'selfHref'],
  ['https://x/login', ['access_token'], 'accessToken'],
  ['https://x/', ['id'], 'id'],
  ['https://x/api/v1/status', [0], 'statusValue'],
] as const)('%s %j proposes %s', (url, path, name) => {
  expect(proposeVariableName(url, [...path])).toBe(name);
});

test('a path is written so that it selects one value, whatever the names hold', () => {
  expect(normalPath([])).toBe('$');
  expect(normalPath(['profile', 'login'])).toBe('$.profile.login');
  expect(normalPath([0, 'a b', "it's", 'x\n\u0001'])).toBe(String.raw`$[0]['a b']['it\'s']['x\n\u0001']`);
});
