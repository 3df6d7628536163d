import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../json-value.ts';
import type { RequestItem } from '../workspace/collection.ts';
import { readMaterial } from './material.ts';
import { NoteBook } from './notes.ts';

function read(entries: JsonValue[], more: JsonObject = {}) {
  const notes = new NoteBook('x');
  const text = JSON.stringify({ log: { version: '1.2', entries, ...more } });
  const { collections, leaves } = readMaterial(text, 'my recording.har', notes);
  const tree = collections[0]!;
  return { tree, leaves, codes: notes.list().map(({ code }) => code) };
}

const first = (request: JsonObject, entry: JsonObject = {}) =>
  read([{ request, ...entry }]).tree.items[0] as RequestItem;
const post = (postData: JsonObject, headers: JsonValue[] = []) =>
  first({ method: 'POST', url: 'http://h', headers, postData }).request;

describe('an HTTP archive', () => {
  it('becomes a request with its answer for each entry', () => {
    const item = first(
      {
        method: 'GET',
        url: 'https://h/a/b?x=1&y',
        headers: [
          { name: ':authority', value: 'h' },
          { name: 'accept', value: 'text/html' },
          { name: 'Content-Length', value: '5' },
        ],
        cookies: [
          { name: 'sid', value: '1' },
          { name: 'b', value: '2' },
        ],
      },
      {
        startedDateTime: '2026-01-01T00:00:00Z',
        response: {
          status: 200,
          statusText: 'OK',
          headers: [{ name: 'A', value: 'b' }],
          content: { mimeType: 'application/json', text: '{}' },
        },
      },
    );
    expect(item).toMatchObject({
      name: 'GET /a/b',
      request: {
        url: 'https://h/a/b?x=1&y',
        queryParams: [
          { key: 'x', value: '1' },
          { key: 'y', value: '' },
        ],
        headers: [
          { key: 'accept', value: 'text/html' },
          { key: 'Cookie', value: 'sid=1; b=2' },
        ],
      },
      examples: [{ name: '200 OK', response: { statusCode: 200, body: '{}', language: 'json' } }],
    });
  });

  it('reads every form of a body', () => {
    expect(post({ mimeType: 'application/json', text: '{"a":1}' }).body).toEqual({
      type: 'raw',
      language: 'json',
      content: '{"a":1}',
    });
    expect(
      post({ mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a', value: 'b c' }] }).body,
    ).toMatchObject({ rows: [{ key: 'a', value: 'b c' }] });
    expect(post({ mimeType: 'application/x-www-form-urlencoded', text: 'a=b+c&d=%26' }).body).toMatchObject({
      rows: [{ value: 'b c' }, { value: '&' }],
    });
    expect(post({ mimeType: 'text/plain', text: '' }).body).toEqual({ type: 'none' });
    const form = post(
      {
        mimeType: 'multipart/form-data; boundary=x',
        params: [
          { name: 'f', fileName: 'a.txt', contentType: 'text/plain' },
          { name: 'g', value: 'v' },
        ],
      },
      [{ name: 'Content-Type', value: 'multipart/form-data; boundary=x' }],
    );
    expect(form.body).toMatchObject({
      type: 'formdata',
      rows: [
        { type: 'file', src: ['a.txt'] },
        { type: 'text', value: 'v' },
      ],
    });
    expect(form.headers[0]?.disabled).toBe(true);
  });

  it('puts entries into folders of pages where there are several', () => {
    const pages = [
      { id: 'p1', title: 'One' },
      { id: 'p2', title: '' },
      { id: 'p3', title: 'Empty' },
    ];
    const entry = (pageref: string) => ({ pageref, request: { method: 'GET', url: `http://h/${pageref}` } });
    const { tree } = read([entry('p2'), entry('p1'), entry('gone')], { pages });
    expect(
      tree.items.map((item) =>
        item.kind === 'folder' ? `${item.definition.name}:${item.items.length}` : item.name,
      ),
    ).toEqual(['One:1', 'p2:1', 'GET /gone']);
    expect(tree.definition.name).toBe('my recording');
  });

  it('counts entries that hold no request, and names what it leaves out', () => {
    const { leaves, codes } = read([
      null,
      { request: 'none' },
      {
        request: { method: 'GET', url: 'http://h', headers: [{ name: 'Authorization', value: 'x' }] },
        response: { status: 0 },
      },
      {
        request: { method: 'GET', url: 'http://h' },
        response: { status: 200, content: { encoding: 'base64', text: 'AAAA' } },
      },
    ]);
    expect(leaves).toEqual({ in: 4, mapped: 2, reported: 2 });
    expect(codes).toEqual(['har.entry', 'har.entry', 'har.credentials', 'har.binaryAnswer']);
  });
});
