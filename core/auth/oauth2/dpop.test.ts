import { createHash, randomUUID } from 'node:crypto';
import {
  type CryptoKey,
  type JWK,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
} from 'jose';
import { describe, expect, it } from 'vitest';
import { decodeToken } from '../../jwt/decode.ts';
import { type Jwk, privateMembersOf } from '../../jwt/jwk.ts';
import { rfc7520Rsa, rfc9449P256 } from '../../jwt/rfc-keys.test-kit.ts';
import { verifyWithKey } from '../../jwt/verify.ts';
import {
  accessTokenHash,
  buildDpopClaims,
  buildDpopHeader,
  buildDpopProof,
  decideDpop,
  htuOf,
  nonceKeyOf,
  readDpopNonce,
} from './dpop.ts';

const now = 1_800_000_000;
const token = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';

async function newKey() {
  const pair = await generateKeyPair('ES256', { extractable: true });
  return {
    privateKey: pair.privateKey,
    // The private members are left in on purpose: they must not come out.
    publicJwk: { ...(await exportJWK(pair.privateKey)), kid: 'x', key_ops: ['sign'], ext: true } as Jwk,
    algorithm: 'ES256' as const,
  };
}

describe('RFC 9449', () => {
  it('ath of section 7.1', async () => {
    expect(await accessTokenHash(token)).toBe('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo');
  });

  it('header and claims of the proof of section 4.1', async () => {
    const proof =
      'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg';
    const decoded = decodeToken(proof);
    if (decoded.kind !== 'jwt') throw new Error();
    expect(await verifyWithKey(proof, rfc9449P256)).toBe('verified');
    expect(buildDpopHeader({ publicJwk: rfc9449P256, algorithm: 'ES256' })).toEqual(
      JSON.parse(decoded.header.text),
    );
    const claims = await buildDpopClaims({
      method: 'POST',
      url: 'https://server.example.com/token',
      jti: '-BwC3ESc6acc2lTc',
      nowEpochSec: 1_562_262_616,
    });
    expect(JSON.stringify(claims)).toBe(decoded.payload.text);
  });

  it('claims of the proof of section 7.1', async () => {
    const claims = await buildDpopClaims({
      method: 'GET',
      url: 'https://resource.example.org/protectedresource',
      jti: 'e1j3V_bKic8-LAEB',
      nowEpochSec: 1_562_262_618.9,
      accessToken: token,
    });
    expect(claims).toEqual({
      jti: 'e1j3V_bKic8-LAEB',
      htm: 'GET',
      htu: 'https://resource.example.org/protectedresource',
      iat: 1_562_262_618,
      ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo',
    });
  });
});

describe('1,000 proofs', () => {
  it('have 0 private members, different jti, the right ath and htu, and verify with the key in the header', async () => {
    const key = await newKey();
    const jtis = new Set<string>();
    let leaked = 0;
    for (let index = 0; index < 1_000; index += 1) {
      const accessToken = index % 2 === 0 ? `tok${index}` : undefined;
      const proof = await buildDpopProof(
        {
          method: ['GET', 'POST', 'DELETE'][index % 3] ?? 'GET',
          url: `https://org.okta.com/api/v1/users/00u${index}?limit=${index}#part`,
          jti: randomUUID(),
          nowEpochSec: now + index,
          nonce: index % 3 === 0 ? `n${index}` : undefined,
          accessToken,
        },
        key,
      );
      const decoded = decodeToken(proof);
      if (decoded.kind !== 'jwt') throw new Error();
      const header = JSON.parse(decoded.header.text) as { typ: string; jwk: Jwk };
      const claims = JSON.parse(decoded.payload.text) as Record<string, string>;
      leaked += privateMembersOf(header.jwk).length + ('d' in header.jwk ? 1 : 0);
      expect(Object.keys(header.jwk).toSorted()).toEqual(['crv', 'kty', 'x', 'y']);
      expect(header.typ).toBe('dpop+jwt');
      expect(claims['htu']).toBe(`https://org.okta.com/api/v1/users/00u${index}`);
      expect(claims['ath']).toBe(accessToken && createHash('sha256').update(accessToken).digest('base64url'));
      jtis.add(claims['jti'] ?? '');
      if (index % 50 === 0) {
        const publicKey = (await importJWK(header.jwk as JWK, 'ES256')) as CryptoKey;
        await expect(
          jwtVerify(proof, publicKey, { typ: 'dpop+jwt', currentDate: new Date((now + index) * 1000) }),
        ).resolves.toBeDefined();
        expect(await calculateJwkThumbprint(header.jwk as JWK)).toBe(
          await calculateJwkThumbprint(key.publicJwk as JWK),
        );
      }
    }
    expect(leaked).toBe(0);
    expect(jtis.size).toBe(1_000);
  });

  it('hold no private member of an RSA key either', () => {
    const { jwk } = buildDpopHeader({ publicJwk: rfc7520Rsa, algorithm: 'RS256' });
    expect(Object.keys(jwk).toSorted()).toEqual(['e', 'kty', 'n']);
  });
});

describe('htu', () => {
  it.each([
    ['https://org.okta.com/api/v1/users?limit=1', 'https://org.okta.com/api/v1/users'],
    ['https://org.okta.com/api/v1/users#x', 'https://org.okta.com/api/v1/users'],
    ['https://ORG.okta.com:443/api', 'https://org.okta.com/api'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['https://org/users/a%40b.com', 'https://org/users/a%40b.com'],
    ['https://org/users/a@b.com', 'https://org/users/a@b.com'],
    ['https://org/a b', 'https://org/a%20b'],
    ['https://org/x/../users', 'https://org/users'],
    ['https://user:pw@org/users', 'https://org/users'],
  ])('of %s is %s, as sent', (url, htu) => {
    expect(htuOf(url)).toBe(htu);
  });

  it.each(['', 'users', 'ftp://org/x'])('of %j is refused', (url) => {
    expect(() => htuOf(url)).toThrow(expect.objectContaining({ code: 'ERR_TOKEN_CLAIMS_INVALID' }));
  });
});

describe('nonces', () => {
  it('are read from the last header, and only where they are legal', () => {
    expect(
      readDpopNonce([
        ['DPoP-Nonce', ' one '],
        ['dpop-nonce', 'two'],
      ]),
    ).toBe('two');
    expect(readDpopNonce([['DPoP-Nonce', 'a b']])).toBeUndefined();
    expect(readDpopNonce([['DPoP-Nonce', '"x"']])).toBeUndefined();
    expect(readDpopNonce([['DPoP-Nonce', 'x'.repeat(2_000)]])).toBeUndefined();
    expect(readDpopNonce([])).toBeUndefined();
    expect(nonceKeyOf('resource', 'https://a:443/x')).toBe(nonceKeyOf('resource', 'https://A/y'));
    expect(nonceKeyOf('resource', 'https://a/x')).not.toBe(nonceKeyOf('authorizationServer', 'https://a/x'));
  });

  const nonce: [string, string] = ['dpop-nonce', 'n2'];
  const challenge = (text: string): [string, string] => ['WWW-Authenticate', text];

  it.each([
    [
      'first nonce',
      { status: 400, headers: [nonce], error: 'use_dpop_nonce' },
      { proof: true, alreadyRetried: false },
      { kind: 'retryWithNonce', nonce: 'n2' },
    ],
    [
      'second time',
      { status: 400, headers: [nonce], error: 'use_dpop_nonce' },
      { proof: true, alreadyRetried: true },
      { kind: 'refused' },
    ],
    [
      'no nonce with it',
      { status: 400, headers: [], error: 'use_dpop_nonce' },
      { proof: true, alreadyRetried: false },
      { kind: 'refused' },
    ],
    [
      'API, in the challenge',
      { status: 401, headers: [nonce, challenge('DPoP error="use_dpop_nonce", error_description="x"')] },
      { proof: true, alreadyRetried: false },
      { kind: 'retryWithNonce', nonce: 'n2' },
    ],
    [
      'stale nonce called invalid',
      { status: 400, headers: [nonce], error: 'invalid_dpop_proof' },
      { proof: true, nonce: 'n1', alreadyRetried: false },
      { kind: 'retryWithNonce', nonce: 'n2' },
    ],
    [
      'invalid with the same nonce',
      { status: 400, headers: [nonce], error: 'invalid_dpop_proof' },
      { proof: true, nonce: 'n2', alreadyRetried: false },
      { kind: 'refused' },
    ],
    [
      'proof missing',
      { status: 400, headers: [], error: 'invalid_dpop_proof' },
      { proof: false, alreadyRetried: false },
      { kind: 'turnOn' },
    ],
    [
      'nonce wanted, no proof',
      { status: 400, headers: [nonce], error: 'use_dpop_nonce' },
      { proof: false, alreadyRetried: false },
      { kind: 'turnOn' },
    ],
    [
      'API takes DPoP only',
      { status: 401, headers: [challenge('DPoP algs="ES256"')] },
      { proof: false, alreadyRetried: false },
      { kind: 'turnOn' },
    ],
    [
      'API takes both',
      { status: 401, headers: [challenge('Bearer, DPoP algs="ES256"')] },
      { proof: false, alreadyRetried: false },
      { kind: 'none' },
    ],
    [
      'another error',
      { status: 400, headers: [nonce], error: 'invalid_client' },
      { proof: true, alreadyRetried: false },
      { kind: 'none' },
    ],
    [
      'success',
      { status: 200, headers: [nonce], error: 'use_dpop_nonce' },
      { proof: true, alreadyRetried: false },
      { kind: 'none' },
    ],
    [
      'server fault',
      { status: 500, headers: [nonce] },
      { proof: true, alreadyRetried: false },
      { kind: 'none' },
    ],
  ] as const)('%s', (_name, answer, sent, expected) => {
    expect(
      decideDpop({ ...answer, headers: answer.headers.map(([name, value]) => [name, value]) }, sent),
    ).toMatchObject(expected);
  });
});
