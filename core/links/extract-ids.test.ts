import { describe, expect, it } from 'vitest';
import { proposeVariableName } from './extract-ids.ts';

describe('proposeVariableName', () => {
  it.each<[string, (string | number)[], string]>([
    ['{{url}}/api/v1/users?limit=25', [0, 'id'], 'userId'],
    ['{{url}}/api/v1/users/{{userId}}', ['id'], 'userId'],
    ['https://acme.okta.com/api/v1/users/00u1/lifecycle/activate', ['id'], 'userId'],
    ['https://acme.okta.com/api/v1/users/me', ['id'], 'userId'],
    ['{{url}}/api/v1/groups/:groupId/users', [3, 'id'], 'userId'],
    ['{{url}}/api/v1/groups', [0, 'id'], 'groupId'],
    ['{{url}}/api/v1/policies', [0, 'id'], 'policyId'],
    ['{{url}}/api/v1/addresses', [0, 'id'], 'addressId'],
    ['{{url}}/api/v1/statuses', [0, 'id'], 'statusId'],
    ['{{url}}/api/v1/databases', [0, 'id'], 'databaseId'],
    ['{{url}}/oauth2/v1/clients', [0, 'client_id'], 'clientId'],
    ['{{url}}/api/v1/groups', [0, 'profile', 'name'], 'groupName'],
    ['{{url}}/api/v1/users', [0, 'profile', 'login'], 'login'],
    ['{{url}}/api/v1/users', [0, 'status'], 'userStatus'],
    ['{{url}}/oauth2/v1/token', ['access_token'], 'accessToken'],
    ['{{url}}/api/v1/users', [0, '_embedded', 'factors', 1, 'id'], 'factorId'],
    ['{{url}}/api/v1/apps', [0, '_links', 'self', 'href'], 'selfHref'],
    ['{{url}}/things', ['data', 'items', 0, 'ID'], 'thingId'],
    ['{{url}}/api/v1/authorization-servers', [0, 'id'], 'authorizationServerId'],
    ['{{url}}', [0, 'id'], 'id'],
    ['', [], 'value'],
    ['{{url}}/users', ['--'], 'value'],
  ])('%s %j: %s', (url, path, name) => {
    expect(proposeVariableName(url, path)).toBe(name);
  });
});
