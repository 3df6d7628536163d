import { describe, expect, it } from 'vitest';
import { buildSchemaOf } from './build-schema.ts';
import { describeTarget } from './describe-target.ts';
import { listSchema } from './list-schema.ts';
import { sampleSchema } from './schema.test-kit.ts';

const names = (text: string) =>
  listSchema(sampleSchema, text, 100).entries.map(({ kind, name }) => `${kind} ${name}`);

describe('listSchema', () => {
  it('begins with what operations begin with, then the types', () => {
    expect(names('').slice(0, 8)).toEqual([
      'query me',
      'query search',
      'query user',
      'query users',
      'query version',
      'mutation addUser',
      'subscription userAdded',
      'scalar Boolean',
    ]);
  });

  it('finds fields of every type, beginnings first', () => {
    expect(names('name')).toEqual(['field NewUser.name', 'field User.name']);
    expect(names('user').slice(0, 4)).toEqual([
      'query user',
      'object User',
      'query users',
      'mutation addUser',
    ]);
    expect(names('user.nick')).toEqual(['field User.nick']);
    expect(names('nobody')).toEqual([]);
  });

  it('cuts a long list and says how long it is', () => {
    const sdl = `type Query { ${Array.from({ length: 5_000 }, (_, at) => `f${at}: Int`).join(' ')} }`;
    const { entries, total } = listSchema(buildSchemaOf(sdl, 'sdl'), '', 200);
    expect([entries.length, total]).toEqual([200, 5_000 + 3]);
  });
});

describe('describeTarget', () => {
  it('says all of a field', () => {
    expect(describeTarget(sampleSchema, { type: 'Query', field: 'user' })).toMatchObject({
      kind: 'query',
      name: 'user',
      type: 'User',
      namedType: 'User',
      description: 'Finds one by id',
      arguments: [
        { name: 'id', type: 'ID!', isRequired: true },
        { name: 'verbose', type: 'Boolean', isRequired: false, defaultValue: 'false' },
      ],
    });
    expect(describeTarget(sampleSchema, { type: 'User', field: 'nick' })).toMatchObject({
      name: 'User.nick',
      deprecation: 'Use name',
    });
  });

  it('says all of a type', () => {
    expect(describeTarget(sampleSchema, { type: 'Found' })).toMatchObject({
      kind: 'union',
      types: ['User', 'Group'],
    });
    expect(describeTarget(sampleSchema, { type: 'Level' })?.values.map(({ name }) => name)).toEqual([
      'INFO',
      'DEBUG',
      'OLD',
    ]);
    expect(describeTarget(sampleSchema, { type: 'NewUser' })?.fields).toMatchObject([
      { name: 'name', isRequired: true },
      { name: 'level', defaultValue: 'INFO' },
    ]);
    expect(describeTarget(sampleSchema, { type: 'User' })).toMatchObject({ kind: 'object', types: ['Node'] });
  });

  it.each([
    { type: 'Nobody' },
    { type: 'User', field: 'toString' },
    { type: '__proto__' },
    { type: 'Level', field: 'INFO' },
  ])('nothing of %j', (target) => {
    expect(describeTarget(sampleSchema, target)).toBeUndefined();
  });
});
