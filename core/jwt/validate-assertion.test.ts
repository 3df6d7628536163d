import { describe, expect, it } from 'vitest';
import type { AssertionContext } from './assertion-context.ts';
import { assertionAudienceOf } from './assertion-audience.ts';
import { buildAssertionClaims, buildAssertionHeader } from './claims.ts';
import { validateAssertion } from './validate-assertion.ts';

const now = 1_800_000_000;
const endpoint = 'https://org.okta.com/oauth2/v1/token';
const context: AssertionContext = {
  endpoint,
  issuer: 'https://org.okta.com',
  audience: 'endpoint',
  clientId: '0oa1',
  nowEpochSec: now,
  key: { keyType: 'RSA', keyId: 'key-1' },
  knownKeyIds: ['key-1', 'key-2'],
  freshJti: 'fresh-jti',
};
const goodHeader = { alg: 'RS256', kid: 'key-1' };
const goodClaims = buildAssertionClaims({
  clientId: '0oa1',
  audience: endpoint,
  jti: 'j1',
  nowEpochSec: now,
});

const texts = (header: object, claims: object) => ({
  headerText: JSON.stringify(header, null, 2),
  claimsText: JSON.stringify(claims, null, 2),
});
const codes = (header: object, claims: object, change: Partial<AssertionContext> = {}) =>
  validateAssertion(texts(header, claims), { ...context, ...change }).map(({ code }) => code);

describe('a client assertion as Postern makes it', () => {
  it('has no findings', () => {
    expect(codes(goodHeader, goodClaims)).toEqual([]);
    expect(codes(buildAssertionHeader('RS256', 'key-1'), goodClaims)).toEqual([]);
  });

  it('has iss = sub = client id, a numeric exp 300 s ahead and at most 3,600', () => {
    expect(goodClaims).toEqual({
      iss: '0oa1',
      sub: '0oa1',
      aud: endpoint,
      iat: now,
      exp: now + 300,
      jti: 'j1',
    });
    const longest = buildAssertionClaims({
      clientId: 'c',
      audience: endpoint,
      jti: 'j',
      nowEpochSec: now + 0.9,
      lifetimeSec: 3600,
    });
    expect(longest.exp - longest.iat).toBe(3600);
    expect(Number.isInteger(longest.exp)).toBe(true);
    for (const lifetimeSec of [0, -1, 3601, Number.NaN]) {
      expect(() =>
        buildAssertionClaims({ clientId: 'c', audience: endpoint, jti: 'j', nowEpochSec: now, lifetimeSec }),
      ).toThrow(expect.objectContaining({ code: 'ERR_TOKEN_CLAIMS_INVALID' }));
    }
    for (const empty of ['clientId', 'audience', 'jti']) {
      const input = { clientId: 'c', audience: endpoint, jti: 'j', nowEpochSec: now, [empty]: ' ' };
      expect(() => buildAssertionClaims(input)).toThrow(
        expect.objectContaining({ code: 'ERR_TOKEN_CLAIMS_INVALID' }),
      );
    }
  });
});

describe('times', () => {
  it('finds the quoted exp of the guide and takes its quotes off with one click', () => {
    const claimsText = `{\n  "aud": "${endpoint}",\n  "iss": "0oa1",\n  "sub": "0oa1",\n  "exp": "${now + 600}",\n  "jti": "j"\n}`;
    const [found, ...others] = validateAssertion(
      { headerText: JSON.stringify(goodHeader), claimsText },
      context,
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'expQuoted', severity: 'error', where: 'claims', member: 'exp' });
    expect(found?.fix?.claimsText).toBe(claimsText.replace(`"${now + 600}"`, `${now + 600}`));
    expect(
      validateAssertion({ headerText: found!.fix!.headerText, claimsText: found!.fix!.claimsText }, context),
    ).toEqual([]);
  });

  it.each([
    [{ exp: 'tomorrow' }, 'expNotNumber'],
    [{ exp: true }, 'expNotNumber'],
    [{ exp: `${now - 1}` }, 'expQuoted'],
    [{ exp: now }, 'expPast'],
    [{ exp: now - 86_400 }, 'expPast'],
    [{ exp: now + 3601 }, 'expTooFar'],
    [{ exp: (now + 300) * 1000 }, 'expMilliseconds'],
    [{ exp: undefined }, 'expMissing'],
    [{ iat: now + 60 }, 'iatFuture'],
    [{ iat: `${now}` }, 'iatQuoted'],
    [{ iat: now * 1000 }, 'iatMilliseconds'],
    [{ nbf: now + 60 }, 'nbfFuture'],
    [{ iat: null }, 'iatNotNumber'],
  ])('finds %o and its fix leaves nothing to say', (change, code) => {
    const claims = { ...goodClaims, ...change };
    expect(codes(goodHeader, claims)).toEqual([code]);
    const fix = validateAssertion(texts(goodHeader, claims), context)[0]?.fix;
    expect(validateAssertion(fix!, context)).toEqual([]);
  });

  it('lets small clock differences pass', () => {
    expect(codes(goodHeader, { ...goodClaims, iat: now + 5 })).toEqual([]);
    expect(codes(goodHeader, { ...goodClaims, exp: now + 3600 })).toEqual([]);
  });
});

describe('audience', () => {
  it('warns before signing wherever the host of aud is not the host of the endpoint, 20 of 20', () => {
    const strange = [
      'https://evil.test/oauth2/v1/token',
      'https://org.okta.com.evil.test/oauth2/v1/token',
      'https://org-admin.okta.com/oauth2/v1/token',
      'https://other.okta.com/oauth2/v1/token',
      'https://org.okta.com:8443/oauth2/v1/token',
      'https://org.okta.com@evil.test/oauth2/v1/token',
      'https://evil.test/https://org.okta.com/oauth2/v1/token',
      'https://evil.test?https://org.okta.com/oauth2/v1/token',
      'https://evil.test#https://org.okta.com/oauth2/v1/token',
      'https://org.okta.co/oauth2/v1/token',
      'https://evil.org.okta.com/oauth2/v1/token',
      'https://org.okta.com%2eevil.test/oauth2/v1/token',
      'https://orgokta.com/oauth2/v1/token',
      'https://org.okta-emea.com/oauth2/v1/token',
      'https://org.oktapreview.com/oauth2/v1/token',
      'https://127.0.0.1/oauth2/v1/token',
      'https://[::1]/oauth2/v1/token',
      'http://localhost:8080/oauth2/v1/token',
      'https://xn--rg-xka.okta.com/oauth2/v1/token',
      [endpoint, 'https://evil.test/oauth2/v1/token'],
    ];
    expect(strange).toHaveLength(20);
    for (const aud of strange) {
      const found = validateAssertion(texts(goodHeader, { ...goodClaims, aud }), context);
      expect(found, String(aud)).toMatchObject([{ code: 'audOtherHost', severity: 'warning' }]);
      expect(validateAssertion(found[0]!.fix!, context)).toEqual([]);
    }
  });

  it.each([
    [undefined, 'audMissing'],
    ['', 'audMissing'],
    ['token', 'audNotUrl'],
    ['/oauth2/v1/token', 'audNotUrl'],
    ['urn:okta', 'audNotUrl'],
    [7, 'audNotUrl'],
    [[], 'audNotUrl'],
    ['https://org.okta.com/oauth2/v1/authorize', 'audOtherEndpoint'],
    ['https://org.okta.com/oauth2/default/v1/token', 'audOtherEndpoint'],
    ['https://org.okta.com', 'audIssuer'],
    [[endpoint, 'https://org.okta.com'], 'audSeveral'],
  ])('finds aud %o', (aud, code) => {
    expect(codes(goodHeader, { ...goodClaims, aud })).toEqual([code]);
  });

  it('is the endpoint that is called, or the issuer where the profile says so', () => {
    expect(assertionAudienceOf({ audience: 'endpoint', endpoint, issuer: 'https://i' })).toBe(endpoint);
    expect(assertionAudienceOf({ audience: 'issuer', endpoint, issuer: 'https://i' })).toBe('https://i');
    expect(assertionAudienceOf({ audience: 'issuer', endpoint })).toBe(endpoint);
    const claims = { ...goodClaims, aud: 'https://org.okta.com' };
    expect(codes(goodHeader, claims, { audience: 'issuer' })).toEqual([]);
  });
});

describe('header and parties', () => {
  it.each([
    [{ kid: 'key-1' }, 'algMissing'],
    [{ alg: 'none', kid: 'key-1' }, 'algNone'],
    [{ alg: 'NonE', kid: 'key-1' }, 'algNone'],
    [{ alg: 'HS256', kid: 'key-1' }, 'algSymmetric'],
    [{ alg: 'ES256', kid: 'key-1' }, 'algUnfit'],
    [{ alg: 'RS256' }, 'kidMissing'],
    [{ alg: 'RS256', kid: '' }, 'kidMissing'],
    [{ alg: 'RS256', kid: 7 }, 'kidNotText'],
    [{ alg: 'RS256', kid: 'unknown' }, 'kidUnknown'],
    [{ alg: 'RS256', kid: 'key-2' }, 'kidOther'],
  ])('finds the header %o and its fix leaves nothing to say', (header, code) => {
    expect(codes(header, goodClaims)).toEqual([code]);
    const fix = validateAssertion(texts(header, goodClaims), context)[0]?.fix;
    expect(validateAssertion(fix!, context)).toEqual([]);
  });

  it.each([
    [{ iss: undefined }, 'issMissing'],
    [{ sub: '' }, 'subMissing'],
    [{ sub: 'other' }, 'issNotSub'],
    [{ iss: 'other' }, 'issNotSub'],
    [{ iss: 'other', sub: 'other' }, 'otherClient'],
    [{ jti: undefined }, 'jtiMissing'],
    [{ jti: 7 }, 'jtiNotText'],
  ])('finds the claims %o and its fix leaves nothing to say', (change, code) => {
    const claims = { ...goodClaims, ...change };
    expect(codes(goodHeader, claims)).toEqual([code]);
    const fix = validateAssertion(texts(goodHeader, claims), context)[0]?.fix;
    expect(validateAssertion(fix!, context)).toEqual([]);
  });

  it('says a missing jti only as information', () => {
    const [found] = validateAssertion(texts(goodHeader, { ...goodClaims, jti: undefined }), context);
    expect(found?.severity).toBe('info');
  });

  it('finds a private key in the header, repeated members and texts that are no JSON', () => {
    expect(codes({ ...goodHeader, jwk: { kty: 'EC', d: 'x' } }, goodClaims)).toEqual(['privateKeyInHeader']);
    const twice = JSON.stringify(goodClaims).replace('{', '{"exp":1,');
    expect(
      validateAssertion({ headerText: JSON.stringify(goodHeader), claimsText: twice }, context).map(
        ({ code }) => code,
      ),
    ).toEqual(['repeatedMember']);
    expect(validateAssertion({ headerText: '{', claimsText: '[]' }, context).map(({ code }) => code)).toEqual(
      ['headerNotJson', 'claimsNotJson'],
    );
  });

  it('takes the secret form without a key', () => {
    expect(codes({ alg: 'HS256' }, goodClaims, { key: undefined })).toEqual([]);
  });
});
