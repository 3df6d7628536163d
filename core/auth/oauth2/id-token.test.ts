import { createHash } from 'node:crypto';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jwk } from '../../jwt/jwk.ts';
import { checkIdToken } from './id-token.ts';

const now = 1_800_000_000;
const issuer = 'https://org.okta.com';
const claims = { iss: issuer, sub: 'u1', aud: '0oa1', iat: now, exp: now + 3600, nonce: 'n' };
const expected = { issuer, clientId: '0oa1', nowEpochSec: now, nonce: 'n' };

let sign: (payload: object, header?: object, other?: boolean) => Promise<string>;
let jwks: Jwk[];

beforeAll(async () => {
  const [pair, otherPair] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  jwks = [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', use: 'sig', alg: 'RS256' } as Jwk];
  sign = async (payload, header = {}, other = false) =>
    new SignJWT({ ...payload })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header })
      .sign(other ? otherPair.privateKey : pair.privateKey);
});

const check = async (token: string, change: object = {}) =>
  (await checkIdToken(token, { ...expected, jwks, ...change })).map(({ code }) => code);

describe('an ID token', () => {
  it('that is right has nothing to say', async () => {
    const accessToken = 'tok';
    const half = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
    const token = await sign({ ...claims, at_hash: half, c_hash: half, azp: '0oa1', auth_time: now - 10 });
    expect(await check(token, { accessToken, code: accessToken, maxAgeSec: 60 })).toEqual([]);
    expect(await check(await sign(claims, { kid: undefined }))).toEqual([]);
    expect(await check(await sign({ ...claims, aud: ['0oa1'] }))).toEqual([]);
  });

  it.each([
    [{ iss: 'https://evil.test' }, 'issuerWrong'],
    [{ iss: `${issuer}/` }, 'issuerWrong'],
    [{ iss: undefined }, 'issuerWrong'],
    [{ sub: undefined }, 'subjectMissing'],
    [{ sub: '' }, 'subjectMissing'],
    [{ aud: 'other' }, 'audienceWrong'],
    [{ aud: ['other'] }, 'audienceWrong'],
    [{ aud: undefined }, 'audienceWrong'],
    [{ aud: ['0oa1', 'other'] }, 'authorizedPartyWrong'],
    [{ azp: 'other' }, 'authorizedPartyWrong'],
    [{ exp: now - 301 }, 'expired'],
    [{ exp: undefined }, 'expMissing'],
    [{ exp: String(now + 60) }, 'expMissing'],
    [{ iat: undefined }, 'iatMissing'],
    [{ iat: now + 301 }, 'issuedInFuture'],
    [{ nonce: 'other' }, 'nonceWrong'],
    [{ nonce: undefined }, 'nonceWrong'],
    [{ at_hash: 'x' }, 'accessTokenHashWrong'],
    [{ c_hash: 'x' }, 'codeHashWrong'],
    [{ auth_time: now - 1_000 }, 'signInTooOld'],
    [{}, 'signInTooOld'],
  ])('with %o is told', async (change, code) => {
    const more = code === 'signInTooOld' ? { maxAgeSec: 60 } : {};
    expect(
      await check(await sign({ ...claims, ...change }), { accessToken: 'a', code: 'c', ...more }),
    ).toEqual([code]);
  });

  it('with a wrong signature is told, whatever it claims about its key', async () => {
    expect(await check(await sign(claims, {}, true))).toEqual(['signatureWrong']);
    expect(await check(await sign(claims, { kid: 'unknown' }))).toEqual(['keyUnknown']);
    expect(await check(await sign(claims), { jwks: [] })).toEqual(['keyUnknown']);
    expect(await check(await sign(claims), { jwks: undefined })).toEqual(['signatureUnchecked']);
    const good = await sign(claims);
    const [header = '', , signature = ''] = good.split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'admin' })).toString('base64url');
    expect(await check(`${header}.${forged}.${signature}`)).toEqual(['signatureWrong']);
  });

  it('without a signature, or with the public key taken for a secret, is told', async () => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await check(`${encode({ alg: 'none' })}.${encode(claims)}.`)).toEqual(['algNone']);
    const secret = new TextEncoder().encode(jwks[0]?.['n'] as string);
    const confused = await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    expect(await check(confused)).toEqual(['signatureUnchecked']);
    expect(await check(confused, { clientSecret: 'another secret of enough length' })).toEqual([
      'secretUnfit',
    ]);
    expect(await check(confused, { clientSecret: 'another secret of quite enough length' })).toEqual([
      'signatureWrong',
    ]);
    expect(await check(confused, { clientSecret: jwks[0]?.['n'] as string })).toEqual([]);
  });

  it.each([
    ['', 'notJwt'],
    ['abc', 'notJwt'],
    ['eyJhbGciOiJSUzI1NiJ9.aGVsbG8.x', 'notJwt'],
    ['eyJhbGciOiJkaXIifQ..a.b.c', 'encrypted'],
  ])('that is %j is named', async (token, code) => {
    expect(await check(token)).toEqual([code]);
  });
});
