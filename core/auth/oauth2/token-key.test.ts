import { describe, expect, it } from 'vitest';
import { type TokenIdentity, tokenCacheKey } from './token-key.ts';

const identity: TokenIdentity = {
  environmentId: 'e1',
  server: 'https://org.okta.com',
  clientId: '0oa1',
  grantType: 'client_credentials',
  scopes: ['b', 'a'],
  keyId: 'k1',
};

describe('tokenCacheKey', () => {
  it.each([
    { scopes: ['a', 'b'] },
    { scopes: ['a', 'b', 'a'] },
    { server: 'https://ORG.okta.com/' },
    { resources: [] },
    { audience: '' },
  ])('is the same with %o', async (change) => {
    expect(await tokenCacheKey({ ...identity, ...change })).toBe(await tokenCacheKey(identity));
  });

  it('differs wherever a token must not be shared', async () => {
    const changes: Partial<TokenIdentity>[] = [
      {},
      { environmentId: 'e2' },
      { environmentId: undefined },
      { server: 'https://other.okta.com' },
      { server: 'https://org.okta.com/oauth2/default' },
      { server: 'https://org.okta.com/OAUTH2/default' },
      { clientId: '0oa2' },
      { grantType: 'authorization_code' },
      { scopes: ['a'] },
      { scopes: ['a b'] },
      { scopes: [] },
      { keyId: 'k2' },
      { keyId: undefined },
      { audience: 'x' },
      { resources: ['x'] },
      { subject: 'u' },
    ];
    const keys = await Promise.all(changes.map((change) => tokenCacheKey({ ...identity, ...change })));
    expect(new Set(keys).size).toBe(changes.length);
    for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/);
  });
});
