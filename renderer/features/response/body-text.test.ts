import { expect, test } from 'vitest';
import { decodeBody } from './body-text.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

test('reads UTF-8 by default and the charset given', () => {
  expect(decodeBody(bytes(0xc3, 0xa9), undefined)).toEqual({
    text: 'é',
    charset: 'utf-8',
    hasReplacements: false,
  });
  expect(decodeBody(bytes(0xe9), 'iso-8859-1').text).toBe('é');
});

test('a byte order mark wins over what the header says', () => {
  expect(decodeBody(bytes(0xff, 0xfe, 0x61, 0x00), 'utf-8')).toMatchObject({
    text: 'a',
    charset: 'utf-16le',
  });
});

test('bytes that do not fit are marked and nothing throws, not even for a charset that does not exist', () => {
  expect(decodeBody(bytes(0x61, 0xff), undefined)).toEqual({
    text: 'a�',
    charset: 'utf-8',
    hasReplacements: true,
  });
  expect(decodeBody(bytes(0x61), 'no-such-charset')).toMatchObject({ text: 'a', charset: 'utf-8' });
});
