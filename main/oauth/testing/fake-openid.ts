import { createHash } from 'node:crypto';
import { type CryptoKey, SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { JsonObject } from '../../../core/json-value.ts';
import { type Answer, type FakeServer, type Received, startFakeServer } from './oauth-bench.ts';

/** A key pair of the fake server. */
export interface FakeKey {
  privateKey: CryptoKey;
  jwk: JsonObject;
}

/** An OpenID provider that says what a test wants it to say, well signed or not. */
export interface FakeOpenId {
  server: FakeServer;
  key: FakeKey;
  /** What is served as its key set; `undefined`: the address answers 500. */
  keySet: JsonObject[] | undefined;
  /** Its description of itself, besides what it must say. */
  metadata: JsonObject;
  /** What the token endpoint answers, for the claims a good ID token would have. */
  mint: (claims: JsonObject, form: URLSearchParams) => Promise<Answer>;
  userInfo: () => Answer;
  /** The nonce of the flow under way. */
  nonce: string | undefined;
  countOf(path: string): number;
}

export async function makeFakeKey(kid: string | undefined, alg = 'RS256'): Promise<FakeKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg);
  const jwk = { ...(await exportJWK(publicKey)), use: 'sig', alg, ...(kid === undefined ? {} : { kid }) };
  return { privateKey, jwk: jwk as JsonObject };
}

/** Signs claims; a header without `kid` where it is undefined. */
export function signWith(key: FakeKey, claims: JsonObject, header: JsonObject = {}): Promise<string> {
  const { kid } = key.jwk;
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', ...(typeof kid === 'string' ? { kid } : {}), ...header })
    .sign(key.privateKey);
}

export const halfHash = (text: string) =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

export const answerWith = (idToken: string | undefined, more: JsonObject = {}): Answer => ({
  body: {
    access_token: 'access-1',
    token_type: 'Bearer',
    expires_in: 600,
    ...(idToken === undefined ? {} : { id_token: idToken }),
    ...more,
  },
});

/** Starts one; everything it says is right until a test changes it. */
export async function startFakeOpenId(key: FakeKey): Promise<FakeOpenId> {
  const server = await startFakeServer();
  const op: FakeOpenId = {
    server,
    key,
    keySet: [key.jwk],
    metadata: {},
    mint: async (claims) => answerWith(await signWith(key, claims)),
    userInfo: () => ({ body: { sub: 'u1' } }),
    nonce: undefined,
    countOf: (path) => server.received.filter((each) => each.path === path).length,
  };
  server.answer = (received) => answerOf(op, received);
  return op;
}

function answerOf(op: FakeOpenId, { path, form }: Received): Answer | Promise<Answer> {
  const { url } = op.server;
  if (path.startsWith('/.well-known/')) {
    return {
      body: {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        userinfo_endpoint: `${url}/userinfo`,
        jwks_uri: `${url}/keys`,
        ...op.metadata,
      },
    };
  }
  if (path === '/keys') return op.keySet === undefined ? { status: 500 } : { body: { keys: op.keySet } };
  if (path === '/userinfo') return op.userInfo();
  if (path !== '/token') return { status: 404 };
  const now = Math.floor(Date.now() / 1000);
  const claims: JsonObject = { iss: url, sub: 'u1', aud: 'rp', iat: now, exp: now + 600 };
  if (op.nonce !== undefined) claims['nonce'] = op.nonce;
  return op.mint(claims, form);
}
