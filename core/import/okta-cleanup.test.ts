import { describe, expect, it } from 'vitest';
import { emptyRequest, type Request } from '../http/request.ts';
import { cleanAuth, cleanRequest, looksLikeOkta, missingVariables } from './okta-cleanup.ts';

const request = (fields: Partial<Request>): Request => ({ ...emptyRequest(), ...fields });
const token = { key: 'Authorization', value: 'SSWS {{apikey}}' };

describe('cleanRequest', () => {
  it.each(['SSWS {{apikey}}', 'SSWS{{apikey}}', 'ssws  {{ token }}'])(
    'takes the header row %j away',
    (value) => {
      const accept = { key: 'Accept', value: 'x' };
      const cleaned = cleanRequest(
        request({ headers: [accept, { key: 'authorization', value }] }),
        new Set(),
      );
      expect(cleaned).toMatchObject({
        authorizationRows: 1,
        placeholders: 0,
        request: { headers: [accept] },
      });
      expect(cleaned?.changes).toHaveLength(1);
    },
  );

  it.each([
    { key: 'Authorization', value: 'SSWS 00literal' },
    { key: 'Authorization', value: 'Bearer {{accessToken}}' },
    { key: 'Authorization', value: 'SSWS {{apikey}}', disabled: true },
    { key: 'X-Other', value: 'SSWS {{apikey}}' },
  ])('leaves %j alone', (row) => {
    expect(cleanRequest(request({ headers: [row] }), new Set())).toBeUndefined();
  });

  it('makes ${name} a variable in address, query, path and headers', () => {
    const cleaned = cleanRequest(
      request({
        url: 'https://${domain}/u/:id?q=${q}',
        queryParams: [
          { key: 'q', value: '${q}' },
          { key: 'off', value: '${off}', disabled: true },
        ],
        pathVariables: [{ key: 'id', value: '${userId}' }],
        headers: [{ key: 'X', value: '${x} ${user.name} ${a b} $${y}' }],
      }),
      new Set(),
    );
    expect(cleaned?.request).toMatchObject({
      url: 'https://{{domain}}/u/:id?q={{q}}',
      queryParams: [{ value: '{{q}}' }, { value: '{{off}}' }],
      pathVariables: [{ value: '{{userId}}' }],
      headers: [{ value: '{{x}} ${user.name} ${a b} ${{y}}' }],
    });
  });

  it('changes a body only for names of known variables', () => {
    const body = {
      type: 'raw',
      language: 'json',
      content: '{"a":"${userId}","b":"${activationLink}"}',
    } as const;
    expect(cleanRequest(request({ body }), new Set())).toBeUndefined();
    const cleaned = cleanRequest(request({ body }), new Set(['userId']));
    expect(cleaned?.request.body).toMatchObject({ content: '{"a":"{{userId}}","b":"${activationLink}"}' });
    expect(cleaned?.placeholders).toBe(1);
  });

  it('lets a request inherit that said "none" beside its header', () => {
    const cleaned = cleanRequest(
      request({ headers: [token], auth: { type: 'noauth', credentials: [] } }),
      new Set(),
    );
    expect(cleaned?.request.auth).toBeUndefined();
  });

  it('does not change what it was given', () => {
    const before = request({ headers: [token], url: '${a}' });
    const copy = structuredClone(before);
    cleanRequest(before, new Set());
    expect(before).toEqual(copy);
  });
});

describe('cleanAuth', () => {
  it('sets OAuth 2.0 up as the guide does, with the read scopes of the addresses', () => {
    const auth = cleanAuth('oauth2', [
      request({ url: '{{url}}/api/v1/users/1' }),
      request({ url: '{{url}}/api/v1/zones' }),
      request({ url: '{{url}}/api/v1/unknown' }),
    ]);
    const value = (key: string) => auth.credentials.find((credential) => credential.key === key)?.value;
    expect(auth.type).toBe('oauth2');
    expect(value('grant_type')).toBe('authorization_code_with_pkce');
    expect(value('authUrl')).toBe('{{url}}/oauth2/v1/authorize');
    expect(value('accessTokenUrl')).toBe('{{url}}/oauth2/v1/token');
    expect(value('revocationUrl')).toBe('{{url}}/oauth2/v1/revoke');
    expect(value('introspectionUrl')).toBe('{{url}}/oauth2/v1/introspect');
    expect(value('userInfoUrl')).toBe('{{url}}/oauth2/v1/userinfo');
    expect(value('redirect_uri')).toBe('http://localhost:8080/authorization-code/callback');
    expect(value('challengeAlgorithm')).toBe('S256');
    expect(value('scope')).toBe('okta.networkZones.read okta.users.read');
  });

  it('keeps the API token, once for all, where that is chosen', () => {
    expect(
      cleanAuth('apikey', [request({ headers: [{ key: 'Authorization', value: 'SSWS{{token}}' }] })]),
    ).toEqual({
      type: 'apikey',
      credentials: [
        { key: 'key', value: 'Authorization', type: 'string' },
        { key: 'value', value: 'SSWS {{token}}', type: 'string' },
        { key: 'in', value: 'header', type: 'string' },
      ],
    });
  });
});

describe('missingVariables', () => {
  it('adds what is missing, the secret as a secret', () => {
    const apikey = { key: 'apikey', initialValue: '', enabled: true, type: 'default' };
    expect(missingVariables([apikey], 'oauth2').map(({ key, type }) => [key, type])).toEqual([
      ['clientId', 'default'],
      ['clientSecret', 'secret'],
    ]);
    expect(missingVariables([apikey], 'apikey')).toEqual([]);
  });
});

describe('looksLikeOkta', () => {
  it('goes by header rows and by the variables of an environment', () => {
    const tree = (headers: Request['headers']) => ({
      definition: { name: 'C', variables: [], scripts: [] },
      items: [{ kind: 'request' as const, name: 'r', request: request({ headers }), examples: [] }],
    });
    const environment = (...keys: string[]) => ({
      variables: keys.map((key) => ({ key, initialValue: '', enabled: true, type: 'default' })),
    });
    expect(looksLikeOkta([tree([token])], [])).toBe(true);
    expect(looksLikeOkta([], [environment('url', 'apikey')])).toBe(true);
    expect(looksLikeOkta([tree([])], [environment('url')])).toBe(false);
  });
});
