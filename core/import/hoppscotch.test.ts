import { describe, expect, it } from 'vitest';
import { readOAuth2Config } from '../auth/oauth2/config-format.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import type { FolderItem, RequestItem } from '../workspace/collection.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';

function read(document: JsonValue) {
  const notes = new NoteBook('x');
  const material = readMaterial(JSON.stringify(document), 'hoppscotch.json', notes);
  const codes = notes.list().map(({ code }) => code);
  return { ...material, tree: material.collections[0]!, codes };
}
const request = (more: JsonObject = {}): JsonObject => ({
  v: '14',
  name: 'List',
  method: 'GET',
  endpoint: '<<url>>/users',
  params: [],
  headers: [],
  preRequestScript: '',
  testScript: '',
  auth: { authType: 'inherit', authActive: true },
  body: { contentType: null, body: null },
  requestVariables: [],
  ...more,
});
const collection = (more: JsonObject = {}): JsonObject => ({
  v: 10,
  name: 'Shop',
  folders: [],
  requests: [],
  headers: [],
  auth: { authType: 'none', authActive: true },
  variables: [],
  ...more,
});
const only = (more: JsonObject) =>
  (read(collection({ requests: [request(more)] })).tree.items[0] as RequestItem).request;

describe('a Hoppscotch collection', () => {
  it('becomes a tree, with variables, headers and inherited authorization', () => {
    const { tree, formats, leaves } = read([
      collection({
        description: 'about',
        auth: { authType: 'bearer', authActive: true, token: '<<token>>' },
        headers: [{ key: 'X-All', value: '1', active: true }],
        variables: [
          { key: 'url', initialValue: 'https://h', currentValue: '', secret: false },
          { key: 'token', initialValue: '', currentValue: '', secret: true },
        ],
        folders: [collection({ name: 'Inner', requests: [request({ name: 'Deep' })] })],
        requests: [
          request({
            params: [
              { key: 'q', value: '<<q>>', active: true, description: 'said' },
              { key: 'off', value: '1', active: false },
            ],
          }),
        ],
      }),
    ]);
    expect(formats).toEqual(['hoppscotch']);
    expect(leaves).toEqual({ in: 2, mapped: 2, reported: 0 });
    expect(tree.definition).toMatchObject({
      name: 'Shop',
      description: 'about',
      auth: { type: 'bearer', credentials: [{ key: 'token', value: '{{token}}' }] },
      variables: [
        { key: 'url', initialValue: 'https://h', type: 'default' },
        { key: 'token', initialValue: '', type: 'secret' },
      ],
    });
    const [folder, list] = tree.items as [FolderItem, RequestItem];
    expect([folder.definition.name, folder.definition.auth?.type]).toEqual(['Inner', 'noauth']);
    expect((folder.items[0] as RequestItem).name).toBe('Deep');
    expect(list.request).toMatchObject({
      url: '{{url}}/users?q={{q}}',
      queryParams: [
        { key: 'q', value: '{{q}}', description: 'said' },
        { key: 'off', disabled: true },
      ],
      headers: [{ key: 'X-All', value: '1' }],
    });
    expect(list.request.auth).toBeUndefined();
  });

  it.each<[JsonObject, object]>([
    [
      { contentType: 'application/json', body: '{"a":"<<a>>"}' },
      { type: 'raw', language: 'json', content: '{"a":"{{a}}"}' },
    ],
    [
      { contentType: 'text/plain', body: 'x' },
      { type: 'raw', language: 'text', content: 'x' },
    ],
    [
      { contentType: 'application/octet-stream', body: null },
      { type: 'file', path: '' },
    ],
    [
      { contentType: 'application/x-www-form-urlencoded', body: 'a: b:c\n# off: 1\n' },
      {
        type: 'urlencoded',
        rows: [
          { key: 'a', value: 'b:c' },
          { key: 'off', value: '1', disabled: true },
        ],
      },
    ],
    [
      {
        contentType: 'multipart/form-data',
        body: [
          { key: 'f', isFile: true, value: [], active: true },
          { key: 'a', isFile: false, value: 'b', active: false },
        ],
      },
      {
        type: 'formdata',
        rows: [
          { key: 'f', type: 'file', src: [] },
          { key: 'a', value: 'b', disabled: true },
        ],
      },
    ],
  ])('reads the body %j', (body, read) => {
    expect(only({ body }).body).toMatchObject(read);
  });

  it('reads GraphQL requests', () => {
    const graphql = {
      v: 9,
      name: 'Q',
      url: 'https://h/g',
      headers: [],
      query: '{ a }',
      variables: '{}',
      auth: {},
    };
    const { tree } = read(collection({ requests: [graphql] }));
    expect((tree.items[0] as RequestItem).request).toMatchObject({
      method: 'POST',
      url: 'https://h/g',
      body: { type: 'graphql', query: '{ a }', variables: '{}' },
    });
  });

  it.each<[JsonObject, object]>([
    [
      {
        grantType: 'AUTHORIZATION_CODE',
        authEndpoint: 'https://h/a',
        tokenEndpoint: 'https://h/t',
        isPKCE: true,
        codeVerifierMethod: 'S256',
      },
      { grantType: 'authorization_code_with_pkce', authUrl: 'https://h/a', accessTokenUrl: 'https://h/t' },
    ],
    [
      { grantType: 'CLIENT_CREDENTIALS', authEndpoint: 'https://h/t', clientAuthentication: 'IN_BODY' },
      {
        grantType: 'client_credentials',
        accessTokenUrl: 'https://h/t',
        clientAuthentication: 'client_secret_post',
      },
    ],
    [
      { grantType: 'PASSWORD', authEndpoint: 'https://h/t', username: 'u', password: 'p' },
      { grantType: 'password_credentials', accessTokenUrl: 'https://h/t', username: 'u' },
    ],
    [
      { grantType: 'IMPLICIT', authEndpoint: 'https://h/a' },
      { grantType: 'implicit', authUrl: 'https://h/a' },
    ],
  ])('maps OAuth 2.0: %j', (info, config) => {
    const grantTypeInfo = { clientID: 'c', clientSecret: 's', scopes: 'openid', ...info };
    const auth = only({ auth: { authType: 'oauth-2', authActive: true, grantTypeInfo } }).auth;
    expect(readOAuth2Config(auth!)).toMatchObject({ clientId: 'c', scope: 'openid', ...config });
  });

  it('maps other authorization, and keeps what it cannot send', () => {
    const auth = (fields: JsonObject) => only({ auth: { authActive: true, ...fields } }).auth;
    expect(auth({ authType: 'api-key', key: 'k', value: 'v', addTo: 'QUERY_PARAMS' })).toMatchObject({
      type: 'apikey',
      credentials: [{ value: 'k' }, { value: 'v' }, { value: 'query' }],
    });
    expect(
      auth({ authType: 'aws-signature', accessKey: 'a', secretKey: 's', region: 'r', serviceName: 'n' }),
    ).toMatchObject({
      type: 'awsv4',
      credentials: [
        { key: 'accessKey', value: 'a' },
        { key: 'secretKey', value: 's' },
        { key: 'region', value: 'r' },
        { key: 'service', value: 'n' },
      ],
    });
    expect(auth({ authType: 'basic', authActive: false })).toEqual({ type: 'noauth', credentials: [] });
    const { codes } = read(
      collection({ requests: [request({ auth: { authType: 'kerberos', authActive: true } })] }),
    );
    expect(codes).toEqual(['auth.unsupported']);
    expect(
      auth({ authType: 'hawk', authId: 'i', authKey: 'k', includePayloadHash: true, ext: 'e' }),
    ).toMatchObject({
      type: 'hawk',
      credentials: [
        { key: 'authId', value: 'i' },
        { key: 'authKey', value: 'k' },
        { key: 'extraData', value: 'e' },
        { key: 'includePayloadHash', value: 'true' },
      ],
    });
    expect(
      auth({ authType: 'akamai-eg', accessToken: 'a', clientToken: 'c', clientSecret: 's', host: 'h' }),
    ).toMatchObject({
      type: 'edgegrid',
      credentials: [
        { key: 'accessToken', value: 'a' },
        { key: 'clientToken', value: 'c' },
        { key: 'clientSecret', value: 's' },
        { key: 'baseURL', value: 'h' },
      ],
    });
  });

  it('keeps scripts as they are, and tells of variables of a request', () => {
    const { tree, codes } = read(
      collection({
        requests: [
          request({
            testScript: 'pw.expect(1 << 2 >> 1).toBe(2);',
            requestVariables: [{ key: 'id', value: '7', active: true }],
          }),
        ],
      }),
    );
    expect((tree.items[0] as RequestItem).request.scripts).toEqual([
      { type: 'hoppscotch:test', code: 'pw.expect(1 << 2 >> 1).toBe(2);', language: 'text/javascript' },
    ]);
    expect(codes.toSorted()).toEqual(['script.foreign', 'variable.ofRequest']);
  });

  it('reads environments', () => {
    const { environments } = read([
      {
        v: 2,
        id: 'e',
        name: 'Prod',
        variables: [{ key: 'a', initialValue: 'b', currentValue: 'c', secret: false }],
      },
      { name: 'Old', variables: [{ key: 's', value: 'hush', secret: true }] },
    ]);
    expect(environments).toEqual([
      { name: 'Prod', variables: [{ key: 'a', initialValue: 'b', enabled: true, type: 'default' }] },
      {
        name: 'Old',
        variables: [{ key: 's', initialValue: '', enabled: true, type: 'secret', currentValue: 'hush' }],
      },
    ]);
  });
});
