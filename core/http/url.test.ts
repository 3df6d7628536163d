import { describe, expect, it } from 'vitest';
import { mergePathVariables, pathVariableNames, splitAddress, splitOutsideVariables } from './url.ts';

describe('splitAddress', () => {
  it.each([
    ['', '', undefined, ''],
    ['{{url}}/a?b=1#c?d', '{{url}}/a', 'b=1', '#c?d'],
    ['{{a#b?c}}/x', '{{a#b?c}}/x', undefined, ''],
    ['/x#?', '/x', undefined, '#?'],
    ['/x?', '/x', '', ''],
  ])('%s', (url, base, query, hash) => {
    expect(splitAddress(url)).toEqual({ base, query, hash });
  });
});

describe('splitOutsideVariables', () => {
  it('leaves the inside of variables whole', () => {
    expect(splitOutsideVariables('a/{{b/c}}/d/{{e', '/')).toEqual(['a', '{{b/c}}', 'd', '{{e']);
    expect(splitOutsideVariables('a=b=c', '=', 1)).toEqual(['a', 'b=c']);
  });
});

describe('path variables', () => {
  it.each([
    ['{{url}}/api/v1/users/:userId/lifecycle/activate', ['userId']],
    ['http://localhost:8080/:a/:b/:a?x=:c#/:d', ['a', 'b']],
    ['localhost:8080', []],
    ['https://user:pass@a.test/x:y/:', []],
    ['a.test/:id', ['id']],
    ['{{url/:x}}/:{{y}}/:z', ['z']],
  ])('%s', (url, names) => {
    expect(pathVariableNames(url)).toEqual(names);
  });

  it('keeps values while a name is typed and drops what is gone', () => {
    const rows = [
      { key: 'userId', value: '00u1', description: 'who' },
      { key: 'groupId', value: '00g1' },
    ];
    expect(mergePathVariables(rows, '/:userI/:groupId')).toEqual([
      { key: 'userI', value: '00u1', description: 'who' },
      rows[1],
    ]);
    expect(mergePathVariables(rows, '/:groupId')).toEqual([rows[1]]);
    expect(mergePathVariables(rows, '/:groupId/:userId/:x')).toEqual([
      rows[1],
      rows[0],
      { key: 'x', value: '' },
    ]);
  });
});
