import { describe, expect, it } from 'vitest';
import { readOAuth2Config } from '../auth/oauth2/config-format.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import type { FolderItem, RequestItem } from '../workspace/collection.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';

function readText(text: string) {
  const notes = new NoteBook('x');
  const material = readMaterial(text, 'export.json', notes);
  return {
    ...material,
    tree: material.collections[0]!,
    notes: notes.list(),
    codes: notes.list().map(({ code }) => code),
  };
}

const v4 = (...resources: JsonValue[]) =>
  readText(
    JSON.stringify({
      _type: 'export',
      __export_format: 4,
      resources: [
        { _id: 'w', _type: 'workspace', parentId: null, name: 'W', description: 'about' },
        ...resources,
      ],
    }),
  );
const request = (id: string, more: JsonObject = {}): JsonObject => ({
  _id: id,
  _type: 'request',
  parentId: 'w',
  name: id,
  method: 'GET',
  url: 'http://h',
  ...more,
});
const first = (more: JsonObject) => (v4(request('r', more)).tree.items[0] as RequestItem).request;

describe('an Insomnia export, version 4', () => {
  it('becomes a tree in Insomnia’s order', () => {
    const { tree, leaves, formats } = v4(
      request('b', { metaSortKey: 2 }),
      request('inner', { parentId: 'f' }),
      {
        _id: 'f',
        _type: 'request_group',
        parentId: 'w',
        name: 'F',
        metaSortKey: 1,
        description: 'd',
        environment: { a: 1 },
      },
      request('a', { metaSortKey: 0 }),
    );
    expect(formats).toEqual(['insomnia-4']);
    expect(tree.definition).toMatchObject({ name: 'W', description: 'about' });
    expect(tree.items.map((item) => (item.kind === 'folder' ? item.definition.name : item.name))).toEqual([
      'a',
      'F',
      'b',
    ]);
    expect((tree.items[1] as FolderItem).definition).toMatchObject({
      description: 'd',
      variables: [{ key: 'a', initialValue: '1' }],
    });
    expect(leaves).toEqual({ in: 3, mapped: 3, reported: 0 });
  });

  it('turns names, keeps tags and filters as text, and never computes them', () => {
    const { tree, notes } = v4(
      request('r', {
        url: "{{ _.base.url }}/{{id}}/{{ _['a-b'] }}/{{ x | upper }}/{% uuid 'v4' %}",
        parameters: [
          { name: 'q', value: '{{ _.q }}' },
          { name: 'off', value: '1', disabled: true },
        ],
        pathParameters: [{ name: 'id', value: '{{ _.id }}' }],
      }),
    );
    const item = tree.items[0] as RequestItem;
    expect(item.request.url).toBe("{{base.url}}/{{id}}/{{a-b}}/{{ x | upper }}/{% uuid 'v4' %}?q={{q}}");
    expect(item.request.queryParams).toEqual([
      { key: 'q', value: '{{q}}' },
      { key: 'off', value: '1', disabled: true },
    ]);
    expect(item.request.pathVariables).toEqual([{ key: 'id', value: '{{id}}' }]);
    expect(notes.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'insomnia.expression unsupported',
      'template.kept unsupported',
    ]);
  });

  it('makes variables that are asked for of prompts, and leaves what calls other programs as text', () => {
    const { tree, environments, notes } = v4(
      {
        _id: 'e',
        _type: 'environment',
        parentId: 'w',
        name: 'Base',
        data: {
          user: "{% prompt 'Sign in', 'User name', 'me' %}",
          pin: "{% prompt 'Sign in', 'PIN', '1234', '', true %}",
          oneTimeCode: 'taken',
          both: "{% prompt 'A' %}-{% prompt 'B' %}",
        },
      },
      {
        _id: 's',
        _type: 'environment',
        parentId: 'e',
        name: 'Sub',
        data: { tenant: "{% prompt 'Tenant' %}" },
      },
      request('r', {
        url: "http://h/{% prompt '', 'One-time code', 'it\\'s', '', true %}/{% prompt '', 'One-time code', 'it\\'s', '', true %}",
        headers: [
          { name: 'a', value: "{% external '1password', 'op://x' %}" },
          { name: 'b', value: "{% prompt 'b64::eA==::46b' %}{% prompt _.x | y, z' %}" },
        ],
      }),
    );
    const asked = { enabled: true, source: { kind: 'ask' } };
    expect(tree.definition.variables).toEqual([
      { key: 'user', initialValue: 'me', type: 'default', ...asked },
      { key: 'pin', initialValue: '', type: 'secret', ...asked },
      { key: 'oneTimeCode', initialValue: 'taken', type: 'default', enabled: true },
      { key: 'both', initialValue: '{{a}}-{{b}}', type: 'default', enabled: true },
      { key: 'a', initialValue: '', type: 'default', ...asked },
      { key: 'b', initialValue: '', type: 'default', ...asked },
      { key: 'oneTimeCode2', initialValue: '', type: 'secret', ...asked },
    ]);
    expect(environments[0]?.variables[0]).toEqual({
      key: 'tenant',
      initialValue: '',
      type: 'default',
      ...asked,
    });
    const { request: made } = tree.items[0] as RequestItem;
    expect(made.url).toBe('http://h/{{oneTimeCode2}}/{{oneTimeCode2}}');
    expect(made.headers.map(({ value }) => value)).toEqual([
      "{% external '1password', 'op://x' %}",
      "{% prompt 'b64::eA==::46b' %}{% prompt _.x | y, z' %}",
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['template.prompt', 'template.kept', 'template.kept']);
    expect(notes[0]?.message).toMatch(/^7 prompts/);
  });

  it('reads every form of a body', () => {
    const body = (raw: JsonObject) => first({ body: raw }).body;
    expect(body({})).toEqual({ type: 'none' });
    expect(body({ mimeType: 'application/json', text: '{"a":"{{ _.a }}"}' })).toEqual({
      type: 'raw',
      language: 'json',
      content: '{"a":"{{a}}"}',
    });
    expect(body({ mimeType: 'application/xml', text: '<a/>' })).toMatchObject({ language: 'xml' });
    expect(body({ text: 'plain' })).toMatchObject({ language: 'text', content: 'plain' });
    expect(
      body({
        mimeType: 'application/x-www-form-urlencoded',
        params: [{ name: 'a', value: '1', disabled: true }],
      }),
    ).toEqual({ type: 'urlencoded', rows: [{ key: 'a', value: '1', disabled: true }] });
    expect(
      body({
        mimeType: 'multipart/form-data',
        params: [
          { name: 'f', type: 'file', fileName: '/a' },
          { name: 't', value: 'v' },
        ],
      }),
    ).toEqual({
      type: 'formdata',
      rows: [
        { key: 'f', value: '', type: 'file', src: ['/a'] },
        { key: 't', value: 'v', type: 'text' },
      ],
    });
    expect(body({ mimeType: 'application/octet-stream', fileName: '/b' })).toEqual({
      type: 'file',
      path: '/b',
    });
    expect(
      body({
        mimeType: 'application/graphql',
        text: '{"query":"{ me }","variables":{"a":1},"operationName":"O"}',
      }),
    ).toEqual({ type: 'graphql', query: '{ me }', variables: '{\n  "a": 1\n}', operationName: 'O' });
  });

  it('keeps an authorization that was switched off, on a folder too', () => {
    const authentication = { type: 'basic', username: 'u', disabled: true };
    const folder = { _id: 'f', _type: 'request_group', parentId: 'w', name: 'F', authentication };
    const { definition } = v4(folder, request('r', { parentId: 'f' })).tree.items[0] as FolderItem;
    expect(definition).toMatchObject({
      auth: { type: 'noauth' },
      extension: { insomnia: { authentication } },
    });
    expect(first({ authentication }).extension).toEqual({ insomnia: { authentication } });
  });

  it('maps authorization, OAuth 2.0 field by field, and keeps what it cannot send', () => {
    const auth = (raw: JsonObject) => first({ authentication: raw }).auth;
    expect(auth({})).toBeUndefined();
    expect(auth({ type: 'none' })?.type).toBe('noauth');
    expect(auth({ type: 'basic', username: 'u', password: 'p', disabled: true })?.type).toBe('noauth');
    expect(auth({ type: 'bearer', token: 't', prefix: 'SSWS' })?.credentials).toMatchObject([
      { key: 'key', value: 'Authorization' },
      { key: 'value', value: 'SSWS t' },
      { key: 'in', value: 'header' },
    ]);
    expect(auth({ type: 'apikey', key: 'k', value: 'v', addTo: 'cookie' })?.credentials).toMatchObject([
      { value: 'Cookie' },
      { value: 'k=v' },
      { value: 'header' },
    ]);
    const oauth = auth({
      type: 'oauth2',
      grantType: 'authorization_code',
      usePkce: true,
      pkceMethod: 'plain',
      authorizationUrl: 'http://a',
      accessTokenUrl: 'http://t',
      redirectUrl: 'http://c',
      clientId: '{{ _.id }}',
      clientSecret: 's',
      credentialsInBody: true,
      audience: 'aud',
    });
    expect(readOAuth2Config(oauth!)).toMatchObject({
      grantType: 'authorization_code_with_pkce',
      challengeMethod: 'plain',
      authUrl: 'http://a',
      accessTokenUrl: 'http://t',
      callbackUrl: 'http://c',
      clientId: '{{id}}',
      clientSecret: 's',
      clientAuthentication: 'client_secret_post',
      audience: 'aud',
    });
    const { codes, tree } = v4(request('r', { authentication: { type: 'ntlm', username: 'u' } }));
    expect((tree.items[0] as RequestItem).request.auth).toMatchObject({ type: 'ntlm' });
    expect(codes).toEqual(['auth.unsupported']);
    const oauth1 = v4(
      request('r', { authentication: { type: 'oauth1', consumerKey: 'k', tokenKey: 't', disabled: false } }),
    );
    expect((oauth1.tree.items[0] as RequestItem).request.auth).toMatchObject({
      type: 'oauth1',
      credentials: [
        { key: 'consumerKey', value: 'k' },
        { key: 'token', value: 't' },
      ],
    });
    expect(oauth1.codes).toEqual([]);
  });

  it('makes collection variables of the base environment and environments of the others', () => {
    const { tree, environments } = v4(
      {
        _id: 'e',
        _type: 'environment',
        parentId: 'w',
        name: 'Base',
        data: { host: 'h', nested: { port: 1 }, url: '{{ _.host }}' },
      },
      { _id: 's', _type: 'environment', parentId: 'e', name: 'Local', isPrivate: true, data: { key: 'x' } },
    );
    expect(tree.definition.variables.map(({ key, initialValue }) => `${key}=${initialValue}`)).toEqual([
      'host=h',
      'nested.port=1',
      'url={{host}}',
    ]);
    expect(environments).toEqual([
      { name: 'Local', variables: [{ key: 'key', initialValue: 'x', enabled: true, type: 'secret' }] },
    ]);
  });

  it('says where a folder and an environment set the same name, since the other of them wins here', () => {
    const folder = (id: string, environment: JsonObject): JsonObject => ({
      _id: id,
      _type: 'request_group',
      parentId: 'w',
      name: id,
      environment,
    });
    const { tree, notes } = v4(
      { _id: 'e', _type: 'environment', parentId: 'w', name: 'Base', data: { region: 'x', host: 'h' } },
      { _id: 's', _type: 'environment', parentId: 'e', name: 'Staging', data: { host: 'staging' } },
      folder('A', { host: 'folder' }),
      folder('B', { region: 'folder' }),
    );
    expect(tree.items).toHaveLength(2);
    const found = notes.filter(({ code }) => code === 'variable.precedence');
    expect(found).toMatchObject([{ severity: 'changed', path: expect.stringContaining('A') as string }]);
  });

  it('keeps scripts as they are, under types of their own', () => {
    const { tree, codes } = v4(request('r', { preRequestScript: 'insomnia.x', afterResponseScript: ' ' }));
    expect((tree.items[0] as RequestItem).request.scripts).toEqual([
      { type: 'insomnia:pre-request', code: 'insomnia.x', language: 'text/javascript' },
    ]);
    expect(codes).toEqual(['script.foreign']);
  });

  it('makes rules and variables of tags that take a value of another answer', () => {
    const tag = (attribute: string, id: string, filter: string) =>
      `{% response '${attribute}', '${id}', '${filter}', 'when-expired', 60 %}`;
    const { tree, notes, codes } = v4(
      request('login', { name: 'Log in', url: 'http://h/login' }),
      // $.data.token, twice; the name is taken by a variable.
      request('me', {
        url: `http://h/${tag('body', 'login', 'b64::JC5kYXRhLnRva2Vu::46b')}`,
        headers: [
          { name: 'Authorization', value: `Bearer ${tag('body', 'login', 'b64::JC5kYXRhLnRva2Vu::46b')}` },
          { name: 'X-Etag', value: tag('header', 'login', 'ETag') },
          { name: 'X-All', value: tag('raw', 'login', '') },
          { name: 'X-Gone', value: tag('body', 'gone', '$.id') },
        ],
      }),
      {
        _id: 'e',
        _type: 'environment',
        parentId: 'w',
        name: 'Base',
        data: { token: tag('body', 'me', '$.id') },
      },
    );
    const [login, me] = tree.items as [RequestItem, RequestItem];
    expect(login.request.extractions).toEqual([
      { source: 'body', expression: '$.data.token', target: 'collection', variable: 'tokenOfLogIn' },
      { source: 'header', expression: 'ETag', target: 'collection', variable: 'eTag' },
    ]);
    expect(me.request.url).toBe('http://h/{{tokenOfLogIn}}');
    expect(me.request.headers.map(({ value }) => value)).toEqual([
      'Bearer {{tokenOfLogIn}}',
      '{{eTag}}',
      tag('raw', 'login', ''),
      tag('body', 'gone', '$.id'),
    ]);
    const [rule] = me.request.extractions;
    expect(tree.definition.variables).toEqual([
      { key: 'token', initialValue: `{{${rule?.variable}}}`, enabled: true, type: 'default' },
    ]);
    expect(codes).toEqual(['template.response', 'template.kept']);
    expect(notes[0]).toMatchObject({
      severity: 'changed',
      message: expect.stringMatching(/^4 texts/) as string,
    });
  });

  it('counts what it leaves out, and finds requests that stand nowhere', () => {
    const { tree, leaves, codes } = v4(
      request('ok'),
      { _id: 'g', _type: 'grpc_request', parentId: 'w', name: 'g' },
      { _id: 's', _type: 'websocket_request', parentId: 'w', name: 's' },
      request('lost', { parentId: 'nowhere' }),
      { _id: 'c1', _type: 'request_group', parentId: 'c2', name: 'c1' },
      { _id: 'c2', _type: 'request_group', parentId: 'c1', name: 'c2' },
      request('circle', { parentId: 'c1' }),
      { _id: 'j', _type: 'cookie_jar', parentId: 'w', cookies: [{ key: 'a' }] },
      { _id: 'u', _type: 'unit_test', parentId: 'w' },
    );
    expect(tree.items.map((item) => (item.kind === 'request' ? item.name : ''))).toEqual([
      'ok',
      'lost',
      'circle',
    ]);
    expect(leaves).toEqual({ in: 5, mapped: 3, reported: 2 });
    expect(codes.toSorted()).toEqual([
      'insomnia.orphan',
      'insomnia.other',
      'insomnia.other',
      'request.unsupported',
      'request.unsupported',
    ]);
  });

  it('refuses folders deeper than anything real', () => {
    const folders = Array.from({ length: 120 }, (_, at) => ({
      _id: `f${at}`,
      _type: 'request_group',
      parentId: at === 0 ? 'w' : `f${at - 1}`,
      name: `f${at}`,
    }));
    expect(() => v4(...folders)).toThrow(expect.objectContaining({ code: 'ERR_IMPORT_TOO_DEEP' }));
  });
});

const v5 = `type: collection.insomnia.rest/5.0
name: Five
meta:
  description: about
collection:
  - name: Second
    meta: { id: fld_1, sortKey: 2 }
    headers:
      - { name: X-All, value: "{{ _.all }}" }
    children:
      - url: "{{ _.base }}/x"
        name: Inner
        method: POST
        meta: { id: req_1, sortKey: 1, description: said }
        scripts: { preRequest: insomnia.a, afterResponse: insomnia.b }
        settings: { followRedirects: "off" }
  - url: http://h
    name: First
    method: GET
    meta: { id: req_2, sortKey: 1 }
  - url: ws://h
    name: Socket
    meta: { id: ws-req_3, sortKey: 3 }
  - name: Empty
    meta: { id: fld_2, sortKey: 4 }
cookieJar: { name: Jar, cookies: [] }
environments:
  name: Base
  data: { base: http://h, __proto__: { bad: 1 } }
  subEnvironments:
    - name: Prod
      meta: { sortKey: 1, isPrivate: false }
      data: { base: http://p, __insomnia_vault: { pass: crypted } }
`;

describe('an Insomnia file, version 5', () => {
  it('is read in YAML and in JSON alike', () => {
    const { tree, environments, leaves, formats, codes } = readText(v5);
    expect(formats).toEqual(['insomnia-5']);
    expect(tree.definition).toMatchObject({ name: 'Five', description: 'about' });
    expect(tree.definition.variables).toEqual([
      { key: 'base', initialValue: 'http://h', enabled: true, type: 'default' },
    ]);
    const [first, folder, empty] = tree.items as [RequestItem, FolderItem, FolderItem];
    expect([first.name, folder.definition.name, empty.items]).toEqual(['First', 'Second', []]);
    expect(folder.items[0]).toMatchObject({
      name: 'Inner',
      request: {
        method: 'POST',
        url: '{{base}}/x',
        description: 'said',
        headers: [{ key: 'X-All', value: '{{all}}' }],
        settings: { followRedirects: false },
        scripts: [{ type: 'insomnia:pre-request' }, { type: 'insomnia:after-response' }],
      },
    });
    expect(environments).toMatchObject([
      {
        name: 'Prod',
        variables: [
          { key: 'base', initialValue: 'http://p' },
          { key: 'vault.pass', initialValue: '', type: 'secret' },
        ],
      },
    ]);
    expect(leaves).toEqual({ in: 3, mapped: 2, reported: 1 });
    expect(codes).toEqual(['json.unsafeKey', 'request.unsupported', 'script.foreign', 'headers.passedOn']);
  });

  it('is read in JSON form', () => {
    const { tree, formats, leaves } = readText(
      JSON.stringify({
        type: 'collection.insomnia.rest/5.0',
        name: 'J',
        collection: [{ url: 'http://h', method: 'GET', name: 'r' }, 7],
      }),
    );
    expect([formats, tree.items.length]).toEqual([['insomnia-5'], 1]);
    expect(leaves).toEqual({ in: 2, mapped: 1, reported: 1 });
  });

  it('may hold environments alone, which take what the base sets', () => {
    const { collections, environments } = readText(
      'type: environment.insomnia.rest/5.0\nname: Global\nenvironments:\n  name: Base\n  data: { a: 1, b: 2 }\n  subEnvironments:\n    - { name: Prod, data: { b: 3 } }\n',
    );
    expect(collections).toEqual([]);
    expect(
      environments.map(({ name, variables }) => [
        name,
        ...variables.map(({ key, initialValue }) => key + initialValue),
      ]),
    ).toEqual([
      ['Prod', 'b3', 'a1'],
      ['Global', 'a1', 'b2'],
    ]);
  });

  it('is refused with the line where it is damaged, and by name where it holds no requests', () => {
    expect(() => readText('type: collection.insomnia.rest/5.0\ncollection: [\n')).toThrow(
      expect.objectContaining({ code: 'ERR_IMPORT_INVALID_YAML' }),
    );
    expect(() => readText('type: mock.insomnia.rest/5.0\n')).toThrow(
      expect.objectContaining({
        code: 'ERR_IMPORT_UNSUPPORTED',
        details: { format: 'insomnia-other', requests: 0 },
      }),
    );
  });
});
