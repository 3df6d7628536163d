import { describe, expect, it } from 'vitest';
import { markupTokens } from './markup-tokens.ts';

const spelled = (line: string) => markupTokens(line).map(({ kind, text }) => `${kind}:${text}`);

describe('markupTokens', () => {
  it('tells names, attributes and values apart', () => {
    expect(spelled('  <user id="1" on>A &amp; B</user>')).toEqual([
      'text:  ',
      'punctuation:<',
      'name:user',
      'text: ',
      'literal:id',
      'punctuation:=',
      'string:"1"',
      'text: ',
      'literal:on',
      'punctuation:>',
      'text:A &amp; B',
      'punctuation:</',
      'name:user',
      'punctuation:>',
    ]);
    expect(spelled('<?xml version="1.0"?><!-- <b> --><br/>')).toEqual([
      'comment:<?xml version="1.0"?>',
      'comment:<!-- <b> -->',
      'punctuation:<',
      'name:br',
      'punctuation:/>',
    ]);
  });

  it.each([
    '<a b="x',
    '<a b=',
    '</',
    '<',
    '> > <a',
    '<a/ b>',
    'x <!-- open',
    "<a b='1>2' c>",
    '<<<>>>',
    '<a =="',
    '',
    '<a b="1"c/>é\u{1f600}<',
  ])('loses nothing of "%s"', (line) =>
    expect(
      markupTokens(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line),
  );
});
