import { describe, expect, it } from 'vitest';
import type { RequestItem } from '../workspace/collection.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';

function read(text: string) {
  const notes = new NoteBook('x');
  const material = readMaterial(text, 'shop.http', notes);
  const items = (material.collections[0]?.items ?? []) as RequestItem[];
  return { ...material, items, tree: material.collections[0]!, codes: notes.list().map(({ code }) => code) };
}
const only = (text: string) => read(text).items[0]!.request;

describe('a file of plain HTTP requests', () => {
  it('becomes a collection: parts, names, variables, comments', () => {
    const { tree, items, leaves, formats } = read(
      [
        '@base = https://h',
        '@token=abc',
        '# The first one',
        'GET {{base}}/users HTTP/1.1',
        'Accept: application/json',
        '# X-Off: 1',
        '',
        '### Create a user',
        '// @no-redirect',
        'POST {{base}}/users',
        'Content-Type: application/json',
        '',
        '{ "login": "ada" }',
        '',
        '###',
        'https://h/bare',
        '  ?a=1',
        '  &b=2',
        'X-A: b',
        '### nothing is asked for here',
        '# only a comment',
        '',
      ].join('\r\n'),
    );
    expect(formats).toEqual(['http-file']);
    expect(leaves).toEqual({ in: 3, mapped: 3, reported: 0 });
    expect(tree.definition).toMatchObject({
      name: 'shop',
      variables: [
        { key: 'base', initialValue: 'https://h' },
        { key: 'token', initialValue: 'abc' },
      ],
    });
    expect(items.map(({ name }) => name)).toEqual([
      'The first one',
      'Create a user',
      'GET https://h/bare?a=1&b=2',
    ]);
    const [first, create, bare] = items.map(({ request }) => request);
    expect(first).toMatchObject({
      method: 'GET',
      url: '{{base}}/users',
      headers: [
        { key: 'Accept', value: 'application/json' },
        { key: 'X-Off', value: '1', disabled: true },
      ],
      body: { type: 'none' },
    });
    expect(create).toMatchObject({
      method: 'POST',
      body: { type: 'raw', language: 'json', content: '{ "login": "ada" }' },
      settings: { followRedirects: false },
    });
    expect(bare).toMatchObject({ url: 'https://h/bare?a=1&b=2', headers: [{ key: 'X-A', value: 'b' }] });
    expect(bare?.queryParams).toMatchObject([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ]);
  });

  it('is known without a method, and quickly told from what only begins like it', () => {
    expect(only('###\n# said\nhttps://h/x\n').url).toBe('https://h/x');
    expect(() => read(`# x\n${'\n'.repeat(3_000)}z`)).toThrow('nothing Postern knows');
    expect(() => read(`###\n${' \n'.repeat(1_500)}z`)).toThrow('nothing Postern knows');
  });

  it.each<[string, string, object]>([
    [
      'a form over several lines',
      'Content-Type: application/x-www-form-urlencoded\n\na=1\n&b=x%20y',
      {
        type: 'urlencoded',
        rows: [
          { key: 'a', value: '1' },
          { key: 'b', value: 'x y' },
        ],
      },
    ],
    ['a file', 'Content-Type: image/png\n\n< ./a b.png', { type: 'file', path: './a b.png' }],
    ['JSON without a type', '\n[1]', { type: 'raw', language: 'json', content: '[1]' }],
    ['XML', 'Content-Type: application/xml\n\n<a/>', { type: 'raw', language: 'xml', content: '<a/>' }],
    [
      'GraphQL',
      'X-REQUEST-TYPE: GraphQL\n\n{ a }\n\n{"b":1}',
      { type: 'graphql', query: '{ a }', variables: '{"b":1}' },
    ],
  ])('reads %s', (_name, rest, body) => {
    expect(only(`POST https://h\n${rest}\n`).body).toMatchObject(body);
  });

  it.each([
    ['Basic ada secret', 'basic'],
    ['Basic ada:secret', 'basic'],
    ['Digest ada secret', 'digest'],
  ])('puts Authorization: %s together', (value, type) => {
    const { auth, headers } = only(`GET https://h\nAuthorization: ${value}\n`);
    expect(auth).toMatchObject({ type, credentials: [{ value: 'ada' }, { value: 'secret' }] });
    expect(headers).toEqual([]);
  });

  it('leaves other authorizations as headers', () => {
    for (const value of ['Bearer {{token}}', 'Basic YWRhOnNlY3JldA==']) {
      const { auth, headers } = only(`GET https://h\nAuthorization: ${value}\n`);
      expect([auth, headers]).toEqual([undefined, [{ key: 'Authorization', value }]]);
    }
  });

  it('makes rules of values of other answers', () => {
    const { items, codes, tree } = read(
      [
        '@auth = {{login.response.body.$.access_token}}',
        '### Log in',
        '# @name login',
        'POST https://h/login',
        '',
        '###',
        'GET https://h/me',
        'Authorization: Bearer {{auth}}',
        'X-Next: {{login.response.headers.Location}}',
        'X-Gone: {{gone.response.body.id}}',
        'X-All: {{login.response.body.*}}',
        'X-Env: {{$processEnv HOME}}',
        'X-Id: {{$guid}}',
      ].join('\n'),
    );
    expect(items[0]?.request.extractions).toEqual([
      { source: 'header', expression: 'Location', target: 'collection', variable: 'location' },
      { source: 'body', expression: '$.access_token', target: 'collection', variable: 'accessToken' },
    ]);
    expect(tree.definition.variables).toMatchObject([{ key: 'auth', initialValue: '{{accessToken}}' }]);
    expect(items[1]?.request.headers.map(({ value }) => value)).toEqual([
      'Bearer {{auth}}',
      '{{location}}',
      '{{gone.response.body.id}}',
      '{{login.response.body.*}}',
      '{{$processEnv HOME}}',
      '{{$guid}}',
    ]);
    expect(codes.toSorted()).toEqual(['template.kept', 'template.response']);
  });

  it('asks for what a prompt names', () => {
    const { tree } = read('# @prompt user Who?\n# @prompt password\nGET https://h/{{user}}\n');
    expect(tree.definition.variables).toEqual([
      { key: 'user', initialValue: '', enabled: true, type: 'default', source: { kind: 'ask' } },
      { key: 'password', initialValue: '', enabled: true, type: 'secret', source: { kind: 'ask' } },
    ]);
  });

  it('leaves scripts and kept answers of JetBrains out, and says so', () => {
    const { items, codes } = read(
      '### a\n< {%\n  request.variables.set("x", 1)\n%}\nGET https://h\n\n{"a":1}\n\n> {%\n client.test("x", () => {});\n%}\n\n<> 2026-01-01.200.json\n',
    );
    expect(items[0]?.request.body).toEqual({ type: 'raw', language: 'json', content: '{"a":1}' });
    expect(codes).toEqual(['httpFile.script']);
  });
});
