import { introspectionFromSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchemaOf } from './build-schema.ts';
import { maskSchemaText } from './mask-schema.ts';
import { looksLikeSchemaLanguage, readIntrospection } from './read-introspection.ts';
import { sampleSchema, sampleSdl } from './schema.test-kit.ts';

const introspection = introspectionFromSchema(sampleSchema);

describe('buildSchemaOf', () => {
  it('reads both formats alike', () => {
    const built = buildSchemaOf(JSON.stringify(introspection), 'introspection');
    expect(Object.keys(built.getTypeMap()).toSorted()).toEqual(
      Object.keys(sampleSchema.getTypeMap()).toSorted(),
    );
  });

  it('takes a schema that is not flawless', () => {
    const built = buildSchemaOf('type Query { a: Int, a: Int }', 'sdl');
    expect(built.getQueryType()?.name).toBe('Query');
  });

  it.each<[string, 'sdl' | 'introspection']>([
    ['type Query {', 'sdl'],
    ['type Query { a: Nobody }', 'sdl'],
    ['not json', 'introspection'],
    ['{"__schema":{}}', 'introspection'],
    [`type Query { a: ${'['.repeat(50_000)}Int }`, 'sdl'],
    [
      '{"__schema":{"queryType":{"name":"Q"},"types":[{"kind":"OBJECT","name":"a b","fields":[],"interfaces":[]}]}}',
      'introspection',
    ],
  ])('refuses %#', (text, format) => {
    expect(() => buildSchemaOf(text, format)).toThrow(
      expect.objectContaining({ code: 'ERR_GRAPHQL_SCHEMA_INVALID' }) as Error,
    );
  });

  it('refuses more types than can be shown', () => {
    const types = Array.from({ length: 60_000 }, (_, at) => ({ kind: 'SCALAR', name: `S${at}` }));
    const text = JSON.stringify({ __schema: { queryType: { name: 'Q' }, types, directives: [] } });
    expect(() => buildSchemaOf(text, 'introspection')).toThrow(
      expect.objectContaining({ code: 'ERR_GRAPHQL_SCHEMA_TOO_LARGE' }) as Error,
    );
  });
});

describe('readIntrospection', () => {
  it.each<[string, object]>([
    [
      JSON.stringify({ data: introspection, extensions: { token: 'x' } }),
      { kind: 'schema', text: JSON.stringify(introspection) },
    ],
    [`\uFEFF${JSON.stringify(introspection)}`, { kind: 'schema', text: JSON.stringify(introspection) }],
    ['{"errors":[{"message":"No\\n introspection."}]}', { kind: 'refused', reason: 'No introspection.' }],
    ['{"errors":[{}, {"message":"Off"}],"data":null}', { kind: 'refused', reason: 'Off' }],
    ['{"data":{"__schema":null}}', { kind: 'refused', reason: '' }],
    ['{"data":{"__schema":{"types":[]}}}', { kind: 'refused', reason: '' }],
    ['{"id":"00u1"}', { kind: 'other', isJson: true }],
    ['[]', { kind: 'other', isJson: true }],
    ['<html>', { kind: 'other', isJson: false }],
    ['', { kind: 'other', isJson: false }],
  ])('%.50s', (text, reading) => {
    expect(readIntrospection(text)).toEqual(reading);
  });

  it('does not fall over what is nested without end', () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const text = `{"data":{"__schema":{"queryType":{"name":"Q"},"types":[${deep}]}}}`;
    expect(readIntrospection(text)).toEqual({ kind: 'other', isJson: true });
  });
});

describe('looksLikeSchemaLanguage', () => {
  it.each([
    sampleSdl,
    '# a note\nschema { query: Q }',
    '"""Words"""\ntype Query { a: Int }',
    'extend type A { b: Int }',
  ])('yes: %.30s', (text) => expect(looksLikeSchemaLanguage(text)).toBe(true));
  it.each(['', '{ me { id } }', 'openapi: 3.1.0\ntype: object', '<html>', 'query { type }'])(
    'no: %.30s',
    (text) => expect(looksLikeSchemaLanguage(text)).toBe(false),
  );
});

describe('maskSchemaText', () => {
  const mask = (text: string) => text.replaceAll('User', '•').replaceAll('token-0123456789-abcdef', '•');
  it('masks words, and names as long as a token, and leaves the names of the schema', () => {
    const text = JSON.stringify({ name: 'User', description: 'A User', other: 'x-token-0123456789-abcdef' });
    expect(maskSchemaText(text, mask)).toBe(
      JSON.stringify({ name: 'User', description: 'A •', other: 'x-•' }),
    );
  });
});
