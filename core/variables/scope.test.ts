import { describe, expect, it } from 'vitest';
import { lookUp, orderScopes, toScope } from './scope.ts';

const row = (key: string, value: string, secret = false) => ({ key, value, secret });

describe('scopes', () => {
  it('lets local win over environment, folder, collection and globals', () => {
    const all = [
      toScope('Globals', 'globals', [row('a', 'globals'), row('e', 'globals')]),
      toScope('Users', 'collection', [row('a', 'collection'), row('d', 'collection')]),
      toScope('Inner', 'folder', [row('a', 'inner'), row('c', 'inner')]),
      toScope('Outer', 'folder', [row('c', 'outer'), row('d', 'outer')]),
      toScope('Dev', 'environment', [row('a', 'environment'), row('b', 'environment', true)]),
      toScope('Local', 'local', [row('a', 'local')]),
    ];
    const chain = orderScopes(all);
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => lookUp(chain, name)?.scopeName)).toEqual([
      'Local',
      'Dev',
      'Inner',
      'Outer',
      'Globals',
    ]);
    expect(lookUp(chain, 'b')?.secret).toBe(true);
    expect(lookUp(chain, 'absent')).toBeUndefined();
  });

  it('takes the last of equal names and no inherited ones', () => {
    const chain = [toScope('Dev', 'environment', [row('a', '1'), row('a', '2')])];
    expect(lookUp(chain, 'a')?.value).toBe('2');
    expect(lookUp(chain, 'constructor')).toBeUndefined();
    expect(lookUp([toScope('Dev', 'environment', [row('__proto__', 'x')])], '__proto__')?.value).toBe('x');
  });
});
