import { describe, expect, it } from 'vitest';
import type { HeaderPairs } from '../../http/exchange.ts';
import { tokenOddities } from './token-oddity.ts';
import { readTokenParameters, readTokenResponse } from './token-response.ts';
import {
  isDpopToken,
  mergeRefreshed,
  tokenAuthorization,
  tokenFreshness,
  tokenSetSchema,
} from './token-set.ts';

const now = 1_800_000_000;
const json: HeaderPairs = [['Content-Type', 'application/json; charset=utf-8']];
const facts = { receivedAtEpochSec: now, requestedScopes: ['a', 'b'], askedForDpop: false };
const good = { access_token: 'tok', token_type: 'Bearer', expires_in: 3600, scope: 'a b' };
const read = (
  bodyText: string,
  change: { status?: number; headers?: HeaderPairs; incomplete?: boolean; askedForDpop?: boolean } = {},
) =>
  readTokenResponse(
    {
      status: change.status ?? 200,
      headers: change.headers ?? json,
      bodyText,
      incomplete: change.incomplete,
    },
    { ...facts, askedForDpop: change.askedForDpop ?? false },
  );
const readBody = (body: object, change = {}) => read(JSON.stringify(body), change);
const oddityCodes = (result: { oddities: { code: string }[] }) => result.oddities.map(({ code }) => code);

describe('a standard answer', () => {
  it('has no oddities', () => {
    expect(readBody({ ...good, refresh_token: 'r', id_token: 'a.b.c', custom: { x: 1 } })).toEqual({
      kind: 'tokens',
      oddities: [],
      tokens: {
        accessToken: 'tok',
        tokenType: 'Bearer',
        receivedAtEpochSec: now,
        expiresAtEpochSec: now + 3600,
        refreshToken: 'r',
        idToken: 'a.b.c',
        scopes: ['a', 'b'],
        scopesGiven: true,
        extra: { custom: { x: 1 } },
      },
    });
  });

  it('without a scope has the requested ones', () => {
    const result = readBody({ ...good, scope: undefined });
    expect(result).toMatchObject({ tokens: { scopes: ['a', 'b'], scopesGiven: false }, oddities: [] });
  });

  it('fits the schema it is stored with', () => {
    const result = readBody(good);
    expect(result.kind === 'tokens' && tokenSetSchema.safeParse(result.tokens).success).toBe(true);
  });

  it('with an error gives the server’s words', () => {
    expect(
      readBody(
        { error: 'invalid_client', error_description: 'No client credentials found.' },
        { status: 401 },
      ),
    ).toEqual({
      kind: 'error',
      status: 401,
      error: 'invalid_client',
      errorDescription: 'No client credentials found.',
      errorUri: undefined,
      oddities: [],
    });
    expect(readBody({ errorCode: 'E0000015', errorSummary: 'Off' }, { status: 401 })).toMatchObject({
      kind: 'error',
      error: 'E0000015',
      errorDescription: 'Off',
    });
  });
});

describe('oddities', () => {
  const cases: [name: string, result: ReturnType<typeof read>, kind: string, codes: string[]][] = [
    ['301', read('', { status: 301 }), 'unusable', ['redirect']],
    ['307 with tokens', readBody(good, { status: 307 }), 'unusable', ['redirect']],
    ['an empty body', read(''), 'unusable', ['empty']],
    ['a 204', read('', { status: 204 }), 'unusable', ['empty']],
    [
      'a body of 1 GB, cut off',
      read('{"access_token":"tok', { incomplete: true }),
      'unusable',
      ['truncated'],
    ],
    [
      'a web page',
      read('<!DOCTYPE html><html><body>Sign in</body></html>', { headers: [['content-type', 'text/html']] }),
      'unusable',
      ['html'],
    ],
    ['a web page that says it is JSON', read('<html></html>'), 'unusable', ['html']],
    ['plain words', read('OK', { headers: [] }), 'unusable', ['notJson']],
    ['half a JSON', read('{"access_token":"tok"'), 'unusable', ['notJson']],
    ['a list', read('[{"access_token":"tok"}]'), 'unusable', ['notObject']],
    ['a text', read('"tok"'), 'unusable', ['notObject']],
    ['null', read('null'), 'unusable', ['notObject']],
    ['a number', read('7'), 'unusable', ['notObject']],
    [
      '100,000 levels',
      read(`{"access_token":"tok","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      'unusable',
      ['notObject'],
    ],
    ['an empty object', read('{}'), 'unusable', ['accessTokenMissing']],
    [
      'a form',
      read('access_token=tok&token_type=bearer&expires_in=3600&scope=a%20b', {
        headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      }),
      'tokens',
      ['formEncoded', 'expiresInText'],
    ],
    [
      'an error as a form',
      read('error=bad_verification_code&error_description=No+good', { headers: [] }),
      'error',
      ['formEncoded', 'errorWithSuccess'],
    ],
    [
      'JSON called text',
      read(JSON.stringify(good), { headers: [['Content-Type', 'text/plain']] }),
      'tokens',
      ['wrongMediaType'],
    ],
    ['JSON without a name', read(JSON.stringify(good), { headers: [] }), 'tokens', ['wrongMediaType']],
    ['a byte order mark', read(`\uFEFF${JSON.stringify(good)}`), 'tokens', ['byteOrderMark']],
    [
      'two access tokens',
      read('{"access_token":"one","access_token":"tok","token_type":"Bearer","expires_in":1,"scope":"a b"}'),
      'tokens',
      ['repeatedMember'],
    ],
    [
      'a member __proto__',
      read('{"__proto__":{"access_token":"evil"},"access_token":"tok","token_type":"Bearer","expires_in":1}'),
      'tokens',
      ['unsafeMember'],
    ],
    [
      'only a member __proto__',
      read('{"__proto__":{"access_token":"evil"}}'),
      'unusable',
      ['unsafeMember', 'accessTokenMissing'],
    ],
    ['status 201', readBody(good, { status: 201 }), 'tokens', ['unusualStatus']],
    ['status 400 with tokens', readBody(good, { status: 400 }), 'error', ['errorWithToken']],
    ['status 200 with an error', readBody({ error: 'slow_down' }), 'error', ['errorWithSuccess']],
    ['both', readBody({ ...good, error: 'x' }), 'error', ['errorWithToken', 'errorWithSuccess']],
    [
      'an error that is an object',
      readBody({ error: { code: 400 } }, { status: 400 }),
      'error',
      ['errorNotText'],
    ],
    ['no access token', readBody({ ...good, access_token: undefined }), 'unusable', ['accessTokenMissing']],
    [
      'an access token of null',
      readBody({ ...good, access_token: null }),
      'unusable',
      ['accessTokenMissing'],
    ],
    [
      'an access token that is a number',
      readBody({ ...good, access_token: 7 }),
      'unusable',
      ['accessTokenNotText'],
    ],
    [
      'an access token that is a list',
      readBody({ ...good, access_token: ['tok'] }),
      'unusable',
      ['accessTokenNotText'],
    ],
    ['an empty access token', readBody({ ...good, access_token: '' }), 'unusable', ['accessTokenEmpty']],
    [
      'an access token with a line end',
      readBody({ ...good, access_token: 'tok\r\nX-Evil: 1' }),
      'unusable',
      ['accessTokenCharacters'],
    ],
    [
      'an access token with a space',
      readBody({ ...good, access_token: 'to k' }),
      'unusable',
      ['accessTokenCharacters'],
    ],
    [
      'a long access token',
      readBody({ ...good, access_token: 'x'.repeat(9_000) }),
      'tokens',
      ['accessTokenLong'],
    ],
    ['no token type', readBody({ ...good, token_type: undefined }), 'tokens', ['tokenTypeMissing']],
    ['a token type that is a number', readBody({ ...good, token_type: 1 }), 'tokens', ['tokenTypeNotText']],
    ['a token type nobody knows', readBody({ ...good, token_type: 'mac' }), 'tokens', ['tokenTypeUnknown']],
    ['Bearer for DPoP', readBody(good, { askedForDpop: true }), 'tokens', ['dpopNotBound']],
    ['DPoP for Bearer', readBody({ ...good, token_type: 'DPoP' }), 'tokens', ['dpopUnasked']],
    ['no lifetime', readBody({ ...good, expires_in: undefined }), 'tokens', ['expiresInMissing']],
    ['a lifetime as text', readBody({ ...good, expires_in: '3600' }), 'tokens', ['expiresInText']],
    ['a lifetime as a fraction', readBody({ ...good, expires_in: 3599.9 }), 'tokens', ['expiresInFraction']],
    ['a lifetime in words', readBody({ ...good, expires_in: 'one hour' }), 'tokens', ['expiresInNotNumber']],
    ['a lifetime of true', readBody({ ...good, expires_in: true }), 'tokens', ['expiresInNotNumber']],
    ['a negative lifetime', readBody({ ...good, expires_in: -1 }), 'tokens', ['expiresInNegative']],
    ['a lifetime of zero', readBody({ ...good, expires_in: 0 }), 'tokens', ['expiresInZero']],
    ['a huge lifetime', readBody({ ...good, expires_in: 1e300 }), 'tokens', ['expiresInHuge']],
    [
      'a lifetime past every number',
      read('{"access_token":"tok","token_type":"Bearer","expires_in":1e999,"scope":"a b"}'),
      'tokens',
      ['expiresInHuge'],
    ],
    ['a point in time', readBody({ ...good, expires_in: now + 60 }), 'tokens', ['expiresInIsTime']],
    ['a list of scopes', readBody({ ...good, scope: ['a', 'b'] }), 'tokens', ['scopeList']],
    ['scopes with commas', readBody({ ...good, scope: 'a,b' }), 'tokens', ['scopeCommas']],
    ['scopes that are an object', readBody({ ...good, scope: {} }), 'tokens', ['scopeNotText']],
    ['fewer scopes', readBody({ ...good, scope: 'a' }), 'tokens', ['scopeNarrowed']],
    [
      'a refresh token that is a number',
      readBody({ ...good, refresh_token: 7 }),
      'tokens',
      ['refreshTokenNotText'],
    ],
    ['an empty refresh token', readBody({ ...good, refresh_token: '' }), 'tokens', ['refreshTokenEmpty']],
    ['an ID token that is an object', readBody({ ...good, id_token: {} }), 'tokens', ['idTokenNotText']],
    ['an ID token that is no JWT', readBody({ ...good, id_token: 'x' }), 'tokens', ['idTokenNotJwt']],
  ];

  it.each(cases)('%s is named', (_name, result, kind, codes) => {
    expect([result.kind, oddityCodes(result)]).toEqual([kind, codes]);
  });

  it('are all named by some case, and there are at least 40', () => {
    const seen = new Set(cases.flatMap(([, , , codes]) => codes));
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(Object.keys(tokenOddities).filter((code) => !seen.has(code))).toEqual([]);
  });

  it('never give a lifetime that is not one', () => {
    for (const [, result] of cases) {
      if (result.kind !== 'tokens') continue;
      const { expiresAtEpochSec } = result.tokens;
      if (expiresAtEpochSec !== undefined) {
        expect(expiresAtEpochSec).toBeGreaterThan(now);
        expect(Number.isSafeInteger(expiresAtEpochSec)).toBe(true);
      }
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('the implicit grant', () => {
  it('is read from the parameters of the redirect', () => {
    const result = readTokenParameters(
      [
        ['access_token', 'tok'],
        ['token_type', 'Bearer'],
        ['expires_in', '60'],
        ['scope', 'a b'],
        ['state', 's'],
      ],
      facts,
    );
    expect(result).toMatchObject({
      kind: 'tokens',
      oddities: [],
      tokens: { expiresAtEpochSec: now + 60, extra: {} },
    });
  });
});

describe('a token set', () => {
  const set = (receivedAtEpochSec: number, expiresAtEpochSec?: number) => ({
    receivedAtEpochSec,
    expiresAtEpochSec,
  });

  it.each([
    [set(now, now + 3600), 'fresh'],
    [set(now - 3539, now + 61), 'fresh'],
    [set(now - 3540, now + 60), 'refreshSoon'],
    [set(now - 3599, now + 1), 'refreshSoon'],
    [set(now - 3600, now), 'expired'],
    [set(now, now + 10), 'fresh'],
    [set(now - 9, now + 1), 'refreshSoon'],
    [set(now), 'unknown'],
  ])('%o is %s', (tokens, freshness) => {
    expect(tokenFreshness(tokens, now)).toBe(freshness);
  });

  it('keeps what a refreshed answer leaves out, and takes a rotated refresh token', () => {
    const one = readBody({ ...good, refresh_token: 'r1', id_token: 'a.b.c', x: 1 });
    const two = readBody({ access_token: 'new', token_type: 'Bearer', expires_in: 60 });
    const three = readBody({
      access_token: 'new',
      token_type: 'Bearer',
      expires_in: 60,
      refresh_token: 'r2',
      scope: 'a',
    });
    if (one.kind !== 'tokens' || two.kind !== 'tokens' || three.kind !== 'tokens') throw new Error();
    expect(mergeRefreshed(one.tokens, two.tokens)).toMatchObject({
      accessToken: 'new',
      refreshToken: 'r1',
      idToken: 'a.b.c',
      scopes: ['a', 'b'],
      extra: { x: 1 },
    });
    expect(mergeRefreshed(one.tokens, three.tokens)).toMatchObject({ refreshToken: 'r2', scopes: ['a'] });
  });

  it.each([
    ['Bearer', undefined, 'Bearer tok'],
    ['bearer', undefined, 'Bearer tok'],
    ['Bearer', 'Token', 'Token tok'],
    ['Bearer', '', 'tok'],
    ['DPoP', 'Bearer', 'DPoP tok'],
    ['dpop', undefined, 'DPoP tok'],
  ])('of type %s with prefix %s goes out as %s', (tokenType, prefix, header) => {
    expect(tokenAuthorization({ tokenType, accessToken: 'tok' }, prefix)).toBe(header);
    expect(isDpopToken({ tokenType })).toBe(tokenType.toLowerCase() === 'dpop');
  });
});
