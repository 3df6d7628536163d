import { describe, expect, test } from 'vitest';
import { PagedSource } from './byte-source.ts';
import { decideCharset } from './charset.ts';
import { MemorySource } from './memory-source.test-kit.ts';
import { TextSource } from './text-source.ts';

interface Sample {
  name: string;
  bytes: number[] | Uint8Array;
  declared?: string;
  chosen?: string;
  charset: string;
  text: string;
  isReplaced?: boolean;
}

const utf16 = (text: string, littleEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return [...(littleEndian ? bytes : bytes.swap16())];
};
const utf8 = (text: string) => [...Buffer.from(text)];
const latin1 = (text: string) => [...Buffer.from(text, 'latin1')];

const samples: Sample[] = [
  { name: 'ASCII, nothing declared', bytes: utf8('{"a":1}'), charset: 'utf-8', text: '{"a":1}' },
  { name: 'UTF-8, nothing declared', bytes: utf8('é€😀'), charset: 'utf-8', text: 'é€😀' },
  { name: 'UTF-8, declared', bytes: utf8('é'), declared: 'UTF-8', charset: 'utf-8', text: 'é' },
  { name: 'UTF-8 with a mark', bytes: [0xef, 0xbb, 0xbf, 0x5b, 0x5d], charset: 'utf-8', text: '[]' },
  {
    name: 'UTF-8 with a mark, Latin 1 declared',
    bytes: [0xef, 0xbb, 0xbf, ...utf8('é')],
    declared: 'iso-8859-1',
    charset: 'utf-8',
    text: 'é',
  },
  {
    name: 'UTF-8 with a mark, Latin 1 chosen',
    bytes: [0xef, 0xbb, 0xbf, 0x61],
    chosen: 'iso-8859-1',
    charset: 'windows-1252',
    text: 'ï»¿a',
  },
  {
    name: 'a lone continuation byte',
    bytes: [0x61, 0x80, 0x62],
    charset: 'utf-8',
    text: 'a�b',
    isReplaced: true,
  },
  { name: 'an overlong slash', bytes: [0xc0, 0xaf], charset: 'utf-8', text: '��', isReplaced: true },
  {
    name: 'a surrogate in UTF-8',
    bytes: [0xed, 0xa0, 0x80],
    charset: 'utf-8',
    text: '���',
    isReplaced: true,
  },
  {
    name: 'a character cut at the end',
    bytes: [0x61, 0xe2, 0x82],
    charset: 'utf-8',
    text: 'a�',
    isReplaced: true,
  },
  {
    name: 'bytes that are never in UTF-8',
    bytes: [0xfe, 0x61, 0xff],
    charset: 'utf-8',
    text: '�a�',
    isReplaced: true,
  },
  { name: 'a replacement character that was sent', bytes: utf8('�'), charset: 'utf-8', text: '�' },
  {
    name: 'Latin 1 taken for UTF-8',
    bytes: [0x63, 0x61, 0x66, 0xe9],
    charset: 'utf-8',
    text: 'caf�',
    isReplaced: true,
  },
  { name: 'Latin 1, declared', bytes: [0xe9], declared: 'iso-8859-1', charset: 'windows-1252', text: 'é' },
  {
    name: 'Latin 1, chosen over UTF-8',
    bytes: [0xe9],
    declared: 'utf-8',
    chosen: 'latin1',
    charset: 'windows-1252',
    text: 'é',
  },
  { name: 'Latin 9', bytes: [0xa4], declared: 'iso-8859-15', charset: 'iso-8859-15', text: '€' },
  {
    name: 'Windows 1250',
    bytes: [0x8a, 0xe8],
    declared: 'windows-1250',
    charset: 'windows-1250',
    text: 'Šč',
  },
  {
    name: 'Windows 1251',
    bytes: [0xcf, 0xf0],
    declared: 'windows-1251',
    charset: 'windows-1251',
    text: 'Пр',
  },
  { name: 'KOI8-R', bytes: [0xf0, 0xd2], declared: 'koi8-r', charset: 'koi8-r', text: 'Пр' },
  {
    name: 'UTF-16 LE with a mark',
    bytes: [0xff, 0xfe, ...utf16('{"é":1}', true)],
    charset: 'utf-16le',
    text: '{"é":1}',
  },
  {
    name: 'UTF-16 BE with a mark',
    bytes: [0xfe, 0xff, ...utf16('😀', false)],
    declared: 'utf-8',
    charset: 'utf-16be',
    text: '😀',
  },
  { name: 'UTF-16 LE without a mark', bytes: utf16('{"a":1}', true), charset: 'utf-16le', text: '{"a":1}' },
  { name: 'UTF-16 BE without a mark', bytes: utf16('{"a":1}', false), charset: 'utf-16be', text: '{"a":1}' },
  {
    name: 'UTF-16 with half a pair',
    bytes: [0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00],
    charset: 'utf-16le',
    text: '�a',
    isReplaced: true,
  },
  {
    name: 'UTF-16 with a byte too many',
    bytes: [0xff, 0xfe, 0x61, 0x00, 0x62],
    charset: 'utf-16le',
    text: 'a�',
    isReplaced: true,
  },
  {
    name: 'GB 18030',
    bytes: [0xc4, 0xe3, 0x81, 0x30, 0x81, 0x30],
    declared: 'gb18030',
    charset: 'gb18030',
    text: '你\u0080',
  },
  { name: 'GBK', bytes: [0xba, 0xc3], declared: 'gbk', charset: 'gbk', text: '好' },
  {
    name: 'Shift JIS',
    bytes: [0x93, 0xfa, 0x83, 0x5c],
    declared: 'shift_jis',
    charset: 'shift_jis',
    text: '日ソ',
  },
  { name: 'EUC-KR', bytes: [0xc7, 0xd1], declared: 'euc-kr', charset: 'euc-kr', text: '한' },
  { name: 'Big5', bytes: [0xa4, 0xa4], declared: 'big5', charset: 'big5', text: '中' },
  {
    name: 'ISO-2022-JP',
    bytes: [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42],
    declared: 'iso-2022-jp',
    charset: 'iso-2022-jp',
    text: '日',
  },
  {
    name: 'what XML says of itself',
    bytes: latin1('<?xml version="1.0" encoding=\'iso-8859-1\'?><a>é</a>'),
    charset: 'windows-1252',
    text: '<?xml version="1.0" encoding=\'iso-8859-1\'?><a>é</a>',
  },
  {
    name: 'what a page says of itself',
    bytes: latin1('<html><META http-equiv=a content="text/html; charset=Windows-1252">é'),
    charset: 'windows-1252',
    text: '<html><META http-equiv=a content="text/html; charset=Windows-1252">é',
  },
  {
    name: 'what the server says before what the page says',
    bytes: utf8('<meta charset=iso-8859-2>é'),
    declared: 'utf-8',
    charset: 'utf-8',
    text: '<meta charset=iso-8859-2>é',
  },
  {
    name: 'a text that only speaks of a charset',
    bytes: utf8('"<meta charset=iso-8859-2>é"'),
    charset: 'utf-8',
    text: '"<meta charset=iso-8859-2>é"',
  },
  {
    name: 'a page in bytes that says UTF-16',
    bytes: utf8('<meta charset="utf-16">é'),
    charset: 'utf-8',
    text: '<meta charset="utf-16">é',
  },
  {
    name: 'a charset that does not exist',
    bytes: utf8('é'),
    declared: 'no-such',
    charset: 'utf-8',
    text: 'é',
  },
];

async function readAll(source: MemorySource, declared?: string, chosen?: string) {
  const charset = decideCharset(source.bytes.subarray(0, 4_096), declared, chosen);
  const text = new TextSource(new PagedSource(source), charset);
  const parts: Uint8Array[] = [];
  for (let part = await text.next(); part !== undefined; part = await text.next()) parts.push(part);
  return { charset: charset.charset, bytes: Buffer.concat(parts), text };
}

describe('charsets', () => {
  test.each(samples)('$name', async ({ bytes, declared, chosen, charset, text, isReplaced = false }) => {
    const source = new MemorySource(Uint8Array.from(bytes));
    const read = await readAll(source, declared, chosen);
    expect(read).toMatchObject({ charset });
    expect(read.bytes.toString()).toBe(text);
    expect(read.text.hasReplacements).toBe(isReplaced);
    expect(source.bytes).toEqual(Uint8Array.from(bytes));
  });
});

describe('TextSource', () => {
  const long = (unit: string) => unit.repeat(Math.ceil(2_600_000 / unit.length));

  test.each([
    ['utf-8', Uint8Array.from(Buffer.from(long('aé€😀')))],
    ['utf-16le', Uint8Array.from([0xff, 0xfe, ...Buffer.from(long('a😀é'), 'utf16le')])],
    [
      'shift_jis',
      Uint8Array.from({ length: 2_600_000 }, (_, at) => [0x22, 0x93, 0xfa, 0x83, 0x5c][at % 5] ?? 0),
    ],
  ])('cuts %s between characters, and reads ranges as the whole is', async (declared, bytes) => {
    const { bytes: all, text } = await readAll(new MemorySource(bytes), declared);
    expect(text.hasReplacements).toBe(false);
    expect(all.toString()).toBe(new TextDecoder(declared).decode(bytes));
    for (const [start, end] of [
      [0, 10],
      [262_100, 262_300],
      [1_310_000, 1_311_000],
      [all.length - 5, all.length + 5],
    ] as const) {
      expect(Buffer.from(await text.read(start, end))).toEqual(all.subarray(start, end));
    }
  });

  test('places stay right behind bytes that are no characters', async () => {
    const bytes = Uint8Array.from(Buffer.from(long('abcdefgh\n')));
    bytes[300_000] = 0xff;
    const { bytes: all, text } = await readAll(new MemorySource(bytes));
    expect(all).toHaveLength(bytes.length + 2);
    expect(text.hasReplacements).toBe(true);
    expect(Buffer.from(await text.read(299_990, 300_010))).toEqual(all.subarray(299_990, 300_010));
    expect(Buffer.from(await text.read(2_000_000, 2_000_050))).toEqual(all.subarray(2_000_000, 2_000_050));
  });
});
