import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import { textOf } from '../../core/auth/oauth2/json-answer.ts';
import type { Reply } from '../../core/bridge.ts';
import type { OperationOutput } from '../../core/contract.ts';
import type { JsonObject } from '../../core/json-value.ts';
import {
  type FakeKey,
  type FakeOpenId,
  answerWith,
  halfHash,
  makeFakeKey,
  signWith,
  startFakeOpenId,
} from './testing/fake-openid.ts';
import { type Bench, freePort, oauth2, startBench } from './testing/oauth-bench.ts';

const secret = 'a client secret that is longer than thirty-two bytes';
let key: FakeKey;
let other: FakeKey;
let bench: Bench;
let op: FakeOpenId;
let port: number;

beforeAll(async () => {
  [key, other, bench, port] = await Promise.all([
    makeFakeKey('k1'),
    makeFakeKey('k2'),
    startBench(),
    freePort(),
  ]);
});
afterAll(() => bench.close());
beforeEach(async () => {
  op = await startFakeOpenId(key);
});
afterEach(() => op.server.close());

const config = (fields: Partial<OAuth2Config> = {}) =>
  oauth2({
    issuer: op.server.url,
    authUrl: `${op.server.url}/authorize`,
    accessTokenUrl: `${op.server.url}/token`,
    userInfoUrl: `${op.server.url}/userinfo`,
    callbackUrl: `http://127.0.0.1:${port}/cb`,
    clientId: 'rp',
    clientSecret: secret,
    scope: 'openid profile',
    ...fields,
  });

type Got = OperationOutput<'oauth.getToken'>;

/** Runs the code flow to its end, with a browser that comes straight back. */
async function signIn(fields: Partial<OAuth2Config> = {}, answer: JsonObject = {}): Promise<Reply> {
  const before = bench.opened.length;
  const got = bench.reply('oauth.getToken', { auth: config(fields) });
  await expect.poll(() => bench.opened.length, { interval: 2 }).toBe(before + 1);
  const asked = new URL(bench.opened[before] ?? '').searchParams;
  op.nonce = asked.get('nonce') ?? undefined;
  const parameters = { code: 'code-1', state: asked.get('state') ?? '', ...answer } as Record<string, string>;
  await fetch(`http://127.0.0.1:${port}/cb?${new URLSearchParams(parameters)}`);
  return got;
}

async function token(reply: Promise<Reply>): Promise<Got['token']> {
  const answered = await reply;
  if (!answered.ok) throw new Error(JSON.stringify(answered.error));
  return (answered.value as Got).token;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const without = (claims: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name));
const tampered = async (claims: JsonObject) => {
  const [header = '', , signature = ''] = (await signWith(key, claims)).split('.');
  return `${header}.${encode({ ...claims, sub: 'admin' })}.${signature}`;
};
const withSecret = (claims: JsonObject, text: string) =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(text));

type Minted = (claims: JsonObject) => string | Promise<string>;

const refused: [name: string, finding: string, mint: Minted][] = [
  ['another nonce', 'nonceWrong', (c) => signWith(key, { ...c, nonce: 'other' })],
  ['no nonce', 'nonceWrong', (c) => signWith(key, without(c, 'nonce'))],
  ['another issuer', 'issuerWrong', (c) => signWith(key, { ...c, iss: 'https://evil.test' })],
  [
    'an issuer with a slash too many',
    'issuerWrong',
    (c) => signWith(key, { ...c, iss: `${textOf(c, 'iss') ?? ''}/` }),
  ],
  ['no issuer', 'issuerWrong', (c) => signWith(key, without(c, 'iss'))],
  ['another audience', 'audienceWrong', (c) => signWith(key, { ...c, aud: 'other' })],
  ['no audience', 'audienceWrong', (c) => signWith(key, without(c, 'aud'))],
  ['another party', 'authorizedPartyWrong', (c) => signWith(key, { ...c, aud: ['rp', 'x'], azp: 'x' })],
  ['no subject', 'subjectMissing', (c) => signWith(key, without(c, 'sub'))],
  ['no iat', 'iatMissing', (c) => signWith(key, without(c, 'iat'))],
  ['no exp', 'expMissing', (c) => signWith(key, without(c, 'exp'))],
  ['an end in the past', 'expired', (c) => signWith(key, { ...c, exp: Number(c['iat']) - 900 })],
  ['a wrong at_hash', 'accessTokenHashWrong', (c) => signWith(key, { ...c, at_hash: halfHash('other') })],
  ['a wrong c_hash', 'codeHashWrong', (c) => signWith(key, { ...c, c_hash: halfHash('other') })],
  ['no signature', 'algNone', (c) => `${encode({ alg: 'none' })}.${encode(c)}.`],
  ['an empty signature', 'signatureWrong', (c) => `${encode({ alg: 'RS256', kid: 'k1' })}.${encode(c)}.`],
  ['other claims than were signed', 'signatureWrong', tampered],
  ['the signature of another key', 'signatureWrong', (c) => signWith(other, c, { kid: 'k1' })],
  ['a key nobody publishes', 'keyUnknown', (c) => signWith(other, c)],
  [
    'a key it brings along',
    'keyUnknown',
    (c) => signWith(other, c, { jwk: other.jwk, jku: 'http://127.0.0.1:9/' }),
  ],
  ['the signature of another secret', 'signatureWrong', (c) => withSecret(c, `${secret}!`)],
  ['the public key for a secret', 'signatureWrong', (c) => withSecret(c, textOf(key.jwk, 'n') ?? '')],
  ['no form of a token', 'notJwt', () => 'not.a.token'],
];

describe('an ID token that a relying party must refuse', () => {
  it.each(refused)('has %s: %s', async (_name, finding, mint) => {
    op.mint = async (claims) => answerWith(await mint(claims));
    const before = (await bench.call('token.list', {})).tokens.length;
    expect(await signIn()).toMatchObject({
      error: { code: 'ERR_OAUTH_ID_TOKEN_INVALID', details: { findings: [finding] } },
    });
    expect((await bench.call('token.list', {})).tokens).toHaveLength(before);
  });
});

describe('an ID token that a relying party takes', () => {
  it('has the hashes or has none, one key or several, and an id of a key or none', async () => {
    const taken: Minted[] = [
      (claims) => signWith(key, claims),
      (claims) => signWith(key, { ...claims, at_hash: halfHash('access-1'), c_hash: halfHash('code-1') }),
      (claims) => signWith(key, { ...claims, aud: ['rp'], azp: 'rp' }),
      (claims) => new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256' }).sign(key.privateKey),
      (claims) => withSecret(claims, secret),
    ];
    for (const keySet of [[key.jwk], [other.jwk, { kty: 'oct', k: 'AAAA' }, key.jwk]]) {
      op.keySet = keySet;
      bench.clock.offsetMs += 11 * 60_000;
      for (const mint of taken) {
        op.mint = async (claims) => answerWith(await mint(claims));
        expect((await token(signIn())).remarks).toBeUndefined();
      }
    }
    bench.clock.offsetMs = 0;
  });

  it('is signed with a new key after the server changed its keys, and those are fetched once', async () => {
    await token(signIn());
    await token(signIn());
    expect(op.countOf('/keys')).toBe(1);
    op.keySet = [other.jwk];
    op.mint = async (claims) => answerWith(await signWith(other, claims));
    expect((await token(signIn())).remarks).toBeUndefined();
    expect(op.countOf('/keys')).toBe(2);
    // The same id for another key is a change too.
    const again = await makeFakeKey('k2');
    op.keySet = [again.jwk];
    op.mint = async (claims) => answerWith(await signWith(again, claims));
    expect((await token(signIn())).remarks).toBeUndefined();
  });

  it('comes with a remark where its signature could not be checked, or where it did not come at all', async () => {
    op.keySet = undefined;
    expect((await token(signIn())).remarks).toMatchObject([{ code: 'signatureUnchecked' }]);
    op.mint = () => Promise.resolve(answerWith(undefined));
    expect((await token(signIn())).remarks).toMatchObject([{ code: 'idTokenMissing' }]);
    op.mint = () => Promise.resolve(answerWith(`${encode({ alg: 'RSA-OAEP', enc: 'A128GCM' })}.a.b.c.d`));
    expect((await token(signIn())).remarks).toMatchObject([{ code: 'encrypted' }]);
  });

  it('is checked too where the set-up names no issuer: by the server whose token endpoint was asked', async () => {
    expect((await token(signIn({ issuer: '' }))).remarks).toBeUndefined();
    op.mint = async (claims) => answerWith(await tampered(claims));
    expect(await signIn({ issuer: '' })).toMatchObject({ error: { code: 'ERR_OAUTH_ID_TOKEN_INVALID' } });
  });

  it('has the nonce that the user typed, and a sign-in as fresh as was asked for', async () => {
    const row = { enabled: true, sendAs: 'request_url' as const };
    const authRequestParameters = [
      { ...row, key: 'nonce', value: 'typed' },
      { ...row, key: 'max_age', value: '60' },
    ];
    expect((await token(signIn({ authRequestParameters }))).remarks).toMatchObject([
      { code: 'signInTooOld' },
    ]);
    op.mint = async (claims) =>
      answerWith(await signWith(key, { ...claims, auth_time: Number(claims['iat']) - 5 }));
    expect((await token(signIn({ authRequestParameters }))).remarks).toBeUndefined();
    op.mint = async (claims) => answerWith(await signWith(key, { ...claims, nonce: 'other' }));
    expect(await signIn({ authRequestParameters })).toMatchObject({
      error: { code: 'ERR_OAUTH_ID_TOKEN_INVALID' },
    });
  });
});

describe('what comes after', () => {
  it('user info of somebody else is refused, plain or signed', async () => {
    const { id } = await token(signIn());
    const ask = () => bench.reply('token.readUserInfo', { id });
    expect(await ask()).toMatchObject({ ok: true });
    for (const body of [{ sub: 'u2' }, { name: 'no sub' }, await signWith(key, { sub: 'u2' })]) {
      op.userInfo = () => ({ body });
      expect(await ask()).toMatchObject({ error: { code: 'ERR_OAUTH_ANSWER_UNUSABLE' } });
    }
    const jwt = await signWith(key, { sub: 'u1' });
    op.userInfo = () => ({ body: jwt, headers: { 'Content-Type': 'application/jwt' } });
    expect(await ask()).toMatchObject({ ok: true, value: { json: jwt } });
  });

  it('a refresh that is about another user is refused, and its refresh token is kept all the same', async () => {
    op.mint = async (claims, form) => {
      const isRefresh = form.get('grant_type') === 'refresh_token';
      const sub = isRefresh ? 'u2' : 'u1';
      const idToken = await signWith(key, isRefresh ? without({ ...claims, sub }, 'nonce') : claims);
      return answerWith(idToken, { refresh_token: isRefresh ? 'refresh-2' : 'refresh-1' });
    };
    const { id } = await token(signIn());
    expect(await bench.reply('token.refresh', { id })).toMatchObject({
      error: { code: 'ERR_OAUTH_ID_TOKEN_INVALID', details: { findings: ['subjectChanged'] } },
    });
    expect(await bench.call('token.reveal', { id, part: 'refresh' })).toEqual({ value: 'refresh-2' });
  });

  it('a server that describes itself under another name is not used', async () => {
    for (const issuer of [
      'https://evil.test',
      `${op.server.url}/other`,
      'http://{x}',
      '{x}',
      `${op.server.url}.evil.test`,
    ]) {
      op.metadata = { issuer };
      expect(await bench.reply('oauth.discover', { url: op.server.url })).toMatchObject({
        error: { code: 'ERR_OAUTH_METADATA_INVALID', details: { reason: 'issuerMismatch' } },
      });
    }
  });
});

describe('two servers, one hostile', () => {
  it('never send the code of one to the token endpoint of the other, in 100 mix-ups', async () => {
    const hostile = await startFakeOpenId(other);
    const honest = op;
    const evil = hostile.server.url;
    const good = honest.server.url;
    const setUps: Partial<OAuth2Config>[] = [
      // The user chose the hostile server, whose sign-in page sends the browser on to the honest one.
      { issuer: evil, authUrl: `${evil}/authorize`, accessTokenUrl: `${evil}/token` },
      { issuer: '', authUrl: `${evil}/authorize`, accessTokenUrl: `${evil}/token` },
      // A set-up that came from somebody else: the honest sign-in page and a hostile token endpoint.
      { issuer: '', authUrl: `${good}/authorize`, accessTokenUrl: `${evil}/token` },
      { issuer: evil, authUrl: `${good}/authorize`, accessTokenUrl: `${evil}/token` },
    ];
    hostile.metadata = { authorization_response_iss_parameter_supported: true };
    const codes = new Set<string>();
    for (let run = 0; run < 100; run += 1) {
      const fields = setUps[run % 4] ?? {};
      // The hostile server may leave out the name that it promised to give.
      const answer: JsonObject = fields.issuer === evil && run >= 50 ? {} : { iss: good };
      const reply = await signIn(fields, answer);
      codes.add(reply.ok ? 'ok' : reply.error.code);
    }
    expect([...codes]).toEqual(['ERR_OAUTH_ISSUER_MISMATCH']);
    expect(hostile.countOf('/token')).toBe(0);
    expect(honest.countOf('/token')).toBe(0);
    // The same set-ups with their own server's answer do go through.
    honest.metadata = { authorization_response_iss_parameter_supported: true };
    await token(signIn({ issuer: '' }, { iss: good }));
    await token(signIn({}, { iss: good }));
    await hostile.server.close();
  });
});
