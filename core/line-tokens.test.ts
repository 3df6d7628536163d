import { describe, expect, it } from 'vitest';
import { type LineLanguage, lineTokens } from './line-tokens.ts';

const spelled = (language: LineLanguage, line: string) =>
  lineTokens(language, line).flatMap(({ kind, text }) =>
    text.trim() === '' ? [] : `${kind}:${text.trim()}`,
  );

describe('lineTokens', () => {
  it.each<[LineLanguage, string, string[]]>([
    [
      'yaml',
      '  - name: "Zoë" # who',
      ['punctuation:-', 'name:name', 'punctuation::', 'string:"Zoë"', 'comment:# who'],
    ],
    ['yaml', 'a-b.c: 12', ['name:a-b.c', 'punctuation::', 'number:12']],
    ['yaml', "'it''s': true", ["name:'it''s'", 'punctuation::', 'literal:true']],
    ['yaml', 'url: https://a.test/#x', ['name:url', 'punctuation::', 'text:https://a.test/#x']],
    [
      'yaml',
      'x: &a [1, no, *b]',
      [
        'name:x',
        'punctuation::',
        'literal:&a',
        'punctuation:[',
        'number:1',
        'punctuation:,',
        'literal:no',
        'punctuation:,',
        'literal:*b',
        'punctuation:]',
      ],
    ],
    ['yaml', 'text: |-', ['name:text', 'punctuation::', 'literal:|-']],
    ['yaml', '---', ['comment:---']],
    ['yaml', '# all of it: 1', ['comment:# all of it: 1']],
    ['yaml', '- 10:30', ['punctuation:-', 'text:10:30']],
    [
      'csv',
      'id,"a, ""b""",-1.5e3,x',
      [
        'text:id',
        'punctuation:,',
        'string:"a, ""b"""',
        'punctuation:,',
        'number:-1.5e3',
        'punctuation:,',
        'text:x',
      ],
    ],
    ['csv', 'a;;1', ['text:a', 'punctuation:;;', 'number:1']],
    ['csv', '"open, cell', ['string:"open, cell']],
    [
      'javascript',
      "const a = 'it\\'s' + 0x1f; // why",
      [
        'literal:const',
        'text:a',
        'punctuation:=',
        "string:'it\\'s'",
        'punctuation:+',
        'number:0x1f',
        'punctuation:;',
        'comment:// why',
      ],
    ],
    [
      'javascript',
      '/* a */ f(`x`)',
      ['comment:/* a */', 'text:f', 'punctuation:(', 'string:`x`', 'punctuation:)'],
    ],
    ['javascript', ' * of a comment', ['comment:* of a comment']],
    ['javascript', 'a / b; newer', ['text:a', 'punctuation:/', 'text:b', 'punctuation:;', 'text:newer']],
    ['markup', '<br/>', ['punctuation:<', 'name:br', 'punctuation:/>']],
  ])('cuts %s: %s', (language, line, parts) => {
    expect(spelled(language, line)).toEqual(parts);
  });

  const odd = [
    '',
    '"',
    "'",
    '`\\',
    '"\\',
    '\\',
    '/*',
    '#',
    ': :',
    '- - ',
    '{"a": [1, "b", {c: d}]}',
    '\u{1f600}é\u0000,;\t"',
    '&*!',
    'a: b: c',
    '?',
    '%TAG ! x',
    '"a" "b',
    '/ /',
    '....',
    '-',
  ];
  it.each(
    (['yaml', 'csv', 'javascript', 'markup'] as const).flatMap((language) =>
      odd.map((line) => [language, line] as const),
    ),
  )('loses nothing of %s: %s', (language, line) => {
    expect(
      lineTokens(language, line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
  });

  it.each<[LineLanguage, string]>([
    ['csv', 'a,'],
    ['javascript', '"a"+'],
    ['yaml', '[1, '],
    ['yaml', 'a '],
    ['yaml', 'a: '],
    ['javascript', '/*'],
    ['markup', '<a '],
  ])('takes no longer than long for a long line of %s: %s', (language, piece) => {
    const line = piece.repeat(20_000);
    const startedAt = performance.now();
    const tokens = lineTokens(language, line);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(tokens.length).toBeLessThanOrEqual(401);
    expect(tokens.reduce((sum, { text }) => sum + text.length, 0)).toBe(line.length);
  });
});
