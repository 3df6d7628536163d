import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../json-value.ts';
import type { CollectionItem } from '../workspace/collection.ts';
import { byteSourceOf } from './byte-source.ts';
import { readLargeCollection } from './large-collection.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';
import { runToEnd } from './steps.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const collection = (item: JsonValue[], more: JsonObject = {}): JsonObject => ({
  info: { name: 'C', schema },
  ...more,
  item,
});

function readLarge(text: string | Uint8Array) {
  const notes = new NoteBook('source');
  const bytes = typeof text === 'string' ? new Uint8Array(Buffer.from(text)) : text;
  const material = runToEnd(readLargeCollection(byteSourceOf(bytes), notes));
  return material && { material: plain(material), notes: notes.list() };
}

function readWhole(text: string) {
  const notes = new NoteBook('source');
  return { material: plain(readMaterial(text, 'source', notes)), notes: notes.list() };
}

/** Everything that is read on demand, read. */
function plain<T extends { collections: { items: CollectionItem[] }[] }>(material: T): T {
  const items = (list: CollectionItem[]): CollectionItem[] =>
    list.map((item) =>
      item.kind === 'folder'
        ? { ...item, items: items(item.items) }
        : { kind: item.kind, name: item.name, request: item.request, examples: item.examples },
    );
  return {
    ...material,
    collections: material.collections.map((tree) => ({ ...tree, items: items(tree.items) })),
  };
}

/** Many shapes of requests, with every character that means something to a scanner of JSON. */
function sampleRequest(index: number): JsonObject {
  const odd = ['\\', '\\\\"', '{[', ']},', '"item":[', 'é\u200b', '\ud83d\ude00', '\n\t'][index % 8] ?? '';
  return {
    name: `Request ${index} ${odd}`,
    event: [{ listen: 'test', script: { exec: [`// ${odd.repeat(index % 700)}`, 'item', '"'] } }],
    request: {
      method: index % 3 === 0 ? 'GET' : 'POST',
      header: [
        { key: 'Authorization', value: 'SSWS {{apikey}}' },
        { key: odd, value: odd, disabled: true },
      ],
      url: { raw: `{{url}}/${index}?a={{b\u200bc}}`, host: ['{{url}}'], path: [String(index)] },
      body: { mode: 'raw', raw: JSON.stringify({ item: [{ item: odd }] }) },
      ...(index % 5 === 0 ? { auth: { type: 'hawk', hawk: [] }, proxy: { item: [1] } } : {}),
    },
    response: index % 4 === 0 ? [{ name: odd, code: 200, body: '{"item":[]}', header: [] }] : [],
    ...(index % 7 === 0 ? { description: { content: odd, type: 'text/plain' }, variable: [] } : {}),
  };
}

describe('a large collection', () => {
  it('is read from its bytes as from its text, with the same notes', () => {
    const requests = Array.from({ length: 900 }, (_, index) => sampleRequest(index));
    const folder = (name: string, item: JsonValue[]): JsonObject => ({
      name,
      item,
      auth: { type: 'noauth' },
    });
    const tree = collection(
      [
        folder('A', [folder('B', requests.slice(0, 300)), ...requests.slice(300, 500)]),
        ...requests.slice(500),
        folder('', []),
      ],
      { variable: [{ key: 'url', value: 'x' }], event: [{ listen: 'prerequest', script: { exec: ['a'] } }] },
    );
    for (const text of [
      JSON.stringify(tree),
      JSON.stringify(tree, null, '\t'),
      `\ufeff${JSON.stringify(tree)}\r\n `,
    ]) {
      // The mark is taken off before a text is read.
      expect(readLarge(text)).toEqual(readWhole(text.replace(/^\ufeff/, '')));
    }
    expect(JSON.stringify(tree).length).toBeGreaterThan(1_000_000);
  });

  it('tells what counting needs without reading again', () => {
    const bytes = new Uint8Array(Buffer.from(JSON.stringify(collection([sampleRequest(0)]))));
    const material = runToEnd(readLargeCollection(byteSourceOf(bytes), new NoteBook('')));
    bytes.fill(0);
    expect(material?.collections[0]?.items[0]).toMatchObject({
      outline: { exampleCount: 1, scriptCount: 1, authorizationRows: [{ key: 'Authorization' }] },
    });
  });

  it('is left to the reader of whole texts where only that one can tell', () => {
    const good = JSON.stringify(collection([{ name: 'r', request: 'http://a.test' }]));
    expect(readLarge(good)).toBeDefined();
    const deep = '['.repeat(250) + ']'.repeat(250);
    const unusual = [
      good.replace('"name":"r"', '"name":"q","name":"r"'),
      good.replace('"name":"r"', '"__proto__":{},"name":"r"'),
      good.replace('"item":[', '"item":[],"item":['),
      good.replace('"item":[', '"info":{},"item":['),
      good.replace('"name":"r"', '"items":[],"name":"r"'),
      good.replace('"name":"r"', '"\\u0069tem":[],"name":"r"'),
      good.replace('"name":"r"', `"name":"r","x":${deep}`),
      good.replace('"item":[', '"item":[1,'),
      good.replace('"item":[', '"item":[,'),
      good.replace(/\]\}$/, ',]}'),
      good.replace(/\}\]\}$/, '} {}]}'),
      good.replace(/\}$/, ',}'),
      good.replace('"name":"r"', '"name":r'),
      good.replace(schema, 'other'),
      `${good}x`,
      good.slice(0, -1),
      `{"collection":${good}}`,
      `[${good}]`,
      '{}',
      '',
    ];
    for (const text of unusual) expect(readLarge(text), text.slice(0, 200)).toBeUndefined();
    expect(readLarge(new Uint8Array(Buffer.from(good, 'utf16le')))).toBeUndefined();
    const latin = new Uint8Array(Buffer.from(good.replace('"r"', '"\u00e9"'), 'latin1'));
    expect(readLarge(latin)).toBeUndefined();
  });
});
