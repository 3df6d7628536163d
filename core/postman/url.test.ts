import { describe, expect, it } from 'vitest';
import { parseQueryRows } from '../http/query.ts';
import type { JsonValue } from '../json-value.ts';
import { readUrl, writeUrl } from './url.ts';

/** Reads and writes an address, and checks what every read must keep to. */
function roundTrip(raw: JsonValue | undefined) {
  const { residue, ...read } = readUrl(raw);
  const enabled = read.queryParams.filter((row) => row.disabled !== true);
  expect(enabled.map(({ key, value }) => ({ key, value }))).toEqual(parseQueryRows(read.url));
  expect(writeUrl(read, residue)).toEqual(raw);
  return { ...read, residue };
}

describe('readUrl and writeUrl', () => {
  it.each<[string, JsonValue | undefined, string]>([
    ['a text', '{{url}}/api/v1/users?limit=2', '{{url}}/api/v1/users?limit=2'],
    [
      'an object as Postman writes it',
      {
        raw: 'https://api.example.com:8443/v1/:id?a=1&b#top',
        protocol: 'https',
        host: ['api', 'example', 'com'],
        port: '8443',
        path: ['v1', ':id'],
        query: [
          { key: 'a', value: '1' },
          { key: 'b', value: null },
        ],
        hash: 'top',
        variable: [{ key: 'id', value: '7' }],
      },
      'https://api.example.com:8443/v1/:id?a=1&b#top',
    ],
    [
      'no raw',
      { host: ['{{baseUrl}}'], path: ['api', 'v1'], query: [{ key: 'q', value: 'x' }] },
      '{{baseUrl}}/api/v1?q=x',
    ],
    [
      'host and path as texts',
      { protocol: 'https', host: 'example.com', path: 'a/b' },
      'https://example.com/a/b',
    ],
    [
      'host with a slash at its end',
      { protocol: 'https', host: 'example.com/', path: 'a/b' },
      'https://example.com/a/b',
    ],
    [
      'path pieces as objects',
      { raw: 'http://h/a/b', protocol: 'http', host: ['h'], path: ['a', { type: 'string', value: 'b' }] },
      'http://h/a/b',
    ],
    [
      'a port that is a number',
      { protocol: 'http', host: ['localhost'], port: 8080 },
      'http://localhost:8080',
    ],
    [
      'user and password',
      { raw: 'https://u:p@h.com', protocol: 'https', auth: { user: 'u', password: 'p' }, host: ['h', 'com'] },
      'https://u:p@h.com',
    ],
    ['null', null, ''],
    ['nothing', undefined, ''],
    ['an empty object', {}, ''],
    ['an empty raw', { raw: '' }, ''],
    ['a number', 42, '42'],
    ['unknown fields', { raw: 'http://h', protocol: 'http', host: ['h'], x: [1] }, 'http://h'],
    [
      'marks inside a variable',
      { raw: '{{a.b/c?d#e:f}}/x', host: ['{{a.b/c?d#e:f}}'], path: ['x'] },
      '{{a.b/c?d#e:f}}/x',
    ],
    [
      'a stray question mark',
      { raw: 'http://h?', protocol: 'http', host: ['h'], query: [{ key: null, value: null }] },
      'http://h?',
    ],
    [
      'stray ampersands',
      {
        raw: 'http://h/?a=1&&b=2&',
        protocol: 'http',
        host: ['h'],
        path: [''],
        query: [
          { key: 'a', value: '1' },
          { key: null, value: null },
          { key: 'b', value: '2' },
          { key: '', value: null },
        ],
      },
      'http://h/?a=1&&b=2&',
    ],
    [
      'disabled rows',
      {
        raw: 'http://h',
        protocol: 'http',
        host: ['h'],
        query: [{ key: 'a', value: '1', disabled: true, description: 'x' }],
      },
      'http://h',
    ],
    [
      'variables by id',
      {
        raw: 'http://h/:a',
        protocol: 'http',
        host: ['h'],
        path: [':a'],
        variable: [{ id: 'a', value: null, type: 'any' }],
      },
      'http://h/:a',
    ],
    [
      'a map of variables',
      { raw: 'http://h/:a', protocol: 'http', host: ['h'], path: [':a'], variable: { a: '1' } },
      'http://h/:a',
    ],
    [
      'an empty query list beside a raw with a query',
      { raw: 'http://h?a=1', protocol: 'http', host: ['h'], query: [] },
      'http://h?a=1',
    ],
    [
      'a raw with a query and no list',
      { raw: 'http://h?a=1', protocol: 'http', host: ['h'] },
      'http://h?a=1',
    ],
  ])('keeps %s', (_name, raw, url) => {
    expect(roundTrip(raw).url).toBe(url);
  });

  it('lets the pieces win where raw says something else, and tells so', () => {
    const list = roundTrip({
      raw: '{{u}}/x',
      host: ['{{u}}'],
      path: ['x'],
      query: [{ key: 'a', value: '1' }],
    });
    expect([list.url, list.disagreed]).toEqual(['{{u}}/x?a=1', true]);
    const blank = roundTrip({ raw: '  ', protocol: 'https', host: ['h', 'org'], path: ['', 'get'] });
    expect([blank.url, blank.disagreed]).toEqual(['https://h.org//get', true]);
    const same = roundTrip({
      raw: 'http://h?a',
      protocol: 'http',
      host: ['h'],
      query: [{ key: 'a', value: '' }],
    });
    expect([same.url, same.disagreed]).toEqual(['http://h?a', false]);
  });

  it('encodes marks of a row that would end it', () => {
    const read = roundTrip({ protocol: 'http', host: ['h'], query: [{ key: 'b#a&r', value: '{{x&y}}&' }] });
    expect(read.url).toBe('http://h?b%23a%26r={{x&y}}%26');
  });

  it('counts rows that are none and values that are no text', () => {
    const read = readUrl({
      raw: 'http://h?n=5',
      protocol: 'http',
      host: ['h'],
      query: [null, { key: 'n', value: 5 }],
    });
    expect([read.unreadable, read.converted]).toEqual([1, 1]);
  });

  it('writes an edited address anew and drops a raw text that is stale', () => {
    const { residue, ...read } = readUrl({
      raw: '{{u}}/x',
      host: ['{{u}}'],
      path: ['x'],
      query: [{ key: 'a', value: '1' }],
    });
    const edited = { ...read, url: '{{u}}/y?a=1' };
    expect(writeUrl(edited, residue)).toEqual({
      raw: '{{u}}/y?a=1',
      host: ['{{u}}'],
      path: ['y'],
      query: [{ key: 'a', value: '1' }],
    });
  });

  it('keeps a text a text only while it says all there is', () => {
    const { residue, ...read } = readUrl('http://h/:id');
    expect(writeUrl({ ...read, url: 'http://h/:id/x' }, residue)).toBe('http://h/:id/x');
    expect(writeUrl({ ...read, pathVariables: [{ key: 'id', value: '1' }] }, residue)).toMatchObject({
      variable: [{ key: 'id', value: '1' }],
    });
  });
});
