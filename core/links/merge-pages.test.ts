import { describe, expect, it } from 'vitest';
import { readPageItems } from './merge-pages.ts';

describe('readPageItems', () => {
  it('keeps every token as sent', () => {
    const inner = '{"n":12345678901234567890,"b":1.0,"a":"\\u0041,]"},\n [1, [2]], "x", -0';
    expect(readPageItems(`\ufeff [ ${inner} ]\n`)).toEqual({ inner, count: 4 });
  });

  it('takes the list out of the object around it', () => {
    const page = '{"_links":{"next":{"href":"/b"}},"total":2,"users":[ {"n":1.0},\n{"m":"]"} ]}';
    expect(readPageItems(page)).toEqual({ inner: '{"n":1.0},\n{"m":"]"}', count: 2 });
  });

  it('counts the items of the list itself', () => {
    expect(readPageItems('[]')).toEqual({ inner: '', count: 0 });
    expect(readPageItems(' [ \n ] ')).toEqual({ inner: '', count: 0 });
    expect(readPageItems('[{"a":[1,2,3]}]')?.count).toBe(1);
  });

  it.each(['', '{}', '{"value":1}', '{"a":[],"b":[]}', '[1,]', '[1] [2]', '"["', 'null', '[1', '<html>'])(
    'refuses %s',
    (text) => {
      expect(readPageItems(text)).toBeUndefined();
    },
  );
});
