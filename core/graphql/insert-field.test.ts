import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkDocument } from './check-document.ts';
import { insertField } from './insert-field.ts';
import { sampleSchema } from './schema.test-kit.ts';

const insert = (
  query: string,
  field: string,
  kind: 'query' | 'mutation' | 'subscription' = 'query',
  chosen?: string,
) => insertField(query, { kind, field }, sampleSchema, chosen);

describe('insertField', () => {
  it('makes an operation of an empty document, required arguments as variables', () => {
    expect(insert('', 'user')).toEqual({
      query: 'query User($id: ID!) {\n  user(id: $id) {\n    id\n    name\n    born\n  }\n}\n',
      variables: [{ name: 'id', value: '""' }],
      operationName: 'User',
      start: 25,
      end: 40,
    });
  });

  it('gives each variable a value of its type to begin with', () => {
    expect(insert('', 'search')?.variables).toEqual([
      { name: 'text', value: '""' },
      { name: 'kinds', value: '[]' },
      { name: 'options', value: '{}' },
      { name: 'level', value: '"INFO"' },
      { name: 'count', value: '0' },
    ]);
  });

  it.each<[string, string, string]>([
    ['{ me { id } }', 'version', '{ me { id }\n  version\n}'],
    ['{\n  me {\n    id\n  }\n}\n', 'version', '{\n  me {\n    id\n  }\n  version\n}\n'],
    [
      '{ me { id } }',
      'user',
      'query ($id: ID!) { me { id }\n  user(id: $id) {\n    id\n    name\n    born\n  }\n}',
    ],
    [
      'query { version }',
      'user',
      'query ($id: ID!) { version\n  user(id: $id) {\n    id\n    name\n    born\n  }\n}',
    ],
    [
      'query A($id: Int) { user(id: 1) { id } }',
      'user',
      'query A($id: Int, $id2: ID!) { user(id: 1) { id }\n  user2: user(id: $id2) {\n    id\n    name\n    born\n  }\n}',
    ],
    [
      'query A { version } # end',
      'user',
      'query A($id: ID!) { version\n  user(id: $id) {\n    id\n    name\n    born\n  }\n} # end',
    ],
    ['{ user(id: {{id}}) { id } }', 'version', '{ user(id: {{id}}) { id }\n  version\n}'],
  ])('into %s', (query, field, expected) => {
    expect(insert(query, field)?.query).toBe(expected);
  });

  it('adds an operation where there is none of the kind, or the document cannot be read', () => {
    const added = insert('query A { version }', 'addUser', 'mutation');
    expect(added?.operationName).toBe('AddUser');
    expect(checkDocument(added?.query ?? '', sampleSchema).markers).toEqual([]);
    expect(insert('{ broken', 'version')?.query).toBe('{ broken\n\nquery Version {\n  version\n}\n');
  });

  it('goes into the operation that is chosen', () => {
    const both = 'query A { version } query B { version }';
    expect(insert(both, 'me', 'query', 'B')).toMatchObject({ operationName: 'B' });
    expect(insert(both, 'me', 'query')).toMatchObject({ operationName: 'A' });
  });

  it('points at what it put in', () => {
    const { query = '', start = 0, end = 0 } = insert('{ me { id } }', 'user') ?? {};
    expect(query.slice(start, end)).toBe('user(id: $id) {');
    expect(() => parse(query)).not.toThrow();
  });

  it('knows only what the schema has', () => {
    expect(insert('', 'nobody')).toBeUndefined();
  });
});
