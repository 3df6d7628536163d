import { describe, expect, it } from 'vitest';
import { readOAuth2Config } from '../auth/oauth2/config-format.ts';
import type { FolderItem, RequestItem } from '../workspace/collection.ts';
import { readBruno } from './bruno.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';
import { runToEnd } from './steps.ts';

function read(files: Record<string, string>) {
  const notes = new NoteBook('api');
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  const material = runToEnd(readBruno(list, 'folder-name', notes));
  return { ...material, tree: material.collections[0]!, codes: notes.list().map(({ code }) => code) };
}

const one = (text: string) => read({ 'a.bru': text }).tree.items[0] as RequestItem;
const post = (body: string, blocks: string) =>
  one(`post {\n  url: http://h\n  body: ${body}\n}\n\n${blocks}\n`).request.body;

describe('a Bruno folder', () => {
  it('becomes a collection in its order, with folders, variables and environments', () => {
    const { tree, environments, leaves } = read({
      'bruno.json': '{"version":"1","name":"My API","type":"collection"}',
      'collection.bru':
        'headers {\n  X-All: 1\n  X-Own: 1\n}\n\nauth {\n  mode: bearer\n}\n\nauth:bearer {\n  token: {{t}}\n}\n\nvars:pre-request {\n  a: b\n}\n\ndocs {\n  Hello\n}\n',
      'second.bru': 'meta {\n  name: Second\n  seq: 2\n}\n\nget {\n  url: http://h\n  auth: inherit\n}\n',
      'first.bru':
        'meta {\n  name: First\n  seq: 1\n}\n\nget {\n  url: http://h\n  auth: none\n}\n\nheaders {\n  x-own: 2\n}\n',
      'sub/folder.bru': 'meta {\n  name: Sub folder\n}\n\nauth {\n  mode: inherit\n}\n',
      'sub/x.bru': 'get {\n  url: http://h/x\n}\n',
      'environments/Local.bru': 'vars {\n  url: http://h\n  ~off: 1\n}\nvars:secret [\n  token,\n  ~old\n]\n',
    });
    expect(tree.definition).toMatchObject({
      name: 'My API',
      description: 'Hello',
      variables: [{ key: 'a', initialValue: 'b' }],
      auth: { type: 'bearer', credentials: [{ key: 'token', value: '{{t}}' }] },
    });
    const [folder, first, second] = tree.items as [FolderItem, RequestItem, RequestItem];
    expect([folder.definition.name, folder.definition.auth]).toEqual(['Sub folder', undefined]);
    expect([first.name, second.name]).toEqual(['First', 'Second']);
    expect([first.request.auth?.type, second.request.auth]).toEqual(['noauth', undefined]);
    // Headers of the collection go with each request that has none of the name.
    expect(first.request.headers.map(({ key, value }) => `${key}=${value}`)).toEqual(['x-own=2', 'X-All=1']);
    expect(second.request.headers).toHaveLength(2);
    expect(environments).toEqual([
      {
        name: 'Local',
        variables: [
          { key: 'url', initialValue: 'http://h', enabled: true, type: 'default' },
          { key: 'off', initialValue: '1', enabled: false, type: 'default' },
          { key: 'token', initialValue: '', enabled: true, type: 'secret' },
          { key: 'old', initialValue: '', enabled: false, type: 'secret' },
        ],
      },
    ]);
    expect(leaves).toEqual({ in: 3, mapped: 3, reported: 0 });
  });

  it('keeps address, query and path parameters in line', () => {
    const { request } = one(
      'get {\n  url: http://h/:id?q=a%20b\n}\n\nparams:query {\n  q: a b\n  ~off: 1\n  more: 2\n}\n\nparams:path {\n  id: 7\n}\n',
    );
    expect(request.url).toBe('http://h/:id?q=a%20b&more=2');
    expect(request.queryParams).toEqual([
      { key: 'q', value: 'a%20b' },
      { key: 'off', value: '1', disabled: true },
      { key: 'more', value: '2' },
    ]);
    expect(request.pathVariables).toEqual([{ key: 'id', value: '7' }]);
  });

  it('reads every form of a body', () => {
    expect(post('json', 'body:json {\n  {"a": 1}\n}')).toEqual({
      type: 'raw',
      language: 'json',
      content: '{"a": 1}',
    });
    expect(post('xml', 'body:xml {\n  <a/>\n}')).toMatchObject({ language: 'xml', content: '<a/>' });
    expect(post('form-urlencoded', 'body:form-urlencoded {\n  a: 1\n  ~b: 2\n}')).toEqual({
      type: 'urlencoded',
      rows: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2', disabled: true },
      ],
    });
    expect(
      post(
        'multipart-form',
        'body:multipart-form {\n  f: @file(/a.png|/b.png) @contentType(image/png)\n  t: v\n}',
      ),
    ).toEqual({
      type: 'formdata',
      rows: [
        { key: 'f', value: '', type: 'file', src: ['/a.png', '/b.png'], contentType: 'image/png' },
        { key: 't', value: 'v', type: 'text' },
      ],
    });
    expect(post('file', 'body:file {\n  ~file: @file(/a)\n  file: @file(/b) @contentType(x/y)\n}')).toEqual({
      type: 'file',
      path: '/b',
    });
    expect(post('graphql', 'body:graphql {\n  { me }\n}\n\nbody:graphql:vars {\n  {"a": 1}\n}')).toEqual({
      type: 'graphql',
      query: '{ me }',
      variables: '{"a": 1}',
    });
  });

  it('maps authorization, OAuth 2.0 field by field, and keeps what it cannot send', () => {
    const auth = (mode: string, fields: string) =>
      one(`get {\n  url: http://h\n  auth: ${mode}\n}\n\nauth:${mode} {\n${fields}\n}\n`).request.auth!;
    expect(auth('apikey', '  key: k\n  value: v\n  placement: queryparams').credentials).toMatchObject([
      { key: 'key', value: 'k' },
      { key: 'value', value: 'v' },
      { key: 'in', value: 'query' },
    ]);
    const oauth = auth(
      'oauth2',
      '  grant_type: authorization_code\n  callback_url: http://c\n  authorization_url: http://a\n  access_token_url: http://t\n  client_id: id\n  client_secret: {{s}}\n  scope: openid\n  pkce: true\n  credentials_placement: body\n  token_placement: header\n  token_header_prefix: Token',
    );
    expect(readOAuth2Config(oauth)).toMatchObject({
      grantType: 'authorization_code_with_pkce',
      callbackUrl: 'http://c',
      authUrl: 'http://a',
      accessTokenUrl: 'http://t',
      clientId: 'id',
      clientSecret: '{{s}}',
      scope: 'openid',
      clientAuthentication: 'client_secret_post',
      headerPrefix: 'Token',
    });
    const { tree, codes } = read({
      'a.bru': 'get {\n  url: http://h\n  auth: ntlm\n}\n\nauth:ntlm {\n  username: u\n}\n',
      'b.bru':
        'get {\n  url: http://h\n  auth: awsv4\n}\n\nauth:awsv4 {\n  accessKeyId: k\n  secretAccessKey: {{s}}\n}\n',
    });
    expect(tree.items.map((item) => (item as RequestItem).request.auth)).toMatchObject([
      { type: 'ntlm', credentials: [{ key: 'username', value: 'u' }] },
      {
        type: 'awsv4',
        credentials: [
          { key: 'accessKey', value: 'k' },
          { key: 'secretKey', value: '{{s}}' },
        ],
      },
    ]);
    expect(codes).toEqual(['auth.unsupported']);
  });

  it('keeps scripts and other blocks, and makes checks and extraction rules where those say the same', () => {
    const { tree, codes } = read({
      'a.bru':
        'get {\n  url: {{process.env.URL}}/x\n}\n\nscript:pre-request {\n  bru.setVar("a", 1);\n}\n\ntests {\n  test("x", () => {});\n}\n\nassert {\n  res.status: eq 200\n  res.body.id: 7\n  res.body.name: isString\n}\n\nvars:post-response {\n  userId: res.body.users[0].id\n  ~off: res.headers.etag\n  sum: res.body.a + 1\n}\n\nauth:basic {\n  username: kept\n}\n',
    });
    const { request } = tree.items[0] as RequestItem;
    expect(request.scripts).toEqual([
      { type: 'bruno:pre-request', code: 'bru.setVar("a", 1);', language: 'text/javascript' },
      { type: 'bruno:tests', code: 'test("x", () => {});', language: 'text/javascript' },
    ]);
    expect(request.url).toBe('{{process.env.URL}}/x');
    expect(request.extension).toEqual({
      bruno: {
        blocks: [
          { name: 'assert', text: 'res.body.name: isString' },
          { name: 'vars:post-response', text: 'sum: res.body.a + 1' },
          { name: 'auth:basic', text: 'username: kept' },
        ],
      },
    });
    expect(request.checks).toEqual([
      { source: 'status', expression: '', operator: 'equals', expected: '200' },
      { source: 'body', expression: '$.id', operator: 'equals', expected: '7' },
    ]);
    expect(request.extractions).toEqual([
      { source: 'body', expression: '$.users[0].id', target: 'collection', variable: 'userId' },
      { source: 'header', expression: 'etag', target: 'collection', variable: 'off', disabled: true },
    ]);
    expect(codes.toSorted()).toEqual([
      ...['bruno.block', 'bruno.block', 'bruno.block'],
      ...['script.foreign', 'template.kept'],
    ]);
  });

  it('counts what it leaves out: other kinds, second requests, damaged files', () => {
    const { leaves, codes } = read({
      'a.bru': 'get {\n  url: http://h\n}\n',
      'broken.bru': 'get {\n  url: http://h\n',
      'two.bru': 'get {\n  url: http://h\n}\n\npost {\n  url: http://h\n}\n',
      'rpc.bru': 'meta {\n  type: grpc\n}\n\ngrpc {\n  url: h\n}\n',
      'none.bru': 'meta {\n  name: x\n}\n',
    });
    expect(leaves).toEqual({ in: 5, mapped: 2, reported: 3 });
    expect(codes).toEqual([
      'ERR_IMPORT_INVALID_BRU',
      'bruno.severalRequests',
      'request.unsupported',
      'bruno.noRequest',
    ]);
  });

  it('refuses folders deeper than anything real', () => {
    const path = `${'d/'.repeat(101)}a.bru`;
    expect(() => read({ [path]: 'get {\n}\n' })).toThrow(
      expect.objectContaining({ code: 'ERR_IMPORT_TOO_DEEP' }),
    );
  });
});

describe('one .bru file', () => {
  it('imports as one request', () => {
    const notes = new NoteBook('x');
    const material = readMaterial(
      'meta {\n  name: Solo\n}\n\nget {\n  url: http://h\n}\n',
      'solo.bru',
      notes,
    );
    expect(material).toMatchObject({
      formats: ['bruno'],
      collections: [
        { definition: { name: 'Solo' }, items: [{ name: 'Solo', request: { url: 'http://h' } }] },
      ],
      leaves: { in: 1, mapped: 1, reported: 0 },
    });
  });

  it('is refused with the line where it is damaged, and by name where it is only a part', () => {
    const refusal = (text: string) => () => readMaterial(text, 'x.bru', new NoteBook('x'));
    expect(refusal('meta {\n}\nget {\n  url\n}\n')).toThrow(
      expect.objectContaining({ code: 'ERR_IMPORT_INVALID_BRU', details: { line: 4 } }),
    );
    expect(refusal('vars {\n  a: b\n}\n')).toThrow(
      expect.objectContaining({
        code: 'ERR_IMPORT_UNSUPPORTED',
        details: { format: 'bruno-part', requests: 0 },
      }),
    );
  });
});
