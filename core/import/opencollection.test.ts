import { describe, expect, it } from 'vitest';
import { readOAuth2Config } from '../auth/oauth2/config-format.ts';
import type { JsonObject } from '../json-value.ts';
import type { ImportedMaterial } from './imported-material.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';
import { assembleOpenCollection } from './opencollection/assemble.ts';
import { openCollectionMaterial } from './opencollection/material.ts';
import { runToEnd } from './steps.ts';

const read = (text: string | JsonObject) => {
  const notes = new NoteBook('file');
  return {
    notes,
    ...readMaterial(typeof text === 'string' ? text : JSON.stringify(text), 'file.yml', notes),
  };
};
const codesOf = (notes: NoteBook) => notes.list().map(({ code }) => code);
const only = ({ collections: [tree] }: Pick<ImportedMaterial, 'collections'>) => {
  if (tree === undefined) throw new Error('no collection');
  return tree;
};
const requestAt = (material: Pick<ImportedMaterial, 'collections'>, index: number) => {
  const item = only(material).items[index];
  if (item?.kind !== 'request') throw new Error('no request');
  return item;
};

const whole = `opencollection: "1.0.0"
info:
  name: Shop
docs: How to *use* it
config:
  environments:
    - name: Local
      variables:
        - name: baseUrl
          value: http://127.0.0.1:4000
          description: Where it runs
        - name: token
          secret: true
        - name: limit
          value:
            type: number
            data: "25"
request:
  headers:
    - name: X-Tenant
      value: shop
  auth:
    type: bearer
    token: "{{token}}"
  variables:
    - name: page
      value: "1"
      disabled: true
items:
  - info:
      type: folder
      name: Users
    request:
      headers:
        - name: X-Tenant
          value: users
    items:
      - info:
          type: http
          name: Find
        http:
          method: GET
          url: "{{baseUrl}}/users/:id?limit=25"
          auth: inherit
          headers:
            - name: Accept
              value: application/json
              description:
                content: What comes back
          params:
            - name: limit
              value: "25"
              type: query
            - name: after
              value: x
              type: query
              disabled: true
            - name: id
              value: "7"
              type: path
        runtime:
          scripts:
            - type: tests
              code: test("a", () => {});
          variables:
            - name: own
              value: "1"
          assertions:
            - expression: res.status
              operator: eq
              value: "200"
            - expression: res.body.items[0].id
              operator: isDefined
            - expression: res.headers['content-type']
              operator: contains
              value: json
              disabled: true
            - expression: res.body.size()
              operator: eq
              value: "1"
          actions:
            - type: set-variable
              phase: after-response
              selector:
                expression: res.body.items[0].id
                method: jsonq
              variable:
                name: userId
                scope: runtime
            - type: set-variable
              phase: after-response
              selector:
                expression: res.body.map(u => u.id)
              variable:
                name: all
        settings:
          timeout: 1500
          followRedirects: false
        docs: Finds one
        examples:
          - name: Found
            response:
              status: 200
              statusText: OK
              headers:
                - name: content-type
                  value: application/json
              body:
                type: json
                data: '{"id":7}'
  - info:
      type: http
      name: Create
    http:
      method: POST
      url: "{{baseUrl}}/users"
      body:
        - title: form
          body:
            type: form-urlencoded
            data:
              - name: a
                value: b
        - title: json
          selected: true
          body:
            type: json
            data: '{"name":"Ada"}'
  - info:
      type: grpc
      name: Call
    grpc:
      url: h
`;

describe('an OpenCollection', () => {
  it('becomes a collection and its environments', () => {
    const material = read(whole);
    const tree = only(material);
    expect(tree.definition).toMatchObject({
      name: 'Shop',
      description: 'How to *use* it',
      auth: { type: 'bearer' },
      variables: [{ key: 'page', initialValue: '1', enabled: false }],
    });
    expect(material.environments).toEqual([
      {
        name: 'Local',
        variables: [
          {
            key: 'baseUrl',
            initialValue: 'http://127.0.0.1:4000',
            enabled: true,
            type: 'default',
            description: 'Where it runs',
          },
          { key: 'token', initialValue: '', enabled: true, type: 'secret' },
          { key: 'limit', initialValue: '25', enabled: true, type: 'default' },
        ],
      },
    ]);
    expect(material.leaves).toEqual({ in: 3, mapped: 2, reported: 1 });
    expect(codesOf(material.notes)).toEqual(
      expect.arrayContaining(['request.unsupported', 'environment.secretsMissing', 'script.foreign']),
    );
  });

  it('keeps everything a request says', () => {
    const [folder] = only(read(whole)).items;
    const item = folder?.kind === 'folder' ? folder.items[0] : undefined;
    if (item?.kind !== 'request') throw new Error('no request');
    expect(item.name).toBe('Find');
    const { request } = item;
    expect(request).toMatchObject({
      method: 'GET',
      url: '{{baseUrl}}/users/:id?limit=25',
      queryParams: [
        { key: 'limit', value: '25' },
        { key: 'after', value: 'x', disabled: true },
      ],
      pathVariables: [{ key: 'id', value: '7' }],
      // The folder's own header stands over the collection's.
      headers: [
        { key: 'Accept', value: 'application/json', description: 'What comes back' },
        { key: 'X-Tenant', value: 'users' },
      ],
      settings: { timeoutMs: 1_500, followRedirects: false },
      description: 'Finds one',
    });
    expect(request.auth).toBeUndefined();
    expect(item.examples).toEqual([
      {
        name: 'Found',
        response: {
          statusCode: 200,
          statusText: 'OK',
          headers: [{ key: 'content-type', value: 'application/json' }],
          body: '{"id":7}',
          language: 'json',
        },
      },
    ]);
  });

  it('makes checks of assertions and rules of actions, and keeps what is neither', () => {
    const [folder] = only(read(whole)).items;
    const item = folder?.kind === 'folder' ? folder.items[0] : undefined;
    if (item?.kind !== 'request') throw new Error('no request');
    expect(item.request.checks).toEqual([
      { source: 'status', expression: '', operator: 'equals', expected: '200' },
      { source: 'body', expression: '$.items[0].id', operator: 'exists', expected: '' },
      {
        source: 'header',
        expression: 'content-type',
        operator: 'contains',
        expected: 'json',
        disabled: true,
      },
    ]);
    expect(item.request.extractions).toEqual([
      { source: 'body', expression: '$.items[0].id', target: 'collection', variable: 'userId' },
    ]);
    expect(item.request.extension?.['opencollection']).toMatchObject({
      variables: [{ name: 'own' }],
      assertions: [{ expression: 'res.body.size()' }],
      actions: [{ variable: { name: 'all' } }],
    });
  });

  it('takes the body that is selected', () => {
    const { request } = requestAt(read(whole), 1);
    expect(request.body).toEqual({ type: 'raw', language: 'json', content: '{"name":"Ada"}' });
    // Without a word about it, nothing is inherited.
    expect(request.auth).toEqual({ type: 'noauth', credentials: [] });
  });

  it.each<[string, JsonObject, object]>([
    [
      'a form with files',
      {
        type: 'multipart-form',
        data: [
          { name: 'a', type: 'text', value: 'b' },
          { name: 'f', type: 'file', value: ['/x', '/y'], contentType: 'text/csv' },
        ],
      },
      {
        type: 'formdata',
        rows: [
          { key: 'a', value: 'b', type: 'text' },
          { key: 'f', value: '', type: 'file', src: ['/x', '/y'], contentType: 'text/csv' },
        ],
      },
    ],
    [
      'a file',
      { type: 'file', data: [{ filePath: '/a' }, { filePath: '/b', selected: true }] },
      { type: 'file', path: '/b' },
    ],
    [
      'a body written by hand',
      { mode: 'json', json: '{}' },
      { type: 'raw', language: 'json', content: '{}' },
    ],
    ['nothing', { type: 'none' }, { type: 'none' }],
  ])('reads %s', (_what, body, expected) => {
    const document = { opencollection: '1', items: [{ info: { type: 'http' }, http: { url: 'h', body } }] };
    expect(requestAt(read(document), 0).request.body).toEqual(expected);
  });

  it('reads OAuth 2.0 with its places', () => {
    const auth = {
      type: 'oauth2',
      flow: 'authorization_code',
      authorizationUrl: 'https://a/authorize',
      accessTokenUrl: 'https://a/token',
      callbackUrl: 'http://127.0.0.1/cb',
      credentials: { clientId: 'c', clientSecret: 's', placement: 'basic_auth_header' },
      scope: 'read',
      pkce: {},
      tokenConfig: { placement: { header: 'Token' } },
      additionalParameters: {
        accessTokenRequest: [{ name: 'audience', value: 'x', placement: 'body' }],
      },
    };
    const document = { opencollection: '1', items: [{ info: { type: 'http' }, http: { url: 'h', auth } }] };
    const { auth: found } = requestAt(read(document), 0).request;
    if (found === undefined) throw new Error('no authorization');
    expect(readOAuth2Config(found)).toMatchObject({
      grantType: 'authorization_code_with_pkce',
      clientId: 'c',
      clientAuthentication: 'client_secret_basic',
      headerPrefix: 'Token',
      callbackUrl: 'http://127.0.0.1/cb',
      tokenRequestParameters: [{ key: 'audience', value: 'x', sendAs: 'request_body' }],
    });
  });
});

describe('a folder of files', () => {
  const files = [
    { path: 'opencollection.yml', text: 'opencollection: 1.0.0\ninfo:\n  name: Shop\n' },
    { path: 'environments/Local.yml', text: 'variables:\n  - name: a\n    value: b\n' },
    {
      path: 'users/folder.yml',
      text: 'info:\n  name: All users\n  seq: 1\nrequest:\n  headers:\n    - name: X\n      value: y\n',
    },
    {
      path: 'users/b.yml',
      text: 'info:\n  type: http\n  name: Second\n  seq: 2\nhttp:\n  method: PUT\n  url: h\n',
    },
    { path: 'users/a.yml', text: 'info:\n  type: http\n  seq: 1\nhttp:\n  url: h\n' },
    { path: 'broken.yml', text: 'info: [\n' },
    { path: 'compose.yml', text: 'services: {}\n' },
  ];
  const notes = new NoteBook('shop');
  const material = runToEnd(openCollectionMaterial(assembleOpenCollection(files, notes), 'shop', notes));

  it('becomes a collection in the order of its numbers', () => {
    const tree = only(material);
    expect(tree.definition.name).toBe('Shop');
    expect(tree.items).toHaveLength(1);
    const [folder] = tree.items;
    if (folder?.kind !== 'folder') throw new Error('no folder');
    expect(folder.definition.name).toBe('All users');
    expect(folder.items.map((item) => (item.kind === 'request' ? item.name : ''))).toEqual(['a', 'Second']);
    expect(folder.items[0]).toMatchObject({
      request: { method: 'GET', headers: [{ key: 'X', value: 'y' }] },
    });
    expect(material.environments).toMatchObject([{ name: 'Local', variables: [{ key: 'a' }] }]);
  });

  it('names what is damaged and what is no request', () => {
    expect(material.leaves).toEqual({ in: 3, mapped: 2, reported: 1 });
    expect(codesOf(notes)).toEqual(
      expect.arrayContaining(['ERR_IMPORT_INVALID_YAML', 'opencollection.noRequest']),
    );
  });
});

describe('what Bruno exports to one file', () => {
  it('says the same as its folder', () => {
    const material = read({
      name: 'Shop',
      version: '1',
      brunoConfig: { name: 'Shop' },
      root: { request: { headers: [{ name: 'X', value: 'y', enabled: true }], auth: { mode: 'none' } } },
      items: [
        {
          type: 'folder',
          name: 'Users',
          items: [
            {
              type: 'http-request',
              name: 'Create',
              request: {
                method: 'POST',
                url: 'https://h/users',
                headers: [{ name: 'Off', value: '1', enabled: false }],
                body: {
                  mode: 'formUrlEncoded',
                  formUrlEncoded: [{ name: 'a', value: 'b', enabled: true }],
                  json: null,
                },
                auth: { mode: 'basic', basic: { username: 'u', password: 'p' } },
                assertions: [{ name: 'res.status', value: 'eq 201', enabled: true }],
                vars: { req: [], res: [{ name: 'id', value: 'res.body.id', enabled: true }] },
                tests: 'test()',
              },
            },
            { type: 'ws-request', name: 'Socket', request: {} },
          ],
        },
      ],
      environments: [{ name: 'Prod', variables: [{ name: 'key', value: '', enabled: true, secret: true }] }],
    });
    expect(material.formats).toEqual(['bruno-export']);
    const [folder] = only(material).items;
    expect(folder).toMatchObject({
      kind: 'folder',
      items: [
        {
          name: 'Create',
          request: {
            method: 'POST',
            headers: [
              { key: 'Off', value: '1', disabled: true },
              { key: 'X', value: 'y' },
            ],
            body: { type: 'urlencoded', rows: [{ key: 'a', value: 'b' }] },
            auth: { type: 'basic' },
            checks: [{ source: 'status', operator: 'equals', expected: '201' }],
            extractions: [{ expression: '$.id', variable: 'id' }],
          },
        },
      ],
    });
    expect(material.environments).toMatchObject([
      { name: 'Prod', variables: [{ key: 'key', type: 'secret' }] },
    ]);
    expect(material.leaves).toEqual({ in: 2, mapped: 1, reported: 1 });
  });
});
