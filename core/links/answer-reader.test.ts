import { expect, it } from 'vitest';
import { AnswerReader } from './answer-reader.ts';

const headers: [string, string][] = [
  ['ETag', '"1"'],
  ['etag', '"2"'],
];

it('names values of headers, JSON and XML', () => {
  const json = new AnswerReader(headers, '{"id":12345678901234567890,"list":[{"a":null},{"a":"x"}]}');
  expect(json.read('header', ' ETAG ')).toBe('"1"');
  expect(json.read('body', '$.id')).toBe('12345678901234567890');
  expect(json.read('body', '$.list[?@.a].a')).toBeUndefined();
  expect(json.read('body', '$..a')).toBeUndefined();
  expect(json.read('body', "$.list[?@.a == 'x'].a")).toBe('x');
  expect(json.read('xml', '//id')).toBeUndefined();
  const xml = new AnswerReader([], '<u xmlns="urn:u"><id n="7">a &amp; b</id></u>');
  expect(xml.read('xml', '//id')).toBe('a & b');
  expect(xml.read('xml', '//id/@n')).toBe('7');
  expect(xml.read('body', '$.id')).toBeUndefined();
  expect(xml.read('header', 'etag')).toBeUndefined();
});

it('refuses paths that are none, with a body and without', () => {
  for (const text of ['{}', '<a/>', undefined]) {
    const reader = new AnswerReader([], text);
    for (const source of ['body', 'xml'] as const) {
      expect(() => reader.read(source, '$[')).toThrow(
        expect.objectContaining({ code: 'ERR_EXTRACTION_INVALID_PATH' }),
      );
    }
  }
});
