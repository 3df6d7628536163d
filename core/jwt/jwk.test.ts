import { describe, expect, it } from 'vitest';
import { algorithmFacts, defaultAlgorithm, fitsAlgorithm, signingAlgorithmsOf } from './algorithms.ts';
import { encodeBase64Url } from './base64url.ts';
import { type Jwk, classifyJwk, privateMembersOf, publicJwk, publicJwks, requirePrivateJwk } from './jwk.ts';
import { keyIdsOf, matchInJwks, readJwks } from './jwks.ts';
import { rfc7520Rsa, rfc7638Rsa, rfc8037Ed25519, rfc9449P256 } from './rfc-keys.test-kit.ts';
import { jwkThumbprint } from './thumbprint.ts';
import { findRsaWeakness } from './weak-rsa.ts';

const code = (run: () => unknown) => {
  try {
    run();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

/** A small generator with a fixed seed: tests have no luck. */
function shuffled<T>(values: readonly T[], seed: number): T[] {
  let state = seed * 2_654_435_761 + 1;
  const result = [...values];
  for (let at = result.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const other = state % (at + 1);
    const kept = result[at]!;
    result[at] = result[other]!;
    result[other] = kept;
  }
  return result;
}

describe('thumbprints', () => {
  it.each([
    ['RFC 7638 section 3.1', rfc7638Rsa, 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'],
    ['RFC 8037 appendix A.3', rfc8037Ed25519, 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'],
    ['RFC 9449 section 6', rfc9449P256, '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'],
  ])('agree with %s', async (_name, jwk, thumbprint) => {
    expect(await jwkThumbprint(jwk)).toBe(thumbprint);
  });

  it('do not change with order, extra members or white space, in 100 shuffles', async () => {
    const results = new Set<string>();
    for (let seed = 0; seed < 100; seed += 1) {
      const extra: [string, string][] = [
        ['kid', `k${seed}`],
        ['use', 'sig'],
        [`x${seed}`, 'anything'],
      ];
      const entries = shuffled([...Object.entries(rfc7520Rsa), ...extra], seed);
      const spaced = JSON.stringify(Object.fromEntries(entries), null, seed % 5);
      results.add(await jwkThumbprint(JSON.parse(spaced) as Jwk));
    }
    expect([...results]).toEqual([await jwkThumbprint(rfc7520Rsa)]);
  });
});

describe('classification', () => {
  it.each([
    [
      rfc7638Rsa,
      { kind: 'public', keyType: 'RSA', modulusBits: 2048, keyId: '2011-04-29', algorithm: 'RS256' },
    ],
    [rfc7520Rsa, { kind: 'private', keyType: 'RSA', modulusBits: 2048, use: 'sig' }],
    [rfc8037Ed25519, { kind: 'private', keyType: 'OKP', curve: 'Ed25519' }],
    [rfc9449P256, { kind: 'public', keyType: 'EC', curve: 'P-256' }],
    [
      { kty: 'oct', k: 'AAAA' },
      { kind: 'symmetric', keyType: 'oct' },
    ],
  ])('reads a key', (jwk, facts) => {
    expect(classifyJwk(jwk)).toMatchObject(facts);
  });

  it.each([
    [{ kty: 'DSA' }, 'ERR_KEY_UNSUPPORTED'],
    [{ kty: 'constructor' }, 'ERR_KEY_UNSUPPORTED'],
    [{ kty: 'RSA', e: 'AQAB' }, 'ERR_KEY_INCOMPLETE'],
    [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'not base64url!' }, 'ERR_KEY_INCOMPLETE'],
    [{ kty: 'oct' }, 'ERR_KEY_INCOMPLETE'],
    [rfc7638Rsa, 'ERR_KEY_PUBLIC'],
    [rfc9449P256, 'ERR_KEY_PUBLIC'],
    [{ kty: 'oct', k: 'AAAA' }, 'ERR_KEY_SYMMETRIC'],
    [{ ...rfc7638Rsa, p: 'AQAB' }, 'ERR_KEY_INCOMPLETE'],
    [{ ...rfc7520Rsa, n: rfc7520Rsa['p'] as string }, 'ERR_KEY_TOO_SHORT'],
    [{ ...rfc7520Rsa, e: 'AQ' }, 'ERR_KEY_WEAK'],
    [rfc7520Rsa, 'accepted'],
    [rfc8037Ed25519, 'accepted'],
  ])('judges whether a key can sign', (jwk, expected) => {
    expect(code(() => requirePrivateJwk(jwk as Jwk))).toBe(expected);
  });

  it('finds keys of the generator whose keys can be factored', () => {
    const product = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157].reduce(
      (result, prime) => result * BigInt(prime),
      1n,
    );
    let residue = 1n;
    for (let power = 0; power < 12_345; power += 1) residue = (residue * 65_537n) % product;
    const modulus = residue + product * ((1n << 2047n) / product + 7n);
    const hex = modulus.toString(16);
    const n = encodeBase64Url(Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16)));
    expect(findRsaWeakness({ n, e: 'AQAB' })).toBe('roca');
    expect(findRsaWeakness(rfc7520Rsa)).toBeUndefined();
    expect(findRsaWeakness(rfc7638Rsa)).toBeUndefined();
  });
});

describe('the public half', () => {
  it('holds no private and no unknown member', () => {
    for (const jwk of [
      { ...rfc7520Rsa, oth: [], secretNote: 'x' },
      { ...rfc8037Ed25519, kid: 'a' },
    ] as Jwk[]) {
      const half = publicJwk(jwk);
      expect(privateMembersOf(half)).toEqual([]);
      expect(half).not.toHaveProperty('secretNote');
      expect(classifyJwk(half).kind).toBe('public');
    }
    expect(Object.keys(publicJwk(rfc7520Rsa))).toEqual(['kty', 'kid', 'use', 'n', 'e']);
    expect(publicJwks([rfc7520Rsa]).keys).toHaveLength(1);
    expect(code(() => publicJwk({ kty: 'oct', k: 'AAAA' }))).toBe('ERR_KEY_SYMMETRIC');
  });

  it('is found among the keys of a server, by thumbprint and by id', async () => {
    const keys = [publicJwk({ ...rfc8037Ed25519, kid: 'one' }), publicJwk(rfc7638Rsa), { kty: 'new' } as Jwk];
    expect(await matchInJwks(rfc8037Ed25519, 'one', keys)).toEqual({ kind: 'registered' });
    expect(await matchInJwks(rfc8037Ed25519, 'two', keys)).toEqual({ kind: 'otherKeyId', keyId: 'one' });
    expect(await matchInJwks(rfc9449P256, 'one', keys)).toEqual({ kind: 'otherKey' });
    expect(await matchInJwks(rfc9449P256, 'none', keys)).toEqual({ kind: 'notRegistered' });
  });

  it('reads key sets tolerantly', () => {
    const keys = readJwks(JSON.stringify({ keys: [rfc7638Rsa, 7, null, { kid: 'no type' }] }));
    expect(keys).toHaveLength(1);
    expect(keyIdsOf(keys!)).toEqual(['2011-04-29']);
    expect(readJwks('[]')).toBeUndefined();
    expect(readJwks('<html>')).toBeUndefined();
  });
});

describe('algorithms', () => {
  it('fit the key', () => {
    expect(signingAlgorithmsOf({ keyType: 'RSA' })).toContain('PS256');
    expect(signingAlgorithmsOf({ keyType: 'EC', curve: 'P-384' })).toEqual(['ES384']);
    expect(signingAlgorithmsOf({ keyType: 'EC', curve: 'secp256k1' })).toEqual([]);
    expect(signingAlgorithmsOf({ keyType: 'OKP', curve: 'Ed25519' })).toEqual(['EdDSA']);
    expect(signingAlgorithmsOf({ keyType: 'OKP', curve: 'X25519' })).toEqual([]);
    expect(fitsAlgorithm({ keyType: 'EC', curve: 'P-256' }, 'ES384')).toBe(false);
    expect(fitsAlgorithm({ keyType: 'OKP', curve: 'Ed25519' }, 'Ed25519')).toBe(true);
  });

  it('are chosen by the key first, then by what the server offers', () => {
    const rsa = { keyType: 'RSA' };
    expect(defaultAlgorithm({ ...rsa, algorithm: 'PS384' }, ['RS256'])).toBe('PS384');
    expect(defaultAlgorithm({ ...rsa, algorithm: 'ES256' }, ['PS256'])).toBe('PS256');
    expect(defaultAlgorithm(rsa, ['ES256'])).toBe('RS256');
    expect(defaultAlgorithm(algorithmFacts(rfc9449P256))).toBe('ES256');
    expect(defaultAlgorithm({ keyType: 'oct' })).toBeUndefined();
  });
});
