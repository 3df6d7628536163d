import { describe, expect, test } from 'vitest';
import { formatRowText, isFormText, isRowText, parsePastedRows, parseRowText } from './row-text.ts';

describe('parseRowText', () => {
  test('reads colons, equals signs and tabs as separators', () => {
    expect(parseRowText('a: 1\nb=2\nc\t3')).toEqual([
      { key: 'a', value: '1', isEnabled: true },
      { key: 'b', value: '2', isEnabled: true },
      { key: 'c', value: '3', isEnabled: true },
    ]);
  });

  test('parts at the first separator only, and not at the one of a scheme', () => {
    expect(parseRowText('url: https://host:8443/a?b=c\nnext=https://host')).toEqual([
      { key: 'url', value: 'https://host:8443/a?b=c', isEnabled: true },
      { key: 'next', value: 'https://host', isEnabled: true },
    ]);
  });

  test('takes // and # in front for disabled rows', () => {
    expect(parseRowText('// a: 1\n#b: 2\n  //c:3')).toEqual([
      { key: 'a', value: '1', isEnabled: false },
      { key: 'b', value: '2', isEnabled: false },
      { key: 'c', value: '3', isEnabled: false },
    ]);
  });

  test('skips blank lines of any line ending and keeps keys without a value', () => {
    expect(parseRowText('a\r\n\r\n  \rb:')).toEqual([
      { key: 'a', value: '', isEnabled: true },
      { key: 'b', value: '', isEnabled: true },
    ]);
  });
});

test('formatRowText writes what parseRowText reads', () => {
  const rows = [
    { key: 'Accept', value: 'application/json; q=1', isEnabled: true },
    { key: 'X-Url', value: 'https://a/b', isEnabled: false },
    { key: 'empty', value: '', isEnabled: true },
  ];
  expect(parseRowText(formatRowText(rows))).toEqual(rows);
});

describe('pasted form data', () => {
  test.each([
    ['a=1&b=two+words%21&c', true],
    ['?after=x%2Fy&limit={{limit}}', true],
    ['a=1', false],
    ['https://host/?a=1&b=2', false],
    ['Tom & Jerry = friends & foes', false],
    ['{{a}}&{{b}}', false],
  ])('%j is %s', (text, isForm) => {
    expect(isFormText(text)).toBe(isForm);
  });

  test('is decoded, and what cannot be decoded stays', () => {
    expect(parsePastedRows('a=two+words%21&b=100%&b')).toEqual([
      { key: 'a', value: 'two words!', isEnabled: true },
      { key: 'b', value: '100%', isEnabled: true },
      { key: 'b', value: '', isEnabled: true },
    ]);
  });
});

describe('isRowText', () => {
  test.each([
    ['a: 1\nb: 2', true],
    ['a=1\n\nb=2\n', true],
    ['a: 1', false],
    ['one line\nanother line', false],
    ['https://host/path\nhttps://host/other', false],
  ])('%j is %s', (text, isRows) => {
    expect(isRowText(text)).toBe(isRows);
  });
});
