import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { readContainer, readRequestItem, writeContainer, writeRequestItem } from './item.ts';

/** Reads an item, writes it, and expects the original back, apart from lists that are absent or empty. */
function roundTrip(raw: JsonObject) {
  const read = readRequestItem(raw);
  const written = writeRequestItem(read.item);
  expect({ event: [], response: [], ...withHeader(written) }).toEqual({
    event: [],
    response: [],
    ...withHeader(raw),
  });
  return read;
}

function withHeader(item: JsonObject): JsonObject {
  const { request } = item;
  if (typeof request !== 'object' || request === null || Array.isArray(request)) return item;
  return { ...item, request: { header: [], ...request } };
}

const request = (fields: JsonObject): JsonObject => ({
  name: 'x',
  request: { method: 'GET', url: 'http://h', ...fields },
});

describe('a request', () => {
  it('is mapped and given back with everything Postman knows of it', () => {
    const raw: JsonObject = {
      name: 'Create',
      id: '7',
      protocolProfileBehavior: { followRedirects: false, maxRedirects: 3, disableBodyPruning: true },
      event: [
        {
          listen: 'prerequest',
          script: { id: 's', exec: ['a', 'b'], type: 'text/javascript', packages: {} },
        },
        { listen: 'test', disabled: true, script: { exec: ['c'], type: 'text/javascript' } },
      ],
      request: {
        method: 'post',
        header: [
          { key: 'Accept', value: 'x', type: 'text', name: 'Accept' },
          { key: 'X-Off', value: '', disabled: true, description: { content: 'd', type: 'text/markdown' } },
        ],
        body: { mode: 'raw', raw: '{}', options: { raw: { language: 'json', headerFamily: 'json' } } },
        url: { raw: 'http://h/a', protocol: 'http', host: ['h'], path: ['a'] },
        description: { content: 'text', type: 'text/plain' },
        auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{t}}', type: 'string' }] },
        proxy: { host: 'p' },
      },
      response: [
        {
          id: 'r',
          name: 'ok',
          originalRequest: { method: 'GET', header: [], url: 'http://h' },
          status: 'OK',
          code: 200,
          _postman_previewlanguage: 'json',
          header: [{ key: 'A', value: 'b' }],
          cookie: [{ domain: 'h', path: '/' }],
          responseTime: '12',
          body: null,
        },
      ],
    };
    const { item, facts } = roundTrip(raw);
    expect(item.request).toMatchObject({
      method: 'post',
      settings: { followRedirects: false, maxRedirects: 3 },
      body: { type: 'raw', language: 'json', content: '{}' },
      description: 'text',
      scripts: [
        { type: 'beforeRequest', code: 'a\nb', language: 'text/javascript' },
        { type: 'afterResponse', code: 'c', language: 'text/javascript' },
      ],
    });
    expect(item.examples[0]?.response).toMatchObject({
      statusCode: 200,
      statusText: 'OK',
      language: 'json',
      body: '',
    });
    expect(facts).toMatchObject({ unsupportedSettings: ['disableBodyPruning'], inertFields: ['proxy'] });
  });

  it.each<[string, JsonObject]>([
    ['a bare address', { name: 'x', request: '{{url}}/x?a=1' }],
    ['no request', { name: 'x' }],
    ['no url and no method', { name: 'x', request: {} }],
    ['no name', { request: { method: 'GET', url: 'http://h' } }],
    ['an empty name', { name: '', request: { method: 'GET', url: 'http://h' } }],
    ['header null', request({ header: null })],
    ['header as a text', request({ header: 'A: b\nC: d\n' })],
    ['header lines in a list', request({ header: [{ key: 'A', value: 'b' }, 'C: d'] })],
    ['body null', request({ body: null })],
    ['an empty body', request({ body: {} })],
    ['a body switched off', request({ body: { mode: 'raw', raw: 'x', disabled: true } })],
    ['a body without a mode', request({ body: { raw: 'x' } })],
    ['an unknown mode', request({ body: { mode: 'unknown', unknown: 'foo' } })],
    [
      'other modes left behind',
      request({ body: { mode: 'raw', raw: 'x', urlencoded: [{ key: 'a', value: 'b', type: 'text' }] } }),
    ],
    ['an empty form', request({ body: { mode: 'formdata', formdata: [] } })],
    [
      'files',
      request({
        body: {
          mode: 'formdata',
          formdata: [
            { key: 'a', type: 'file', src: [] },
            { key: 'b', type: 'file', src: '/x' },
            { key: 'c', type: 'file', src: ['/x', '/y'], contentType: 'text/csv' },
            { key: 'd', type: 'file', src: null },
            { key: 'e', type: 'file', src: '' },
            { key: 'f', value: 'v', type: 'text', contentType: 'application/json' },
            { key: 'g', value: 'v' },
          ],
        },
      }),
    ],
    ['a file body', request({ body: { mode: 'file', file: { src: '/x' } } })],
    ['a file body without a file', request({ body: { mode: 'file', file: { src: null } } })],
    [
      'GraphQL',
      request({ body: { mode: 'graphql', graphql: { query: 'q', variables: '{}', operationName: 'o' } } }),
    ],
    [
      'GraphQL with variables as an object',
      request({ body: { mode: 'graphql', graphql: { query: 'q', variables: { a: 1 } } } }),
    ],
    [
      'numbers, switches and null in rows',
      request({
        header: [
          { key: 'a', value: 5 },
          { key: 'b', value: true },
          { key: 'c', value: null },
          { key: 'd' },
          { key: 6, value: 'x' },
        ],
      }),
    ],
    [
      'urlencoded rows with and without a type',
      request({
        body: {
          mode: 'urlencoded',
          urlencoded: [
            { key: 'a', value: 'b' },
            { key: 'c', value: 'd', type: 'text' },
          ],
        },
      }),
    ],
    ['auth null', request({ auth: null })],
    ['noauth', request({ auth: { type: 'noauth' } })],
    ['noauth with null', request({ auth: { type: 'noauth', noauth: null } })],
    ['noauth with leftovers', request({ auth: { type: 'noauth', bearer: [{ key: 'token', value: 'x' }] } })],
    [
      'auth parameters of every kind',
      request({
        auth: {
          type: 'oauth2',
          oauth2: [
            { key: 'a', value: true, type: 'boolean' },
            { key: 'b', value: [{ key: 'x' }], type: 'any' },
            { key: 'c' },
          ],
        },
      }),
    ],
    ['auth without a type', request({ auth: { basic: [{ key: 'username', value: 'u' }] } })],
    [
      'auth named like a property of every object',
      request({ auth: { type: 'constructor', constructor: [{ key: 'toString', value: '1' }] } }),
    ],
    [
      'an item with a description',
      { name: 'x', description: 'on the item', request: { method: 'GET', url: 'http://h' } },
    ],
    [
      'an item and a request with descriptions',
      { name: 'x', description: 'a', request: { method: 'GET', url: 'http://h', description: 'b' } },
    ],
    ['response null', { ...request({}), response: null }],
    ['variables of a request', { ...request({}), variable: [{ key: 'a', value: 'b' }] }],
    ['scripts as texts', { ...request({}), event: [{ listen: 'test', script: 'x' }, { listen: 'other' }] }],
  ])('keeps %s', (_name, raw) => {
    roundTrip(raw);
  });

  it('tells inherited authorization and none apart', () => {
    expect(readRequestItem(request({})).item.request.auth).toBeUndefined();
    expect(readRequestItem(request({ auth: null })).item.request.auth).toBeUndefined();
    expect(readRequestItem(request({ auth: { type: 'noauth' } })).item.request.auth).toEqual({
      type: 'noauth',
      credentials: [],
    });
  });

  it('reads the parameters of version 2.0 and writes them as version 2.1 does', () => {
    const { item } = readRequestItem(
      request({ auth: { type: 'basic', basic: { username: 'u', password: 'p' } } }),
    );
    expect(item.request.auth?.credentials).toEqual([
      { key: 'username', value: 'u' },
      { key: 'password', value: 'p' },
    ]);
    expect(writeRequestItem(item)['request']).toMatchObject({
      auth: {
        type: 'basic',
        basic: [
          { key: 'username', value: 'u' },
          { key: 'password', value: 'p' },
        ],
      },
    });
    expect(item.request.extension).not.toHaveProperty('postman.auth');
  });

  it('takes the language of a raw body from its header where the options name none', () => {
    const read = (header: JsonValue) =>
      readRequestItem(request({ header, body: { mode: 'raw', raw: '{}' } })).item.request.body;
    expect(read([{ key: 'content-type', value: 'application/json' }])).toMatchObject({ language: 'json' });
    expect(read([{ key: 'Content-Type', value: 'text/xml', disabled: true }])).toMatchObject({
      language: 'text',
    });
    expect(read([])).toMatchObject({ language: 'text' });
  });

  it('writes what the user changed, and keeps the rest', () => {
    const { item } = readRequestItem({
      name: 'x',
      id: '7',
      request: {
        method: 'GET',
        url: 'http://h',
        description: { content: 'old', type: 'text/markdown' },
        header: [{ key: 'A', value: null, type: 'text' }],
        body: {},
        auth: { type: 'noauth', noauth: null },
      },
    });
    item.name = 'y';
    item.request.description = 'new';
    item.request.method = 'PUT';
    item.request.headers[0] = { ...item.request.headers[0]!, value: 'b' };
    item.request.body = { type: 'raw', language: 'text', content: 'hi' };
    delete item.request.auth;
    expect(writeRequestItem(item)).toEqual({
      name: 'y',
      id: '7',
      request: {
        method: 'PUT',
        url: 'http://h',
        description: 'new',
        header: [{ key: 'A', value: 'b', type: 'text' }],
        body: { mode: 'raw', raw: 'hi' },
      },
      response: [],
    });
  });

  it('carries what only Postern knows', () => {
    const { item } = readRequestItem(request({}));
    item.request.extractions = [
      { variable: 'userId', target: 'environment', source: 'body', expression: '$.id' },
    ];
    item.request.checks = [{ source: 'status', expression: '', operator: 'equals', expected: '200' }];
    item.request.allowLiteralPlaceholders = true;
    item.request.settings = { timeoutMs: 5 };
    const again = readRequestItem(writeRequestItem(item)).item.request;
    expect(again).toMatchObject({
      extractions: item.request.extractions,
      checks: item.request.checks,
      allowLiteralPlaceholders: true,
      settings: { timeoutMs: 5 },
    });
  });

  it('keeps a strange "x-postern" of somebody else', () => {
    roundTrip({ ...request({}), 'x-postern': { extractions: 'no list' } });
  });
});

describe('a folder or collection', () => {
  it.each<[string, 'folder' | 'collection', JsonObject]>([
    [
      'folder',
      'folder',
      {
        name: 'F',
        description: 'd',
        _postman_isSubFolder: true,
        item: [],
        auth: { type: 'basic', basic: [{ key: 'username', value: 'u', type: 'string' }] },
        event: [{ listen: 'test', script: { exec: [''], type: 'text/javascript' } }],
        variable: [
          { id: 'v', key: 'k', value: 5, type: 'string', disabled: true, system: false, description: 'd' },
        ],
        protocolProfileBehavior: {},
      },
    ],
    ['folder without a name', 'folder', { item: [] }],
    [
      'collection',
      'collection',
      {
        info: {
          name: 'C',
          _postman_id: 'i',
          schema: 'https://schema.postman.com/json/collection/v2.1.0/collection.json',
          version: '1.0.0',
          description: { content: 'd', type: 'text/markdown' },
        },
        item: [],
        event: [],
        auth: null,
        variable: [
          { key: 'a', value: '', type: 'secret' },
          { id: 'only id', value: true },
        ],
        _: { postman_id: 'i' },
      },
    ],
  ])('%s is given back', (_name, kind, raw) => {
    const { definition } = readContainer(raw, kind);
    expect({ event: [], ...writeContainer(definition, kind, []) }).toEqual({ event: [], ...raw });
  });

  it('becomes version 2.1, whatever it was', () => {
    const schema = 'https://schema.getpostman.com/json/collection/v2.0.0/collection.json';
    const old = readContainer(
      { info: { name: 'C', schema }, item: [], variables: [{ key: 'a', value: 'b' }] },
      'collection',
    );
    expect(writeContainer(old.definition, 'collection', [])).toMatchObject({
      info: { schema: expect.stringContaining('/v2.1.0/') },
      variable: [{ key: 'a', value: 'b' }],
    });
    const bare = readContainer({ name: 'C', description: 'd', item: [] }, 'collection');
    expect(writeContainer(bare.definition, 'collection', [])).toEqual({
      info: { name: 'C', description: 'd', schema: expect.stringContaining('/v2.1.0/') },
      item: [],
    });
  });

  it('never puts the value of a secret variable into the extension', () => {
    const { definition } = readContainer(
      { name: 'F', item: [], variable: [{ key: 's', value: 123, type: 'secret', x: 1 }] },
      'folder',
    );
    expect(JSON.stringify(definition.variables[0]?.extension)).not.toContain('123');
  });
});
