import { describe, expect, it } from 'vitest';
import { planVariableSave, rebaseLocalValues, withLocalValues } from './local-values.ts';
import type { Variable } from './variable.ts';

const variable = (key: string, more: Partial<Variable> = {}): Variable => ({
  key,
  initialValue: `initial ${key}`,
  enabled: true,
  type: 'default',
  ...more,
});

function save(variables: Variable[], previous: Parameters<typeof planVariableSave>[1] = []) {
  let count = 0;
  return planVariableSave(variables, previous, () => `new-${(count += 1)}`);
}

describe('planVariableSave', () => {
  it('keeps what is local out of what is shared', () => {
    const plan = save([
      variable('a', { currentValue: 'x' }),
      variable('b', { type: 'secret', currentValue: 'hush', secretId: 'theirs' }),
    ]);
    expect(plan.shared).toStrictEqual([variable('a'), variable('b', { type: 'secret' })]);
    expect(plan.local).toStrictEqual([
      { key: 'a', value: 'x' },
      { key: 'b', secretId: 'new-1' },
    ]);
    expect(plan.secretsToWrite).toStrictEqual([{ secretId: 'new-1', value: 'hush' }]);
  });

  it('keeps a secret over a rename, replaces it by text and removes it by null', () => {
    const previous = [{ key: 'k', secretId: 's' }];
    const secret = { type: 'secret', secretId: 's' };
    expect(save([variable('renamed', secret)], previous)).toMatchObject({
      local: [{ key: 'renamed', secretId: 's' }],
      secretsToWrite: [],
      secretsToDelete: [],
    });
    expect(save([variable('k', { ...secret, currentValue: 'new' })], previous)).toMatchObject({
      secretsToWrite: [{ secretId: 's', value: 'new' }],
      secretsToDelete: [],
    });
    expect(save([variable('k', { ...secret, currentValue: null })], previous)).toMatchObject({
      local: [],
      secretsToDelete: ['s'],
    });
    expect(save([], previous)).toMatchObject({ local: [], secretsToDelete: ['s'] });
  });

  it('finds the secret by name where no handle came, and trusts no foreign handle', () => {
    expect(save([variable('k', { type: 'secret' })], [{ key: 'k', secretId: 's' }]).local).toStrictEqual([
      { key: 'k', secretId: 's' },
    ]);
    expect(save([variable('k', { type: 'secret', secretId: 'workspace/x/variable/y' })]).local).toStrictEqual(
      [],
    );
    const twice = [
      variable('a', { type: 'secret', secretId: 's' }),
      variable('b', { type: 'secret', secretId: 's' }),
    ];
    expect(save(twice, [{ key: 'a', secretId: 's' }]).local).toStrictEqual([{ key: 'a', secretId: 's' }]);
  });

  it('moves a current value into the secret store, and none out of it', () => {
    expect(save([variable('k', { type: 'secret' })], [{ key: 'k', value: 'was plain' }])).toMatchObject({
      local: [{ key: 'k', secretId: 'new-1' }],
      secretsToWrite: [{ secretId: 'new-1', value: 'was plain' }],
    });
    expect(save([variable('k', { secretId: 's' })], [{ key: 'k', secretId: 's' }])).toMatchObject({
      local: [],
      secretsToDelete: ['s'],
    });
  });
});

describe('withLocalValues', () => {
  it('puts values to the row of the same name, in turn where names repeat', () => {
    const shared = [variable('a'), variable('b', { type: 'secret' }), variable('a')];
    const local = [
      { key: 'a', value: '1' },
      { key: 'b', secretId: 's' },
      { key: 'a', value: '2' },
    ];
    expect(withLocalValues(shared, local).map((each) => each.currentValue ?? each.secretId)).toStrictEqual([
      '1',
      's',
      '2',
    ]);
  });

  it('keeps the places of equal names', () => {
    const variables = [
      variable('a'),
      variable('a', { currentValue: '2' }),
      variable('b', { currentValue: '3' }),
    ];
    const { shared, local } = save(variables);
    expect(withLocalValues(shared, local)).toStrictEqual(variables);
  });

  it('shows no value of the other kind', () => {
    expect(
      withLocalValues(
        [variable('a', { type: 'secret' }), variable('b')],
        [
          { key: 'a', value: '1' },
          { key: 'b', secretId: 's' },
        ],
      ),
    ).toStrictEqual([variable('a', { type: 'secret' }), variable('b')]);
  });
});

describe('rebaseLocalValues', () => {
  const base = [
    { key: 'a', value: '1' },
    { key: 'b', value: '1' },
  ];
  const now = [
    { key: 'a', value: '2' },
    { key: 'c', value: '3' },
  ];

  it('takes what changed meanwhile where the edit did not touch it, and the edit where it did', () => {
    const edited = [
      variable('a', { currentValue: '1' }),
      variable('b', { currentValue: '1' }),
      variable('c'),
      variable('d', { currentValue: '4' }),
    ];
    expect(rebaseLocalValues(edited, base, now)).toStrictEqual([
      variable('a', { currentValue: '2' }),
      variable('b'),
      variable('c', { currentValue: '3' }),
      variable('d', { currentValue: '4' }),
    ]);
    expect(rebaseLocalValues([variable('a', { currentValue: 'mine' })], base, now)[0]?.currentValue).toBe(
      'mine',
    );
    expect(rebaseLocalValues([variable('a', { currentValue: null })], base, now)[0]?.currentValue).toBeNull();
  });
});
