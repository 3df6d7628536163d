import { describe, expect, it } from 'vitest';
import { formatMarkup, maxMarkupChars } from './format-markup.ts';

const squeeze = (text: string) => text.replace(/>\s+</g, '><').replace(/\s+/g, ' ').trim();

describe('formatMarkup', () => {
  it('puts each element of XML on a line, and leaves the ones with text as they came', () => {
    const text =
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x>y">]><!-- all --><users n="2"><user id="1"><name>A &amp; B</name><mail/></user>\n<user>\n<name>  two\n  lines </name><![CDATA[<raw>]]></user></users>';
    expect(formatMarkup(text, 'xml')).toBe(
      [
        '<?xml version="1.0"?>',
        '<!DOCTYPE a [<!ENTITY e "x>y">]>',
        '<!-- all -->',
        '<users n="2">',
        '  <user id="1">',
        '    <name>A &amp; B</name>',
        '    <mail/>',
        '  </user>',
        '  <user>\n<name>  two\n  lines </name><![CDATA[<raw>]]></user>',
        '</users>',
      ].join('\n'),
    );
  });

  it.each([
    ['mixed content', '<p>one <b>two</b> three</p>', '<p>one <b>two</b> three</p>'],
    ['preserved space', '<a xml:space="preserve"> <b/> </a>', '<a xml:space="preserve"> <b/> </a>'],
    ['a bracket in an attribute', '<a x="1>2"><b y=\'>\'/></a>', '<a x="1>2">\n  <b y=\'>\'/>\n</a>'],
    ['nothing inside', '<a></a>', '<a></a>'],
    ['names in capitals', '<A><a/></A>', '<A>\n  <a/>\n</A>'],
  ])('XML with %s', (_what, text, formatted) => expect(formatMarkup(text, 'xml')).toBe(formatted));

  it.each(['<a>', '<a></b>', '</a>', '<a', '<a><!-- </a>', 'a < b', '<a><b></a></b>'])(
    'leaves "%s", which is no XML, alone',
    (text) => expect(formatMarkup(text, 'xml')).toBeUndefined(),
  );

  it('bears HTML as it is found', () => {
    const text =
      '<!doctype html><html><head><title>a < b</title><script>if (a<b) "</p>"</script></head><BODY><ul><li>one<li>two <b>bold</b></ul><p>text<br>more <a href="#">link</a></p><div><img src=x><p>x</div></BODY></html>';
    const formatted = formatMarkup(text, 'html') ?? '';
    expect(formatted.split('\n')).toEqual([
      '<!doctype html>',
      '<html>',
      '  <head>',
      '    <title>a < b</title>',
      '    <script>if (a<b) "</p>"</script>',
      '  </head>',
      '  <BODY>',
      '    <ul>',
      '      <li>',
      '        one',
      '        <li>two <b>bold</b>',
      '    </ul>',
      '    <p>text<br>more <a href="#">link</a></p>',
      '    <div>',
      '      <img src=x>',
      '      <p>x',
      '    </div>',
      '  </BODY>',
      '</html>',
    ]);
    expect(squeeze(formatted).replaceAll(' ', '')).toBe(squeeze(text).replaceAll(' ', ''));
  });

  it('takes no text apart that is too long or too deep', () => {
    expect(formatMarkup(`<a>${' '.repeat(maxMarkupChars)}</a>`, 'xml')).toBeUndefined();
    const deep = '<a>'.repeat(5_000) + '</a>'.repeat(5_000);
    expect(formatMarkup(deep, 'xml')).toBeUndefined();
  });
});
