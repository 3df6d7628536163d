import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../json-value.ts';
import type { CollectionItem, RequestItem } from '../workspace/collection.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';

function read(source: JsonObject | string) {
  const notes = new NoteBook('api');
  const material = readMaterial(
    typeof source === 'string' ? source : JSON.stringify(source),
    'api.json',
    notes,
  );
  const tree = material.collections[0];
  if (tree === undefined) throw new Error('no collection');
  return {
    tree,
    leaves: material.leaves,
    formats: material.formats,
    codes: notes.list().map(({ code }) => code),
    requests: requestsOf(tree.items),
  };
}

function requestsOf(items: CollectionItem[]): RequestItem[] {
  return items.flatMap((item) => (item.kind === 'request' ? [item] : requestsOf(item.items)));
}

const api = (paths: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.0.3',
  info: { title: 'Users', version: '1' },
  servers: [{ url: 'https://{org}.example.com/', variables: { org: { default: 'dev' } } }],
  paths,
  ...more,
});
const one = (operation: JsonObject, more: JsonObject = {}, path = '/users') => {
  const [item] = read(api({ [path]: { post: operation } }, more)).requests;
  if (item === undefined) throw new Error('no request');
  return item;
};
const json = (schema: JsonValue): JsonObject => ({
  requestBody: { content: { 'application/json': { schema } } },
});
const bodyOf = (schema: JsonValue, more: JsonObject = {}) => {
  const { body } = one(json(schema), more).request;
  return body.type === 'raw' ? (JSON.parse(body.content) as JsonValue) : body;
};

describe('an OpenAPI description', () => {
  it('becomes folders by tag, requests by operation, and variables of the server', () => {
    const { tree, leaves } = read(
      api(
        {
          '/users': {
            get: { tags: ['B'], summary: 'List' },
            post: { tags: ['A'], operationId: 'create' },
            parameters: [],
          },
          '/x': { delete: {} },
        },
        { tags: [{ name: 'A', description: 'first' }, { name: 'Unused' }] },
      ),
    );
    expect(tree.items.map((item) => (item.kind === 'folder' ? item.definition.name : item.name))).toEqual([
      'A',
      'B',
      'DELETE /x',
    ]);
    expect(requestsOf(tree.items).map(({ name }) => name)).toEqual(['create', 'List', 'DELETE /x']);
    expect(tree.definition.variables.map(({ key, initialValue }) => [key, initialValue])).toEqual([
      ['baseUrl', 'https://{{org}}.example.com'],
      ['org', 'dev'],
    ]);
    expect(leaves).toEqual({ in: 3, mapped: 3, reported: 0 });
  });

  it('makes rows of parameters; optional ones are switched off', () => {
    const { request } = one(
      {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string', example: '7' } },
          { name: 'limit', in: 'query', schema: { default: 20 }, description: 'd' },
          { name: 'q', in: 'query', required: true, example: 'a b&c' },
          { name: 'X-Trace', in: 'header', schema: { enum: ['on', 'off'] } },
          { name: 'Authorization', in: 'header', required: true },
          { name: 'sid', in: 'cookie' },
        ],
        responses: { 200: { content: { 'application/hal+json': {} } } },
      },
      {},
      '/users/{id}/file.{ext}',
    );
    expect(request.url).toBe('{{baseUrl}}/users/:id/file.{{ext}}?q=a b%26c');
    expect(request.pathVariables).toEqual([{ key: 'id', value: '7' }]);
    expect(request.queryParams.map(({ key, disabled }) => [key, disabled === true])).toEqual([
      ['limit', true],
      ['q', false],
    ]);
    expect(request.headers).toEqual([
      { key: 'Accept', value: 'application/hal+json' },
      { key: 'X-Trace', value: 'on', disabled: true },
      { key: 'Cookie', value: 'sid=', disabled: true },
    ]);
  });

  it('lets an operation’s parameter win over its path’s, and follows references', () => {
    const found = read(
      api(
        {
          '/a': {
            parameters: [{ $ref: '#/components/parameters/P~1q' }],
            get: { parameters: [{ name: 'p', in: 'query', required: true, example: 2 }] },
          },
        },
        { components: { parameters: { 'P/q': { name: 'p', in: 'query', required: true, example: 1 } } } },
      ),
    );
    expect(found.requests[0]?.request.url).toBe('{{baseUrl}}/a?p=2');
  });

  it('makes an example of a body', () => {
    const schema: JsonObject = {
      type: 'object',
      properties: {
        id: { type: 'string', readOnly: true },
        name: { type: 'string', example: 'Ada' },
        when: { type: 'string', format: 'date-time' },
        tags: { type: 'array', items: { type: 'integer' } },
        kind: { enum: ['x', 'y'] },
        on: { type: ['boolean', 'null'] },
        one: { oneOf: [{ type: 'number' }, { type: 'string' }] },
        all: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { b: { default: 2 } } }] },
        text: { allOf: [{ type: 'string', example: 't' }] },
      },
    };
    const components: JsonObject = { schemas: { A: { type: 'object', properties: { a: { const: 1 } } } } };
    expect(bodyOf(schema, { components })).toEqual({
      name: 'Ada',
      when: '2026-01-01T00:00:00Z',
      tags: [0],
      kind: 'x',
      on: true,
      one: 0,
      all: { a: 1, b: 2 },
      text: 't',
    });
  });

  it('ends where schemas hold themselves, each other, or too much', () => {
    const components = {
      schemas: {
        Node: {
          type: 'object',
          properties: {
            next: { $ref: '#/components/schemas/Node' },
            other: { $ref: '#/components/schemas/Loop' },
          },
        },
        Loop: { $ref: '#/components/schemas/Loop' },
        Wide: {
          type: 'object',
          properties: Object.fromEntries(
            Array.from({ length: 30 }, (_, index) => [`p${index}`, { $ref: '#/components/schemas/Wide' }]),
          ),
        },
      },
    };
    expect(JSON.stringify(bodyOf({ $ref: '#/components/schemas/Node' }, { components })).length).toBeLessThan(
      1_000,
    );
    expect(JSON.stringify(bodyOf({ $ref: '#/components/schemas/Wide' }, { components })).length).toBeLessThan(
      20_000,
    );
  });

  it('reads path items and operations that are references', () => {
    const { requests, codes, leaves } = read(
      api(
        {
          '/a': { $ref: '#/components/pathItems/A', summary: 'beside' },
          '/b': { get: { $ref: '#/x-operations/list' } },
        },
        {
          components: { pathItems: { A: { get: { summary: 'First' }, delete: { summary: 'Second' } } } },
          'x-operations': { list: { summary: 'Third' } },
        },
      ),
    );
    expect(requests.map(({ name, request }) => `${request.method} ${name}`)).toEqual([
      'GET First',
      'DELETE Second',
      'GET Third',
    ]);
    expect(leaves).toEqual({ in: 3, mapped: 3, reported: 0 });
    expect(codes).toEqual([]);
  });

  it('says what is missing where a path or an operation stands in another file', () => {
    const { requests, codes } = read(
      api({
        '/a': { $ref: 'paths/a.yaml', get: { summary: 'Beside' } },
        '/b': { post: { $ref: 'paths/b.yaml' } },
      }),
    );
    expect(requests.map(({ name, request }) => `${name}, ${request.method}`)).toEqual([
      'Beside, GET',
      'POST /b, POST',
    ]);
    expect(codes).toContain('openapi.remoteReference');
  });

  it('never follows a reference out of the document', () => {
    const { codes } = read(api({ '/a': { post: json({ $ref: 'https://elsewhere.example/schema.json' }) } }));
    expect(codes).toContain('openapi.remoteReference');
  });

  it('reads forms, files and other texts', () => {
    const content = (type: string, schema: JsonValue) =>
      one({ requestBody: { content: { [type]: { schema } } } }).request;
    const properties = { a: { example: 'x' }, f: { type: 'string', format: 'binary' } };
    expect(content('application/x-www-form-urlencoded', { properties }).body).toMatchObject({
      type: 'urlencoded',
      rows: [{ key: 'a', value: 'x' }, { key: 'f' }],
    });
    expect(content('multipart/form-data', { properties }).body).toMatchObject({
      type: 'formdata',
      rows: [{ type: 'text' }, { type: 'file', src: [] }],
    });
    expect(content('application/octet-stream', { type: 'string' }).body).toEqual({ type: 'file', path: '' });
    expect(content('application/merge-patch+json', { example: { a: 1 } })).toMatchObject({
      body: { type: 'raw', language: 'json' },
      headers: [{ key: 'Content-Type', value: 'application/merge-patch+json' }],
    });
  });

  it('gives the collection what most operations need, and the others their own', () => {
    const schemes = {
      token: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'prefixed with SSWS' },
      oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth2/v1/token', scopes: {} } } },
      basic: { type: 'http', scheme: 'Basic' },
    };
    const { tree, requests } = read(
      api(
        {
          '/a': {
            get: {},
            put: {},
            post: { security: [{ oauth: ['x', 'y'] }] },
            delete: { security: [] },
            patch: { security: [{ unknown: [] }] },
          },
          '/b': { get: { security: [{ basic: [] }, { token: [] }] } },
        },
        { security: [{ oauth: [] }, { token: [] }], components: { securitySchemes: schemes } },
      ),
    );
    expect(tree.definition.auth).toMatchObject({
      type: 'apikey',
      credentials: [{ value: 'Authorization' }, { value: 'SSWS {{apikey}}' }, {}],
    });
    const types = requests.map(({ request }) => [request.method, request.auth?.type]);
    expect(types).toEqual([
      ['GET', undefined],
      ['PUT', undefined],
      ['POST', 'oauth2'],
      ['DELETE', 'noauth'],
      ['PATCH', undefined],
      ['GET', 'basic'],
    ]);
    const oauth = requests[2]?.request.auth?.credentials ?? [];
    const value = (key: string) => oauth.find((credential) => credential.key === key)?.value;
    expect([value('grant_type'), value('accessTokenUrl'), value('scope')]).toEqual([
      'client_credentials',
      '{{baseUrl}}/oauth2/v1/token',
      'x y',
    ]);
  });

  it('keeps the answers it gives itself, of success only', () => {
    const media = { 'application/json': { examples: { one: { value: { a: 1 } }, two: { value: 'text' } } } };
    const { examples } = one({
      responses: { 200: { description: 'ok', content: media }, 400: { content: media } },
    });
    expect(examples.map(({ name, response }) => [name, response.statusCode, response.body])).toEqual([
      ['200 one', 200, '{\n  "a": 1\n}'],
      ['200 two', 200, 'text'],
    ]);
  });

  it('names what it leaves out, and counts it', () => {
    const { leaves, codes } = read(
      api(
        { '/a': { get: 5, post: {} }, '/b': null },
        { webhooks: { hook: {} }, servers: [{ url: '/v1' }, { url: '/v2' }] },
      ),
    );
    expect(leaves).toEqual({ in: 2, mapped: 1, reported: 1 });
    expect(codes.toSorted()).toEqual(['openapi.operation', 'openapi.servers', 'openapi.webhooks']);
  });

  it('is read from YAML too, and counted by its lines', () => {
    const yaml =
      'openapi: 3.1.0\ninfo:\n  title: Y\npaths:\n  /a/{id}:\n    parameters: []\n    get:\n      responses:\n        get: 1\n    "delete":\n      x: 1\n  "/b":\n    put: {}\ncomponents:\n  get: 1\n';
    const { formats, leaves } = read(yaml);
    expect([formats, leaves]).toEqual([['openapi-3'], { in: 3, mapped: 3, reported: 0 }]);
    expect(() => read('openapi: 3.0.0\npaths:\n  - [')).toThrow(
      expect.objectContaining({ code: 'ERR_IMPORT_INVALID_YAML' }),
    );
  });
});

describe('a Swagger 2.0 description', () => {
  const swagger = (operation: JsonObject): JsonObject => ({
    swagger: '2.0',
    info: { title: 'S' },
    host: 'h.example',
    basePath: '/v1/',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    securityDefinitions: { key: { type: 'apiKey', in: 'query', name: 'k' } },
    security: [{ key: [] }],
    definitions: { U: { type: 'object', properties: { a: { type: 'string' } } } },
    paths: { '/u': { post: operation } },
  });

  it('has its server, bodies and forms in other places', () => {
    const whole = read(
      swagger({ parameters: [{ in: 'body', name: 'u', schema: { $ref: '#/definitions/U' } }] }),
    );
    expect(whole.formats).toEqual(['swagger-2']);
    expect(whole.tree.definition.variables[0]?.initialValue).toBe('https://h.example/v1');
    expect(whole.tree.definition.auth).toMatchObject({
      type: 'apikey',
      credentials: [{ value: 'k' }, { value: '{{apiKey}}' }, { value: 'query' }],
    });
    expect(whole.requests[0]?.request).toMatchObject({
      headers: [{ key: 'Accept', value: 'application/json' }],
      body: { type: 'raw', language: 'json', content: '{\n  "a": "string"\n}' },
    });
    const fields: JsonValue[] = [
      { in: 'formData', name: 'a', type: 'string', required: true },
      { in: 'formData', name: 'f', type: 'file' },
    ];
    expect(read(swagger({ parameters: fields })).requests[0]?.request.body).toMatchObject({
      type: 'formdata',
      rows: [
        { key: 'a', type: 'text' },
        { key: 'f', type: 'file', disabled: true },
      ],
    });
    expect(read(swagger({ parameters: fields.slice(0, 1) })).requests[0]?.request.body.type).toBe(
      'urlencoded',
    );
  });
});
