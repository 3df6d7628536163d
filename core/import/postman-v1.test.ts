import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json-value.ts';
import type { CollectionItem } from '../workspace/collection.ts';
import { countRequests } from './count-requests.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';

function read(collection: JsonObject) {
  const notes = new NoteBook('v1.json');
  const material = readMaterial(JSON.stringify(collection), 'v1.json', notes);
  const tree = material.collections[0];
  if (tree === undefined) throw new Error('no collection');
  return {
    tree,
    leaves: material.leaves,
    codes: notes.list().map((note) => note.code),
    outline: outline(tree.items),
  };
}

/** Names with folders in brackets: `F[a b] c`. */
function outline(items: CollectionItem[]): string {
  return items
    .map((item) => (item.kind === 'request' ? item.name : `${item.definition.name}[${outline(item.items)}]`))
    .join(' ');
}

const request = (id: string, fields: JsonObject = {}): JsonObject => ({
  id,
  name: id,
  method: 'GET',
  url: 'http://h',
  ...fields,
});
const first = (fields: JsonObject) => {
  const { tree, codes } = read({ name: 'C', order: ['a'], requests: [request('a', fields)] });
  const item = tree.items[0];
  if (item?.kind !== 'request') throw new Error('no request');
  return { ...item, codes };
};

describe('the places of requests in version 1', () => {
  it('follows the order lists of folders and of the collection', () => {
    const { outline: found, leaves } = read({
      name: 'C',
      order: ['c'],
      folders_order: ['G', 'F'],
      folders: [
        { id: 'F', name: 'F', order: ['b', 'a'], folders_order: ['H'] },
        { id: 'G', name: 'G', order: [] },
        { id: 'H', name: 'H', order: ['d'] },
      ],
      requests: [request('a'), request('b'), request('c'), request('d')],
    });
    expect(found).toBe('G[] F[H[d] b a] c');
    expect(leaves).toEqual({ in: 4, mapped: 4, reported: 0 });
  });

  it('puts requests that no list names in their own folder or at the end, and says so', () => {
    const { outline: found, codes } = read({
      name: 'C',
      order: ['a'],
      folders: [{ id: 'F', name: 'F', order: [] }],
      requests: [request('lost'), request('a'), request('inF', { folder: 'F' })],
    });
    expect(found).toBe('F[inF] a lost');
    expect(codes).toEqual(['order.missing', 'order.missing']);
  });

  it('puts a request that two lists name in the first place only', () => {
    const {
      outline: found,
      codes,
      leaves,
    } = read({
      name: 'C',
      order: ['a'],
      folders: [{ id: 'F', name: 'F', order: ['a', 'a', 'gone'] }],
      requests: [request('a')],
    });
    expect(found).toBe('F[a]');
    expect(codes.toSorted()).toEqual(['order.repeated', 'order.repeated', 'order.unknown']);
    expect(leaves).toEqual({ in: 1, mapped: 1, reported: 0 });
  });

  it('keeps two requests that share an id', () => {
    const { outline: found, leaves } = read({
      name: 'C',
      order: ['a'],
      requests: [request('a'), { ...request('a'), name: 'twin' }],
    });
    expect(found).toBe('a twin');
    expect(leaves.mapped).toBe(2);
  });

  it('survives folders that hold each other, and requests inside folders', () => {
    const { outline: found, leaves } = read({
      name: 'C',
      folders: [
        { id: 'F', name: 'F', folders_order: ['G'], requests: [request('b')] },
        { id: 'G', name: 'G', folders_order: ['F'], order: ['a'] },
      ],
      requests: [request('a')],
    });
    expect(found).toBe('F[G[a] b]');
    expect(leaves).toEqual({ in: 2, mapped: 2, reported: 0 });
  });

  it('refuses folders nested without end', () => {
    const folders = Array.from({ length: 10_000 }, (_, index) => ({
      id: `f${index}`,
      name: 'F',
      folders_order: [`f${index + 1}`],
    }));
    expect(() => read({ name: 'C', requests: [], folders })).toThrow(
      expect.objectContaining({ code: 'ERR_IMPORT_TOO_DEEP' }),
    );
  });

  it('counts an entry that is no request as lost', () => {
    const { leaves, codes } = read({ name: 'C', requests: [null, request('a')] as JsonObject[] });
    expect(leaves).toEqual({ in: 2, mapped: 1, reported: 1 });
    expect(codes).toContain('item.unreadable');
  });
});

describe('a request in version 1', () => {
  it('has headers as one text, some switched off with slashes', () => {
    const { request: found } = first({
      headers: 'Accept: a/b\n//X-Off: 1\n// Y: 2\r\nLong: a\r\n b\nEmpty:\n',
    });
    expect(found.headers).toEqual([
      { key: 'Accept', value: 'a/b' },
      { key: 'X-Off', value: '1', disabled: true },
      { key: 'Y', value: '2', disabled: true },
      { key: 'Long', value: 'a b' },
      { key: 'Empty', value: '' },
    ]);
  });

  it('has headers as rows, as a text, or both', () => {
    const { request: found } = first({
      headerData: [
        { key: 'A', value: '1', enabled: true, description: '' },
        { key: '//B', value: '2', enabled: true },
        { key: 'C', value: '3', enabled: false },
      ],
      headers: 'A: other\nD: 4\n',
    });
    expect(found.headers.map(({ key, value, disabled }) => [key, value, disabled])).toEqual([
      ['A', '1', undefined],
      ['B', '2', true],
      ['C', '3', true],
      ['D', '4', undefined],
    ]);
  });

  it('has query rows and path variables beside its address', () => {
    const { request: found } = first({
      url: 'http://h/:id?a=1',
      queryParams: [
        { key: 'a', value: '1', enabled: true, equals: true },
        { key: 'b', value: '2', enabled: false },
      ],
      pathVariableData: [{ key: 'id', value: '7' }],
      pathVariables: { id: 'old', other: 'x' },
    });
    expect(found.url).toBe('http://h/:id?a=1');
    expect(found.queryParams.map(({ key, disabled }) => [key, disabled])).toEqual([
      ['a', undefined],
      ['b', true],
    ]);
    expect(found.pathVariables.map(({ key, value }) => [key, value])).toEqual([
      ['id', '7'],
      ['other', 'x'],
    ]);
  });

  it.each<[JsonObject, unknown]>([
    [
      { dataMode: 'raw', rawModeData: '{"a":1}', data: [] },
      { type: 'raw', content: '{"a":1}' },
    ],
    [
      { dataMode: 'raw', data: 'text' },
      { type: 'raw', content: 'text' },
    ],
    [
      { dataMode: 'raw', rawModeData: ['one'] },
      { type: 'raw', content: 'one' },
    ],
    [
      { dataMode: 'urlencoded', data: [{ key: 'a', value: 'b', enabled: false }] },
      { type: 'urlencoded', rows: [{ key: 'a', value: 'b', disabled: true }] },
    ],
    [
      { dataMode: 'params', data: [{ key: 'f', value: '/x', type: 'file', enabled: true }] },
      { type: 'formdata', rows: [{ key: 'f', value: '', type: 'file', src: ['/x'] }] },
    ],
    [{ dataMode: 'params', data: [] }, { type: 'none' }],
    [
      { dataMode: 'binary', rawModeData: '/file' },
      { type: 'file', path: '/file' },
    ],
    [
      { dataMode: 'graphql', graphqlModeData: { query: 'q', variables: '' } },
      { type: 'graphql', query: 'q' },
    ],
    [{ dataMode: null, data: null }, { type: 'none' }],
    [{ rawModeData: 'x' }, { type: 'raw', content: 'x' }],
  ])('has the body of %j', (fields, body) => {
    expect(first(fields).request.body).toMatchObject(body as object);
  });

  it('has helpers, their attributes as an object or as JSON', () => {
    const basic = { id: 'basic', username: 'u', password: 'p', saveToRequest: true };
    for (const helperAttributes of [basic, JSON.stringify(basic)]) {
      expect(first({ currentHelper: 'basicAuth', helperAttributes }).request.auth).toEqual({
        type: 'basic',
        credentials: [
          { key: 'username', value: 'u', type: 'string' },
          { key: 'password', value: 'p', type: 'string' },
        ],
      });
    }
    expect(
      first({ currentHelper: 'hawkAuth', helperAttributes: { hawk_id: 'i' } }).request.auth?.credentials,
    ).toEqual([{ key: 'authId', value: 'i', type: 'string' }]);
    expect(first({ currentHelper: 'normal', helperAttributes: {} }).request.auth).toBeUndefined();
    expect(first({ currentHelper: null }).request.auth).toBeUndefined();
    expect(
      first({ auth: { type: 'bearer', bearer: [{ key: 'token', value: 't' }] } }).request.auth?.type,
    ).toBe('bearer');
  });

  it('has scripts in two fields or as events', () => {
    const scripts = first({ tests: 'a\nb', preRequestScript: 'c' }).request.scripts;
    expect(scripts.map(({ type, code }) => [type, code])).toEqual([
      ['beforeRequest', 'c'],
      ['afterResponse', 'a\nb'],
    ]);
    expect(
      first({ tests: '', events: [{ listen: 'test', script: { exec: ['x'] } }] }).request.scripts,
    ).toHaveLength(1);
  });

  it('has saved answers in their order, with the request they answer', () => {
    const { examples } = first({
      responses_order: ['2', '1'],
      responses: [
        {
          id: '1',
          name: 'one',
          text: 'body',
          responseCode: { code: 200, name: 'OK' },
          headers: [{ key: 'A', value: 'b' }],
          language: 'json',
          request: 'a',
        },
        { id: '2', name: 'two', requestObject: JSON.stringify({ url: 'http://other', method: 'PUT' }) },
      ],
    });
    expect(examples.map(({ name }) => name)).toEqual(['two', 'one']);
    expect(examples[0]?.request).toMatchObject({ url: 'http://other', method: 'PUT' });
    expect(examples[1]).toMatchObject({
      request: { url: 'http://h' },
      response: {
        statusCode: 200,
        statusText: 'OK',
        body: 'body',
        language: 'json',
        headers: [{ key: 'A', value: 'b' }],
      },
    });
  });

  it('keeps what version 2 has no name for', () => {
    const { request: found } = first({ time: 5, synced: false, collectionId: 'c', descriptionFormat: null });
    expect(found.extension).toMatchObject({ postmanV1: { id: 'a', time: 5, synced: false } });
  });
});

it('counts requests of version 1 wherever they stand', () => {
  expect(countRequests({ requests: [{}, {}], folders: [{ requests: [{}] }] })).toBe(3);
});
