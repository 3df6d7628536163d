import { describe, expect, it } from 'vitest';
import { exportPostmanV2 } from '../export/postman-v2.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { countRequests } from './count-requests.ts';
import type { ImportedMaterial } from './imported-material.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';

function read(
  source: JsonValue | string,
  name = 'file.json',
): ImportedMaterial & { notes: ReturnType<NoteBook['list']>; codes: string[] } {
  const book = new NoteBook(name);
  const material = readMaterial(typeof source === 'string' ? source : JSON.stringify(source), name, book);
  const notes = book.list();
  return { ...material, notes, codes: notes.map((note) => note.code) };
}

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const collection = (item: JsonValue[]): JsonObject => ({ info: { name: 'C', schema }, item });
const request = (name: string): JsonObject => ({ name, request: { method: 'GET', url: 'http://h' } });
const refusal = (source: JsonValue | string) => {
  try {
    read(source);
  } catch (fault) {
    return fault as { code: string; details?: JsonObject };
  }
  throw new Error('was not refused');
};

const openCollection = {
  opencollection: '1.0.0',
  info: { name: 'x' },
  items: [{ info: { name: 'Get', type: 'http' }, http: { method: 'GET', url: 'http://h' } }],
};
const brunoRequest = { type: 'http', name: 'Get', request: { url: 'http://h', method: 'GET' } };
const brunoExport = {
  name: 'x',
  version: '1',
  items: [{ type: 'folder', name: 'F', items: [brunoRequest] }, brunoRequest],
  environments: [],
};

describe('what is recognised', () => {
  it.each<[string, JsonValue | string, string]>([
    ['v2.1', collection([request('a')]), 'postman-2.1'],
    [
      'v2.1 of the other host',
      { ...collection([]), info: { name: 'C', schema: schema.replace('getpostman', 'postman') } },
      'postman-2.1',
    ],
    ['v2.0', { info: { name: 'C', schema: schema.replace('v2.1', 'v2.0') }, item: [] }, 'postman-2.0'],
    ['v2 without info', { name: 'C', item: [request('a')] }, 'postman-2'],
    ['v2 with items', { info: { name: 'C' }, items: [request('a')] }, 'postman-2'],
    ['a wrapped collection', { collection: collection([]) }, 'postman-2.1'],
    ['v1', { name: 'C', requests: [] }, 'postman-1'],
    [
      'an environment',
      { name: 'E', values: [{ key: 'a', value: 'b' }], _postman_variable_scope: 'environment' },
      'postman-environment',
    ],
    [
      'an environment without scope',
      { name: '{yourOktaDomain}', values: [], synced: false },
      'postman-environment',
    ],
    ['globals', { values: [], _postman_variable_scope: 'globals' }, 'postman-globals'],
    [
      'a data dump',
      { version: 1, collections: [], environments: [{ name: 'E', values: [] }], globals: [] },
      'postman-dump',
    ],
    ['a wrapped environment', { environment: { name: 'E', values: [] } }, 'postman-environment'],
    ['a list of collections', [collection([]), { name: 'E', values: [] }], 'postman-2.1,postman-environment'],
    ['cURL', "curl 'http://h'", 'curl'],
    ['OpenCollection', 'opencollection: 1.0.0\ninfo:\n  name: x\n', 'opencollection'],
    ['OpenCollection in JSON', openCollection, 'opencollection'],
    ['one item of an OpenCollection', 'info:\n  name: x\n\nhttp:\n  url: http://h\n', 'opencollection'],
    ['what Bruno exports as one file', brunoExport, 'bruno-export'],
    [
      'an environment of the v3 layout',
      "name: E\nvalues:\n  - key: a\n    value: 'b'\n",
      'postman-3-environment',
    ],
  ])('%s', (_name, source, formats) => {
    expect(read(source).formats.join()).toBe(formats);
  });

  it.each<[string, JsonValue | string, string, number]>([
    ['an Insomnia mock server', 'type: mock.insomnia.rest/5.0\n', 'insomnia-other', 0],
    ['the description of a Bruno folder', { name: 'x', version: '1', type: 'collection' }, 'bruno-part', 0],
    ['a workspace of Bruno', 'opencollection: 1.0.0\ninfo:\n  type: workspace\n', 'bruno-workspace', 0],
    ['Runscope', { name: 'x', trigger_url: 'u', steps: [{ step_type: 'request' }] }, 'runscope', 1],
    ['a web page', '<!DOCTYPE html><html></html>', 'html', 0],
    ['XML', '<?xml version="1.0"?><definitions/>', 'wsdl', 0],
    ['a file of the v3 layout', '$kind: http-request\nurl: http://h\n', 'postman-3-file', 1],
    ['PowerShell', "Invoke-RestMethod -Uri 'http://h'", 'powershell', 0],
    ['Wget', 'wget http://h', 'wget', 0],
    ['a ZIP archive', 'PK\u0003\u0004xx', 'zip', 0],
  ])('refuses %s by name', (_name, source, format, requests) => {
    expect(refusal(source)).toMatchObject({ code: 'ERR_IMPORT_UNSUPPORTED', details: { format, requests } });
  });

  it.each<[string, JsonValue | string, string]>([
    ['nothing', ' \n', 'ERR_IMPORT_EMPTY'],
    ['plain text', 'hello there', 'ERR_IMPORT_UNRECOGNISED'],
    ['another JSON object', { name: 'x', version: '1.0.0' }, 'ERR_IMPORT_UNRECOGNISED'],
    ['a list of items of something else', { items: [{ sku: 1 }] }, 'ERR_IMPORT_UNRECOGNISED'],
    ['a list of numbers', [1, 2], 'ERR_IMPORT_UNRECOGNISED'],
    [
      'a schema that is not Postman’s',
      { info: { schema: 'http://other' }, item: [] },
      'ERR_IMPORT_UNRECOGNISED',
    ],
  ])('refuses %s', (_name, source, code) => {
    expect(refusal(source).code).toBe(code);
  });

  it('places a syntax error', () => {
    expect(refusal('{\n  "info": {},\n}')).toMatchObject({
      code: 'ERR_IMPORT_INVALID_JSON',
      details: { line: 3, column: 1 },
    });
  });

  it('refuses what is nested too deep, and does not overflow', () => {
    const deep = (levels: number) => `${'{"item":['.repeat(levels)}${']}'.repeat(levels)}`;
    for (const levels of [1_000, 100_000]) expect(refusal(deep(levels)).code).toBe('ERR_IMPORT_TOO_DEEP');
    expect(
      refusal(`{"info":{"name":"C"},"item":[],"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`).code,
    ).toBe('ERR_IMPORT_TOO_DEEP');
    expect(read(`{"info":{"name":"C"},"item":[${deep(100)}]}`).formats).toEqual(['postman-2']);
  });
});

describe('what is counted', () => {
  it('counts every request in and out, those that cannot be read too', () => {
    const { leaves, codes } = read(
      collection([
        { name: 'F', item: [request('a'), null, 'text', [1], { name: 'G', item: [] }] },
        request('b'),
        { name: 'no request' },
        { name: 'H', items: [request('c')] },
      ] as JsonValue[]),
    );
    expect(leaves).toEqual({ in: 7, mapped: 4, reported: 3 });
    expect(codes.filter((code) => code === 'item.unreadable')).toHaveLength(3);
  });

  it('counts the requests of a list that a repeated key drops', () => {
    const text = `{"info": {"name": "C"}, "item": [${JSON.stringify(request('a'))}, {"name": "F", "item": [1, 2]}], "item": [${JSON.stringify(request('b'))}]}`;
    const { leaves, notes } = read(text);
    expect(leaves).toEqual({ in: 4, mapped: 1, reported: 3 });
    expect(notes.find((note) => note.code === 'json.repeatedKey')).toMatchObject({ severity: 'lost' });
  });

  it('names the request that a repeated key stands in, with both lines', () => {
    const text = `{"info": {"name": "C"}, "item": [{"name": "Folder", "item": [\n{"name": "Add", "request": {"method": "GET",\n"header": [],\n"header": [] }}]}]}`;
    const note = read(text).notes.find(({ code }) => code === 'json.repeatedKey');
    expect(note?.path).toBe('file.json › C › Folder › Add › request');
    expect(note?.message).toMatch(/lines 3 and 4/);
  });

  it('is counted without the code that maps', () => {
    expect(countRequests(collection([request('a'), { item: [request('b'), { item: [] }] }]))).toBe(2);
    expect(countRequests({ version: 1, collections: [{ requests: [{}] }, collection([request('a')])] })).toBe(
      2,
    );
    expect(countRequests('text')).toBe(0);
  });
});

describe('environments, globals and dumps', () => {
  it('reads rows in all their forms', () => {
    const { environments, codes } = read({
      id: 'i',
      name: 'E',
      values: [
        { key: 'a', value: 'x', type: 'text', name: 'a' },
        { key: 'b', value: null, enabled: false },
        { key: 'c', value: 5 },
        { key: 's', value: 'hush', type: 'secret', enabled: true },
        { key: 'd', value: 'x'.repeat(120_000), description: { content: 'text', type: 'text/plain' } },
        { key: 'a', value: 'again' },
      ],
      timestamp: 1,
      synced: false,
    });
    expect(environments[0]).toMatchObject({
      name: 'E',
      extension: { postman: { id: 'i', timestamp: 1, synced: false } },
      variables: [
        { key: 'a', initialValue: 'x', enabled: true, type: 'text' },
        { key: 'b', initialValue: '', enabled: false, type: 'default' },
        { key: 'c', initialValue: '5' },
        { key: 's', initialValue: 'hush', type: 'secret' },
        { key: 'd', description: 'text' },
        { key: 'a' },
      ],
    });
    expect(environments[0]?.variables[4]?.initialValue).toHaveLength(120_000);
    expect(codes).toEqual(['variable.notText', 'variable.repeated']);
  });

  it('names an environment after its file where it has no name', () => {
    expect(read({ name: '', values: [] }, 'dev.postman_environment.json').environments[0]?.name).toBe('dev');
  });

  it('reads a dump whole and says what it leaves out', () => {
    const dump = read({
      version: 1,
      collections: [
        { name: 'Old', order: ['a'], requests: [{ id: 'a', name: 'a', url: 'http://h', method: 'GET' }] },
        collection([request('b')]),
        { requests: 'none' },
      ],
      environments: [{ name: 'E', values: [] }, { name: 'no values' }],
      globals: [{ key: 'g', value: '1', enabled: true }],
      headerPresets: [{ name: 'p' }],
    });
    expect(dump.collections.map((tree) => tree.definition.name)).toEqual(['Old', 'C']);
    expect(dump.globals.map(({ key }) => key)).toEqual(['g']);
    expect(dump.environments).toHaveLength(1);
    expect(dump.codes.toSorted()).toEqual(['dump.headerPresets', 'source.entry', 'source.entry']);
    expect(dump.leaves).toEqual({ in: 2, mapped: 2, reported: 0 });
  });
});

describe('dangerous names', () => {
  it('take nothing with them: __proto__ is refused by name, the others are kept', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const paths = objectPaths(rich);
    expect(paths.length).toBeGreaterThan(25);
    for (const path of paths) {
      for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
        const text = withField(rich, path, name, { polluted: true, type: 'x' });
        const { collections, codes } = read(text);
        expect(collections).toHaveLength(1);
        const tree = collections[0]!;
        const exported = JSON.stringify(exportPostmanV2(tree, { includeSecrets: true }).document);
        if (name === '__proto__') expect(codes).toContain('json.unsafeKey');
        else expect([path, name, exported.includes('polluted')]).toEqual([path, name, true]);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it('are refused inside each other and in any number', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const nested = '{"__proto__": {"__proto__": {"toString": 1, "__proto__": 1}}}';
    const many = Array.from({ length: 2_000 }, () => nested).join(',');
    const { collections } = read(
      `{"info": {"name": "C"}, "item": [], "x": [${many}], "__proto__": ${nested}}`,
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(JSON.stringify(collections)).not.toContain('__proto__');
  });

  it('may stand in keys and values of rows', () => {
    const names = ['__proto__', 'constructor', 'prototype'];
    const rows = names.map((name) => ({ key: name, value: name }));
    const raw = {
      name: '__proto__',
      request: {
        method: 'GET',
        url: { raw: 'http://h', host: ['h'], query: rows, variable: rows },
        header: rows,
        body: { mode: 'urlencoded', urlencoded: rows },
        auth: { type: 'constructor', constructor: rows },
      },
    };
    const { collections, environments } = read([collection([raw]), { name: 'E', values: rows }]);
    const item = collections[0]?.items[0];
    expect(item?.kind === 'request' && item.request.headers.map(({ key }) => key)).toEqual(names);
    expect(environments[0]?.variables.map(({ key }) => key)).toEqual(names);
  });
});

/** A collection with an object in every place that Postman's format has. */
const rich: JsonObject = {
  info: { name: 'C', schema, description: { content: 'd' } },
  variable: [{ key: 'v', value: '1' }],
  auth: { type: 'bearer', bearer: [{ key: 'token', value: 't' }] },
  protocolProfileBehavior: { strictSSL: true },
  event: [{ listen: 'test', script: { exec: ['x'] } }],
  item: [
    {
      name: 'F',
      auth: { type: 'basic', basic: { username: 'u' } },
      item: [
        {
          name: 'a',
          request: {
            method: 'POST',
            url: {
              raw: 'http://h',
              host: ['h'],
              query: [{ key: 'q', value: '1' }],
              variable: [{ key: 'p' }],
            },
            header: [{ key: 'A', value: 'b', description: { content: 'd' } }],
            body: {
              mode: 'formdata',
              formdata: [{ key: 'f', value: 'v' }],
              options: { raw: { language: 'json' } },
            },
            auth: { type: 'apikey', apikey: [{ key: 'value', value: 'v' }] },
          },
          event: [{ listen: 'test', script: { exec: ['x'], packages: {} } }],
          protocolProfileBehavior: { disabledSystemHeaders: {} },
          response: [
            {
              name: 'r',
              originalRequest: { method: 'GET', url: { raw: 'http://h' } },
              header: [{ key: 'A', value: 'b' }],
              cookie: [{ domain: 'h', path: '/' }],
            },
          ],
        },
      ],
    },
  ],
};

/** Paths of all objects in a value. */
function objectPaths(value: JsonValue, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) => objectPaths(child, [...path, key]));
  return Array.isArray(value) ? inner : [path, ...inner];
}

/** The JSON of a value with one more field in the object at a path; as text, so that `__proto__` is an ordinary key. */
function withField(value: JsonValue, path: string[], name: string, field: JsonValue): string {
  const mark = '@@field@@';
  const copy = JSON.parse(JSON.stringify(value)) as JsonObject;
  let node: JsonObject = copy;
  for (const step of path) node = node[step] as JsonObject;
  node[mark] = field;
  return JSON.stringify(copy).replace(JSON.stringify(mark), JSON.stringify(name));
}

describe('small things worth a remark', () => {
  it('tells of invisible characters inside names, and keeps them', () => {
    const raw = { name: 'x', request: { method: 'GET', url: 'http://h/{{ac\u200bcount}}' } };
    const { codes, collections } = read(collection([raw]));
    expect(codes).toContain('variable.invisibleCharacter');
    const item = collections[0]?.items[0];
    expect(item?.kind === 'request' && item.request.url).toBe('http://h/{{ac\u200bcount}}');
  });

  it('says once what holds for many', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      ...request(`r${index}`),
      event: [{ listen: 'test', script: { exec: ['x'] } }],
    }));
    const found = read(collection(many)).notes.filter(({ code }) => code === 'script.kept');
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(/^50 /);
  });
});
