import { describe, expect, it } from 'vitest';
import { checkDocument } from './check-document.ts';
import { sampleSchema } from './schema.test-kit.ts';

const marked = (query: string, schema = true) =>
  checkDocument(query, schema ? sampleSchema : undefined).markers.map(({ start, end, severity }) => [
    query.slice(start, end),
    severity,
  ]);

describe('checkDocument', () => {
  it.each<[string, [string, string][]]>([
    ['{ me { name } }', []],
    ['', []],
    ['# only a note', []],
    ['{ me { nam } }', [['nam', 'error']]],
    ['{ me { nick } }', [['nick', 'warning']]],
    ['{ user { id } }', [['user', 'error']]],
    ['query A($n: Int!) { users(first: $n) { id } }', []],
    ['query A($n: Int!) { me { id } }', [['$n', 'error']]],
    ['{ users(level: LOUD) { id } }', [['LOUD', 'error']]],
    ['{ me { name }', [['}', 'error']]],
    ['{ me @log(level: DEBUG) { ...F } } fragment F on User { id }', []],
    ['{ me { ...Gone } }', [['Gone', 'error']]],
    [
      'query { me { id } } query { me { id } }',
      [
        ['q', 'error'],
        ['q', 'error'],
      ],
    ],
  ])('%s', (query, markers) => {
    expect(marked(query)).toEqual(markers);
  });

  it.each([
    '{ user(id: "{{userId}}") { id } }',
    '{ user(id: {{userId}}) { id } }',
    '{ users(first: {{count}}, level: {{level}}) { id } }',
    '{ me { {{field}} } }',
    '{ me { na{{rest}} id } }',
    '{ {{a}}: me { id } {{b}}: user(id: 1) { id } }',
    'query A($n: {{type}}) { users(first: $n) { id } }',
    'query A($n: Int) { me { {{fields}} } }',
    '{ user({{arguments}}) { id } }',
    '{ me { ...F } } {{fragments}}',
    '{ search(text: "a", kinds: [{{kinds}}], options: {name: {{n}}}, level: INFO, count: {{c}}) { __typename } }',
    '{ me { id @include(if: {{flag}}) } }',
    '{{query}}',
  ])('says nothing of variables: %s', (query) => {
    expect(marked(query)).toEqual([]);
  });

  it('says what is wrong beside a variable', () => {
    expect(marked('{ user(id: {{id}}) { nam } }')).toEqual([['nam', 'error']]);
    expect(marked('{ me } } {{later}}', false)).toEqual([['}', 'error']]);
  });

  it('tells the operations and what they declare, without a schema too', () => {
    const query =
      'query A($id: ID!, $n: [Int!] = [1], $m: Int! = 2) { a } mutation { b } subscription S { c }';
    expect(checkDocument(query, undefined).operations).toEqual([
      {
        name: 'A',
        kind: 'query',
        variables: [
          { name: 'id', type: 'ID!', isRequired: true },
          { name: 'n', type: '[Int!]', isRequired: false },
          { name: 'm', type: 'Int!', isRequired: false },
        ],
      },
      { kind: 'mutation', variables: [] },
      { name: 'S', kind: 'subscription', variables: [] },
    ]);
  });

  it('ends on any text', () => {
    expect(marked(`{ a ${'('.repeat(20_000)}`, false)).toHaveLength(1);
    expect(marked(`{ a(b: ${'['.repeat(20_000)}`, false)).toHaveLength(0);
    expect(marked(`{ me { ${'id '.repeat(60_000)} } }`)).toHaveLength(1);
  });
});
