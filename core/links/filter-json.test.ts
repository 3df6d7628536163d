import { describe, expect, it } from 'vitest';
import { filterJson } from './filter-json.ts';

const text = ` { "users": [
  { "id": 12345678901234567890.0, "name": "\\u0041\\/b]", "tags": [ "x" , 1e400 ] },
  { "id": -0.10, "name": "B", "on": true, "last": null }
], "a": 1, "a": 2 } `;

describe('filterJson', () => {
  it.each([
    ['$.users[*].id', '[12345678901234567890.0,-0.10]'],
    ['$.users[0].name', String.raw`["\u0041\/b]"]`],
    ['$..tags', '[[ "x" , 1e400 ]]'],
    ['$.users[1]["on","last"]', '[true,null]'],
    ['$.users[?@.name == "B"].id', '[-0.10]'],
    ['$.a', '[2]'],
    ['$.nothing', '[]'],
    ['$.users[-1:]', '[{ "id": -0.10, "name": "B", "on": true, "last": null }]'],
  ])('%s gives the values as they stand', (expression, expected) => {
    expect(filterJson(text, expression).text).toBe(expected);
  });

  it('gives the way to each value, and the whole text for $', () => {
    expect(filterJson(text, '$..id').paths).toEqual([
      ['users', 0, 'id'],
      ['users', 1, 'id'],
    ]);
    expect(JSON.parse(filterJson(text, '$').text)).toEqual([JSON.parse(text)]);
    expect(filterJson(' 7 ', '$').text).toBe('[ 7]');
  });

  it('says where it stopped', () => {
    const many = `[${'1,'.repeat(100_000)}1]`;
    const { paths, isCut } = filterJson(many, '$[*]');
    expect(paths).toHaveLength(100_000);
    expect(isCut).toBe(true);
  });

  it('refuses what is no path, and what is no JSON', () => {
    expect(() => filterJson(text, '$.users[')).toThrow(
      expect.objectContaining({ code: 'ERR_EXTRACTION_INVALID_PATH', details: { position: 8 } }),
    );
    expect(() => filterJson('{"a":\n', '$')).toThrow(
      expect.objectContaining({ code: 'ERR_BODY_NOT_JSON', details: { line: 2, column: 1 } }),
    );
    expect(() => filterJson('['.repeat(2_000) + ']'.repeat(2_000), '$')).toThrow(
      expect.objectContaining({ code: 'ERR_BODY_NOT_JSON', details: undefined }),
    );
  });
});
