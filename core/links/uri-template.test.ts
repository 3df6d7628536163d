import { describe, expect, it } from 'vitest';
import { expandTemplate, type TemplateValue, templateVariables } from './uri-template.ts';

// The variables of RFC 6570 section 3.2.
const values = new Map<string, TemplateValue>([
  ['count', ['one', 'two', 'three']],
  ['dom', ['example', 'com']],
  ['dub', 'me/too'],
  ['hello', 'Hello World!'],
  ['half', '50%'],
  ['var', 'value'],
  ['who', 'fred'],
  ['base', 'http://example.com/home/'],
  ['path', '/foo/bar'],
  ['list', ['red', 'green', 'blue']],
  [
    'keys',
    [
      ['semi', ';'],
      ['dot', '.'],
      ['comma', ','],
    ],
  ],
  ['v', '6'],
  ['x', '1024'],
  ['y', '768'],
  ['empty', ''],
  ['empty_keys', []],
]);

describe('expandTemplate', () => {
  // RFC 6570 sections 3.2.1 to 3.2.9.
  it.each([
    ['{count}', 'one,two,three'],
    ['{count*}', 'one,two,three'],
    ['{/count}', '/one,two,three'],
    ['{/count*}', '/one/two/three'],
    ['{;count}', ';count=one,two,three'],
    ['{;count*}', ';count=one;count=two;count=three'],
    ['{?count}', '?count=one,two,three'],
    ['{?count*}', '?count=one&count=two&count=three'],
    ['{&count*}', '&count=one&count=two&count=three'],
    ['{var}', 'value'],
    ['{hello}', 'Hello%20World%21'],
    ['{half}', '50%25'],
    ['O{empty}X', 'OX'],
    ['O{undef}X', 'OX'],
    ['{x,y}', '1024,768'],
    ['{x,hello,y}', '1024,Hello%20World%21,768'],
    ['?{x,empty}', '?1024,'],
    ['?{x,undef}', '?1024'],
    ['?{undef,y}', '?768'],
    ['{var:3}', 'val'],
    ['{var:30}', 'value'],
    ['{list}', 'red,green,blue'],
    ['{keys}', 'semi,%3B,dot,.,comma,%2C'],
    ['{keys*}', 'semi=%3B,dot=.,comma=%2C'],
    ['{+var}', 'value'],
    ['{+hello}', 'Hello%20World!'],
    ['{+half}', '50%25'],
    ['{base}index', 'http%3A%2F%2Fexample.com%2Fhome%2Findex'],
    ['{+base}index', 'http://example.com/home/index'],
    ['O{+empty}X', 'OX'],
    ['{+path}/here', '/foo/bar/here'],
    ['here?ref={+path}', 'here?ref=/foo/bar'],
    ['{+x,hello,y}', '1024,Hello%20World!,768'],
    ['{+path,x}/here', '/foo/bar,1024/here'],
    ['{+path:6}/here', '/foo/b/here'],
    ['{+keys*}', 'semi=;,dot=.,comma=,'],
    ['{#var}', '#value'],
    ['{#half}', '#50%25'],
    ['foo{#empty}', 'foo#'],
    ['foo{#undef}', 'foo'],
    ['{#path:6}here', '#/foo/bhere'],
    ['{#keys}', '#semi,;,dot,.,comma,,'],
    ['{.who}', '.fred'],
    ['{.who,who}', '.fred.fred'],
    ['www{.dom*}', 'www.example.com'],
    ['X{.list*}', 'X.red.green.blue'],
    ['X{.empty_keys}', 'X'],
    ['X{.empty_keys*}', 'X'],
    ['{/var,empty}', '/value/'],
    ['{/var,undef}', '/value'],
    ['{/var:1,var}', '/v/value'],
    ['{/list*,path:4}', '/red/green/blue/%2Ffoo'],
    ['{;empty}', ';empty'],
    ['{;v,bar,who}', ';v=6;who=fred'],
    ['{;hello:5}', ';hello=Hello'],
    ['{;keys*}', ';semi=%3B;dot=.;comma=%2C'],
    ['{?x,y,empty}', '?x=1024&y=768&empty='],
    ['{?var:3}', '?var=val'],
    ['{?keys}', '?keys=semi,%3B,dot,.,comma,%2C'],
    ['{?keys*}', '?semi=%3B&dot=.&comma=%2C'],
    ['?fixed=yes{&x}', '?fixed=yes&x=1024'],
    ['{&x,y,empty}', '&x=1024&y=768&empty='],
  ])('%s: %s', (template, expanded) => {
    expect(expandTemplate(template, values)).toBe(expanded);
  });

  it('counts a prefix in characters and encodes them whole', () => {
    expect(
      expandTemplate(
        '{a:1}{+b}',
        new Map([
          ['a', '😀x'],
          ['b', '%41ü😀'],
        ]),
      ),
    ).toBe('%F0%9F%98%80%41%C3%BC%F0%9F%98%80');
    expect(expandTemplate('{a}', new Map([['a', '\ud800']]))).toBe('%EF%BF%BD');
  });

  it('leaves what is no expression as it is', () => {
    expect(expandTemplate('/a{}{!x}{x:0}{a b}', values)).toBe('/a%7B%7D{!x}{x:0}{a b}');
  });
});

describe('templateVariables', () => {
  it('names each once, in order', () => {
    expect(templateVariables('/u{/id}{?limit,after*,id:3}{!bad}')).toEqual(['id', 'limit', 'after']);
  });
});
