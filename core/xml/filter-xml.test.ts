import { describe, expect, it } from 'vitest';
import { filterXml, readXmlText } from './filter-xml.ts';
import { parseXmlTree } from './xml-tree.ts';

const text = `<?xml version="1.0"?>
<!DOCTYPE list [<!ENTITY own "x">]>
<list xmlns="urn:a" xmlns:md="urn:md" count="3">
  <user id="1" role='admin'><name>Zo&#xEB; &amp; Ann</name><age>30</age></user>
  <user id="2"><name>Bob</name><age>41</age><!-- note --></user>
  <md:user id="3"><name><![CDATA[<Cid>]]> Z</name><age>9</age></md:user>
</list>`;
const lines = (expression: string) => filterXml(text, expression).text.split('\n');

describe('filterXml', () => {
  it.each([
    ['//user/@id', ['1', '2']],
    ['/list/*/@id', ['1', '2', '3']],
    ['//md:user/@id', ['3']],
    ['//md:*/age/text()', ['9']],
    ["//*[local-name() = 'user']/@id", ['1', '2', '3']],
    ["//*[namespace-uri() = 'urn:md']/@id", ['3']],
    ['//name/text()', ['Zoë & Ann', 'Bob', '<Cid> Z']],
    ['//user[2]/name', ['<name>Bob</name>']],
    ['//user[last()]/@id', ['2']],
    ['(//age)[last()]', ['<age>9</age>']],
    ['//user[age > 30]/@id', ['2']],
    ["//user[name = 'Bob' or @role='admin']/@id", ['1', '2']],
    ['//user[not(@role)]/name/text()', ['Bob']],
    [
      '//user[@id = 1] | //user[@id = 2]/age',
      [
        '<user id="1" role=\'admin\'>',
        '  <name>Zo&#xEB; &amp; Ann</name>',
        '  <age>30</age>',
        '</user>',
        '<age>41</age>',
      ],
    ],
    ["//age[. = '41']/preceding-sibling::name/text()", ['Bob']],
    ["//age[. = '41']/../following-sibling::*/@id", ['3']],
    ["//name[. = 'Bob']/ancestor::*[@id]/@id", ['2']],
    ["//name[. = 'Bob']/preceding::age/text()", ['30']],
    ["//name[. = 'Bob']/following::age/text()", ['41', '9']],
    ['//comment()', ['<!-- note -->']],
    ['//user/child::age/self::node()/text()', ['30', '41']],
    ['count(//user)', ['2']],
    ['sum(//age) div count(//age)', ['26.666666666666668']],
    ["concat(//user[1]/@role, '-', string-length('Zoë'))", ['admin-3']],
    ["translate('bar','abc','AB')", ['BAr']],
    ["substring('12345', 1.5, 2.6)", ['234']],
    ["substring('12345', 0, 3)", ['12']],
    ["normalize-space('  a   b ')", ['a b']],
    ["substring-before('1999/04/01','/')", ['1999']],
    ["substring-after('1999/04/01','/')", ['04/01']],
    ["starts-with(//user[1]/name, 'Z') and not(contains('a', 'b'))", ['true']],
    ['-(2 + 3) * 2 mod 4', ['-2']],
    ['round(2.5) - floor(-1.2) + ceiling(0.2)', ['6']],
    ['//user[position() mod 2 = 0]/@id', ['2']],
    ['//list/@xmlns', ['']],
    ["//user[@id != '1']/@id", ['2']],
    ['number(//nothing) = number(//nothing)', ['false']],
  ])('%s', (expression, expected) => {
    expect(lines(expression)).toEqual(expected);
  });

  it('counts, and says where it stopped', () => {
    expect(filterXml(text, '//user')).toMatchObject({ count: 2, isCut: false });
    expect(filterXml(text, '//nobody')).toEqual({ text: '', count: 0, isCut: false });
    const many = `<a>${'<b/>'.repeat(120_000)}</a>`;
    expect(filterXml(many, '//b')).toMatchObject({ count: 100_000, isCut: true });
    const small = `<a>${'<b/>'.repeat(5_000)}</a>`;
    expect(filterXml(small, '//b[count(following-sibling::b) > 3]').isCut).toBe(true);
  });

  it.each([
    '',
    '//',
    '//user[',
    'user]',
    '$x',
    'foo()',
    '//user/namespace::x',
    'count()',
    "'open",
    'sum(1)',
    '!',
    '((',
  ])('refuses %j, which is no path', (expression) => {
    expect(() => filterXml(text, expression)).toThrow(
      expect.objectContaining({ code: 'ERR_EXTRACTION_INVALID_PATH' }),
    );
  });

  it.each(['', 'x', '<a>', '<a></b>', '<a/><b/>', '<a', '<a b=c/>', '{"a":1}', '</a>', '<a>&<!-- </a>'])(
    'refuses %j, which is no XML',
    (wrong) => {
      expect(() => filterXml(wrong, '//a')).toThrow(expect.objectContaining({ code: 'ERR_BODY_NOT_XML' }));
    },
  );

  it('is not hurt by depth or by awkward names', () => {
    expect(parseXmlTree('<a>'.repeat(2_000) + '</a>'.repeat(2_000))).toBeUndefined();
    expect(filterXml('<__proto__ constructor="1"/>', '//__proto__/@constructor').text).toBe('1');
    expect(() => filterXml(text, '('.repeat(200))).toThrow(
      expect.objectContaining({ code: 'ERR_EXTRACTION_INVALID_PATH' }),
    );
  });
});

describe('readXmlText', () => {
  it('gives the text of the first node, or nothing', () => {
    expect(readXmlText(text, '//name')).toBe('Zoë & Ann');
    expect(readXmlText(text, '//nobody')).toBeUndefined();
    expect(readXmlText(text, 'count(//user)')).toBe('2');
  });
});
