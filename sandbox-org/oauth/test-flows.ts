/** Steps of real OAuth flows for the tests. */
import { createHash, randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { JsonObject } from '../json-value.ts';
import type { SandboxOrg } from '../sandbox-org.ts';
import { send } from '../test-client.ts';

export const CALLBACK = 'http://localhost:8080/authorization-code/callback';

/** A key pair of a test. */
export interface TestKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  readonly alg: string;
}

export async function newKey(alg = 'ES256'): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid: randomUUID() }, alg };
}

/** Registers the public part of a key with an app. */
export async function register(org: SandboxOrg, appId: string, key: TestKey): Promise<number> {
  const path = `/api/v1/apps/${appId}/credentials/jwks`;
  return (await send(org, 'POST', path, { body: key.publicJwk as JsonObject })).status;
}

/** A client assertion; `claims` changes what it says. */
export function assertion(
  org: SandboxOrg,
  clientId: string,
  key: TestKey,
  claims: object = {},
): Promise<string> {
  const nowSec = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: clientId,
    sub: clientId,
    aud: `${org.url}/oauth2/v1/token`,
    iat: nowSec,
    exp: nowSec + 300,
    jti: randomUUID(),
    ...claims,
  })
    .setProtectedHeader({ alg: key.alg, kid: String(key.publicJwk.kid) })
    .sign(key.privateKey);
}

/** A DPoP proof. */
export function proof(
  key: TestKey,
  claims: {
    htm: string;
    htu: string;
    nonce?: string | undefined;
    token?: string;
    jti?: string;
    iat?: number;
  },
): Promise<string> {
  const { token, ...rest } = claims;
  const { kid: _kid, ...jwk } = key.publicJwk;
  return new SignJWT({
    jti: randomUUID(),
    iat: Math.floor(Date.now() / 1000),
    ...rest,
    ...(token !== undefined && { ath: createHash('sha256').update(token).digest('base64url') }),
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: key.alg, jwk })
    .sign(key.privateKey);
}

/** Posts a form to an endpoint under `/oauth2/v1`. */
export async function post(
  org: SandboxOrg,
  endpoint: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const response = await fetch(`${org.url}/oauth2/v1/${endpoint}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

/** The form of a token request with a client assertion. */
export async function serviceForm(
  org: SandboxOrg,
  clientId: string,
  key: TestKey,
  scope: string,
  claims: object = {},
): Promise<Record<string, string>> {
  return {
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(org, clientId, key, claims),
  };
}

/** A browser, as far as signing in needs one: it keeps cookies and follows redirects within the org. */
export class TestBrowser {
  readonly #cookies = new Map<string, string>();
  readonly #org: SandboxOrg;

  constructor(org: SandboxOrg) {
    this.#org = org;
  }

  /** Opens an address; stops at a page, or at a redirect that leaves the org. */
  async open(
    target: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ url: string; response: Response }> {
    let url = new URL(target, this.#org.url).href;
    let body = form && new URLSearchParams(form);
    for (let step = 0; step < 10; step += 1) {
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body !== undefined && { method: 'POST', body }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '') this.#cookies.delete(name);
        else this.#cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) return { url, response };
      url = new URL(location, url).href;
      body = undefined;
      if (!url.startsWith(this.#org.url)) return { url, response };
    }
    throw new Error('The redirects do not end.');
  }
}

export const VERIFIER = 'a-verifier-of-a-test-that-is-long-enough-for-pkce';

/** The address of the authorization endpoint. */
export function authorizeUrl(org: SandboxOrg, clientId: string, scope: string, more: object = {}): string {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope,
    state: 'state-1',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  return `${org.url}/oauth2/v1/authorize?${query.toString()}`;
}

/** Signs a person in and gives the query of the callback. */
export async function signIn(org: SandboxOrg, clientId: string, scope: string): Promise<URLSearchParams> {
  const browser = new TestBrowser(org);
  const page = await browser.open(authorizeUrl(org, clientId, scope));
  const done = await browser.open(page.url, { username: 'tony.stark', password: org.signIn.password });
  return new URL(done.url).searchParams;
}

/** Tokens of the web app for a person. */
export async function userTokens(org: SandboxOrg, scope: string): Promise<Record<string, unknown>> {
  const { webClientId: client_id, webClientSecret: client_secret } = org.signIn;
  const code = (await signIn(org, client_id, scope)).get('code') ?? '';
  const { body } = await post(org, 'token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    client_id,
    client_secret,
  });
  return body;
}

/** A call of the API with headers of its own. */
export const call = (org: SandboxOrg, path: string, headers: Record<string, string>, method = 'GET') =>
  send(org, method, path, { authorized: false, headers });
