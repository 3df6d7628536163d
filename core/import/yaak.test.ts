import { describe, expect, it } from 'vitest';
import { readOAuth2Config } from '../auth/oauth2/config-format.ts';
import type { JsonObject } from '../json-value.ts';
import type { FolderItem, RequestItem } from '../workspace/collection.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';

function read(resources: JsonObject, yaakSchema = 4) {
  const notes = new NoteBook('x');
  const document = { yaakVersion: '2026.1.0', yaakSchema, timestamp: 't', resources };
  const material = readMaterial(JSON.stringify(document), 'yaak.json', notes);
  return {
    ...material,
    tree: material.collections[0]!,
    notes: notes.list(),
    codes: notes.list().map(({ code }) => code),
  };
}
const workspace = { model: 'workspace', id: 'w', name: 'Shop', description: 'about' };
const request = (id: string, more: JsonObject = {}): JsonObject => ({
  model: 'http_request',
  id,
  workspaceId: 'w',
  folderId: null,
  name: id,
  method: 'GET',
  url: 'https://h',
  headers: [],
  urlParameters: [],
  body: {},
  bodyType: null,
  authentication: {},
  authenticationType: null,
  sortPriority: 0,
  ...more,
});
const only = (more: JsonObject) =>
  (read({ workspaces: [workspace], httpRequests: [request('r', more)] }).tree.items[0] as RequestItem)
    .request;

describe('a Yaak export', () => {
  it('becomes a tree in its order, with environments, folders and headers', () => {
    const { tree, environments, formats, leaves } = read({
      workspaces: [{ ...workspace, headers: [{ name: 'X-All', value: '1', enabled: true }] }],
      environments: [
        {
          id: 'b',
          workspaceId: 'w',
          name: 'Global',
          parentModel: 'workspace',
          variables: [{ name: 'url', value: 'https://h' }],
        },
        {
          id: 'e',
          workspaceId: 'w',
          name: 'Staging',
          public: false,
          parentModel: 'environment',
          variables: [
            { name: 'url', value: 'https://s', enabled: true },
            { name: 'off', value: '1', enabled: false },
            { name: '', value: '' },
          ],
        },
        {
          id: 'fe',
          workspaceId: 'w',
          name: 'F',
          parentModel: 'folder',
          parentId: 'f',
          variables: [{ name: 'a', value: 'b' }],
        },
      ],
      folders: [
        { model: 'folder', id: 'f', workspaceId: 'w', folderId: null, name: 'Users', sortPriority: 2 },
      ],
      httpRequests: [
        request('second', { sortPriority: 3 }),
        request('inner', { folderId: 'f' }),
        request('first', {
          sortPriority: 1,
          url: '${[ url ]}/a/:id',
          urlParameters: [
            { name: ':id', value: '7', enabled: true },
            { name: 'q', value: '${[ off ]}', enabled: false },
          ],
        }),
      ],
      grpcRequests: [{ id: 'g', workspaceId: 'w', name: 'rpc' }],
    });
    expect(formats).toEqual(['yaak']);
    expect(tree.definition).toMatchObject({
      name: 'Shop',
      description: 'about',
      variables: [{ key: 'url', initialValue: 'https://h', type: 'default' }],
    });
    const [first, folder, second] = tree.items as [RequestItem, FolderItem, RequestItem];
    expect([first.name, folder.definition.name, second.name]).toEqual(['first', 'Users', 'second']);
    expect(folder.definition.variables).toMatchObject([{ key: 'a', initialValue: 'b' }]);
    expect(first.request).toMatchObject({
      url: '{{url}}/a/:id',
      pathVariables: [{ key: 'id', value: '7' }],
      headers: [{ key: 'X-All', value: '1' }],
    });
    expect(first.request.queryParams).toEqual([{ key: 'q', value: '{{off}}', disabled: true }]);
    expect(environments).toMatchObject([
      { name: 'Staging', variables: [{ key: 'url', initialValue: 'https://s', type: 'default' }] },
    ]);
    expect(leaves).toEqual({ in: 4, mapped: 3, reported: 1 });
  });

  it.each<[JsonObject, object]>([
    [
      { bodyType: 'application/json', body: { text: '{"a":1}' } },
      { type: 'raw', language: 'json', content: '{"a":1}' },
    ],
    [
      { bodyType: 'other', body: { text: 'x' } },
      { type: 'raw', language: 'text', content: 'x' },
    ],
    [
      { bodyType: 'binary', body: { filePath: '/tmp/f' } },
      { type: 'file', path: '/tmp/f' },
    ],
    [
      { bodyType: 'graphql', body: { query: '{ a }', variables: '{"b":1}' } },
      { type: 'graphql', query: '{ a }', variables: '{"b":1}' },
    ],
    [
      {
        bodyType: 'multipart/form-data',
        body: {
          form: [{ name: 'f', file: '/tmp/f' }, { name: 'a', value: 'b', enabled: false }, { name: '' }],
        },
      },
      {
        type: 'formdata',
        rows: [
          { key: 'f', type: 'file', src: ['/tmp/f'] },
          { key: 'a', value: 'b', disabled: true },
        ],
      },
    ],
    [
      { bodyType: 'application/x-www-form-urlencoded', body: { form: [{ name: 'a', value: 'b' }] } },
      { type: 'urlencoded', rows: [{ key: 'a', value: 'b' }] },
    ],
    [{ bodyType: null }, { type: 'none' }],
  ])('reads the body %j', (more, body) => {
    expect(only(more).body).toMatchObject(body);
  });

  it('maps authorization, and inherits where it says nothing', () => {
    expect(only({}).auth).toBeUndefined();
    expect(only({ authenticationType: 'none' }).auth).toEqual({ type: 'noauth', credentials: [] });
    expect(only({ authenticationType: 'bearer', authentication: { token: '${[ t ]}' } }).auth).toMatchObject({
      type: 'bearer',
      credentials: [{ key: 'token', value: '{{t}}' }],
    });
    const oauth2 = only({
      authenticationType: 'oauth2',
      authentication: {
        grantType: 'authorization_code',
        usePkce: true,
        clientId: 'c',
        authorizationUrl: 'https://h/authorize',
        accessTokenUrl: 'https://h/token',
        redirectUri: 'http://localhost:8080/cb',
        scope: 'openid',
      },
    }).auth;
    expect(readOAuth2Config(oauth2 ?? { type: 'oauth2', credentials: [] })).toMatchObject({
      grantType: 'authorization_code_with_pkce',
      clientId: 'c',
      accessTokenUrl: 'https://h/token',
      callbackUrl: 'http://localhost:8080/cb',
      clientAuthentication: 'client_secret_post',
    });
  });

  it('makes rules of values of other answers, and tells of what it does not compute', () => {
    const { tree, codes } = read({
      workspaces: [workspace],
      httpRequests: [
        request('login', { name: 'Log in' }),
        request('me', {
          headers: [
            {
              name: 'Authorization',
              value:
                "Bearer ${[ response.body.path(behavior='smart', request='login', path=b64'JC50b2tlbg') ]}",
            },
            { name: 'X-Id', value: '${[ uuid.v4() ]}' },
            { name: 'X-File', value: "${[ fs.readFile(path='/etc/passwd') ]}" },
          ],
        }),
      ],
    });
    const [login, me] = tree.items as [RequestItem, RequestItem];
    expect(login.request.extractions).toEqual([
      { source: 'body', expression: '$.token', target: 'collection', variable: 'token' },
    ]);
    expect(me.request.headers.map(({ value }) => value)).toEqual([
      'Bearer {{token}}',
      '{{$guid}}',
      "${[ fs.readFile(path='/etc/passwd') ]}",
    ]);
    expect(codes).toEqual(['template.kept', 'template.response']);
  });

  it('asks for what Yaak would ask for', () => {
    const { tree, codes } = read({
      workspaces: [workspace],
      httpRequests: [
        request('r', {
          headers: [
            {
              name: 'X-Code',
              value: "${[ prompt.text(label='One-time code', title='x', defaultValue='7') ]}",
            },
            { name: 'X-Key', value: "${[ prompt.text(label=b64'QVBJIGtleQ', password=true) ]}" },
          ],
        }),
      ],
    });
    expect((tree.items[0] as RequestItem).request.headers.map(({ value }) => value)).toEqual([
      '{{oneTimeCode}}',
      '{{aPIKey}}',
    ]);
    expect(tree.definition.variables).toEqual([
      { key: 'oneTimeCode', initialValue: '7', enabled: true, type: 'default', source: { kind: 'ask' } },
      { key: 'aPIKey', initialValue: '', enabled: true, type: 'secret', source: { kind: 'ask' } },
    ]);
    expect(codes).toEqual(['template.prompt']);
  });

  it('is read in its older schemas', () => {
    const { tree, environments } = read(
      {
        workspaces: [{ ...workspace, variables: [{ name: 'url', value: 'https://h' }] }],
        environments: [
          { id: 'e', workspaceId: 'w', name: 'Prod', variables: [{ name: 'url', value: 'https://p' }] },
        ],
        requests: [request('r')],
      },
      1,
    );
    expect(tree.items).toHaveLength(1);
    expect(tree.definition.variables).toMatchObject([{ key: 'url', initialValue: 'https://h' }]);
    expect(environments).toMatchObject([{ name: 'Prod' }]);
  });
});
