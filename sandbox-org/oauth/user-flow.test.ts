import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandboxOrg, type SandboxOrg } from '../sandbox-org.ts';
import { textAt } from '../test-client.ts';
import {
  authorizeUrl,
  call,
  CALLBACK,
  post,
  signIn,
  TestBrowser,
  userTokens,
  VERIFIER,
} from './test-flows.ts';

let org: SandboxOrg;
beforeAll(async () => {
  org = await createSandboxOrg();
});
afterAll(() => org.close());

const bearer = (token: unknown) => ({ authorization: `Bearer ${String(token)}` });
const web = () => ({ client_id: org.signIn.webClientId, client_secret: org.signIn.webClientSecret });

describe('discovery', () => {
  it('is the same at both addresses', async () => {
    const read = async (name: string) =>
      (await fetch(`${org.url}/.well-known/${name}`)).json() as Promise<Record<string, unknown>>;
    const document = await read('openid-configuration');
    expect(await read('oauth-authorization-server')).toEqual(document);
    expect(document).toMatchObject({
      issuer: org.url,
      authorization_endpoint: `${org.url}/oauth2/v1/authorize`,
      token_endpoint: `${org.url}/oauth2/v1/token`,
      jwks_uri: `${org.url}/oauth2/v1/keys`,
      introspection_endpoint: `${org.url}/oauth2/v1/introspect`,
      revocation_endpoint: `${org.url}/oauth2/v1/revoke`,
      userinfo_endpoint: `${org.url}/oauth2/v1/userinfo`,
      pushed_authorization_request_endpoint: `${org.url}/oauth2/v1/par`,
      device_authorization_endpoint: `${org.url}/oauth2/v1/device/authorize`,
      end_session_endpoint: `${org.url}/oauth2/v1/logout`,
      authorization_response_iss_parameter_supported: true,
    });
    const keys = await (await fetch(`${org.url}/oauth2/v1/keys`)).text();
    expect(Object.keys((JSON.parse(keys) as { keys: object[] }).keys[0] ?? {})).not.toContain('d');
  });
});

describe('signing in', () => {
  it('shows a page without script that lists the scopes and escapes what it repeats', async () => {
    const { response } = await new TestBrowser(org).open(
      authorizeUrl(org, org.signIn.webClientId, 'openid okta.users.read', { login_hint: '"><script>' }),
    );
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('<code>okta.users.read</code>');
    expect(html).toContain('&quot;&gt;&lt;script&gt;');
    expect(html).not.toContain('<script');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:8080;");
  });

  it('stays on the page when the password is wrong, or the person may not sign in', async () => {
    const browser = new TestBrowser(org);
    const page = await browser.open(authorizeUrl(org, org.signIn.webClientId, 'openid'));
    for (const form of [
      { username: 'tony.stark', password: 'wrong' },
      { username: 'nobody', password: org.signIn.password },
      { username: 'eirik.haugstad', password: org.signIn.password },
    ]) {
      const refused = await browser.open(page.url, form);
      expect([refused.response.status, refused.url]).toEqual([401, page.url]);
      expect(await refused.response.text()).toContain('role="alert"');
    }
    const done = await browser.open(page.url, {
      username: 'tony.stark@sandbox.example',
      password: org.signIn.password,
    });
    expect(done.url).toContain(`${CALLBACK}?code=`);
  });

  it('gives a code with state and issuer, and for it a token that reads people as that person', async () => {
    const query = await signIn(org, org.signIn.webClientId, 'okta.users.read');
    expect([query.get('state'), query.get('iss')]).toEqual(['state-1', org.url]);
    const form = {
      grant_type: 'authorization_code',
      code: query.get('code') ?? '',
      redirect_uri: CALLBACK,
      ...web(),
    };
    const wrong = await post(org, 'token', { ...form, code_verifier: VERIFIER.replace('a-', 'b-') });
    expect([wrong.status, wrong.body['error']]).toEqual([400, 'invalid_grant']);
    const { access_token: token, ...tokens } = await userTokens(org, 'okta.users.read');
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'okta.users.read', expires_in: 3600 });
    expect(tokens).not.toHaveProperty('refresh_token');
    const me = await call(org, '/api/v1/users/me', bearer(token));
    expect(textAt(me.json, 'profile', 'login')).toBe('tony.stark@sandbox.example');
  });

  it('refuses scopes it does not know, and a wrong secret', async () => {
    const { url } = await new TestBrowser(org).open(
      authorizeUrl(org, org.signIn.webClientId, 'okta.nothing.read'),
    );
    expect(new URL(url).searchParams.get('error')).toBe('invalid_scope');
    const refused = await post(org, 'token', {
      grant_type: 'refresh_token',
      refresh_token: 'x',
      ...web(),
      client_secret: 'y',
    });
    expect([refused.status, refused.body['error']]).toEqual([401, 'invalid_client']);
  });

  it('needs PKCE of the native app', async () => {
    const { url } = await new TestBrowser(org).open(
      authorizeUrl(org, org.signIn.nativeClientId, 'openid', {
        code_challenge: '',
        code_challenge_method: '',
      }),
    );
    expect(new URL(url).searchParams.get('error')).toBe('invalid_request');
    expect((await signIn(org, org.signIn.nativeClientId, 'openid')).get('code')).toBeTruthy();
  });

  it('refreshes, answers about the token and the person, and revokes', async () => {
    const first = await userTokens(org, 'openid email offline_access okta.users.read');
    expect(first).toHaveProperty('id_token');
    const refreshed = await post(org, 'token', {
      grant_type: 'refresh_token',
      refresh_token: String(first['refresh_token']),
      ...web(),
    });
    expect([refreshed.status, refreshed.body['error_description']]).toEqual([200, undefined]);
    const token = String(refreshed.body['access_token']);
    const info = await fetch(`${org.url}/oauth2/v1/userinfo`, { headers: bearer(token) });
    expect(await info.json()).toMatchObject({ email: 'tony.stark@sandbox.example' });

    const about = await post(org, 'introspect', { token, ...web() });
    expect(about.body).toMatchObject({ active: true, cid: org.signIn.webClientId });
    const strange = await post(org, 'introspect', { token, ...web(), client_secret: 'wrong' });
    expect(strange.status).toBe(401);
    expect((await post(org, 'introspect', { token, client_id: org.signIn.nativeClientId })).body).toEqual({
      active: false,
    });

    expect((await post(org, 'revoke', { token, ...web() })).status).toBe(200);
    expect((await post(org, 'introspect', { token, ...web() })).body).toEqual({ active: false });
    const refused = await call(org, '/api/v1/users/me', bearer(token));
    expect([refused.status, textAt(refused.json, 'errorCode')]).toEqual([401, 'E0000011']);

    expect((await call(org, '/api/v1/users/me', bearer(first['access_token']))).status).toBe(200);
    await post(org, 'revoke', { token: String(first['refresh_token']), ...web() });
    expect((await call(org, '/api/v1/users/me', bearer(first['access_token']))).status).toBe(401);
  });

  it('takes a pushed request, and gives a refresh token whenever its scope is asked', async () => {
    const { searchParams } = new URL(
      authorizeUrl(org, org.signIn.webClientId, 'openid offline_access okta.users.read'),
    );
    const pushed = await post(org, 'par', { ...Object.fromEntries(searchParams), ...web() });
    expect(pushed.status).toBe(201);
    const browser = new TestBrowser(org);
    const query = new URLSearchParams({
      client_id: org.signIn.webClientId,
      request_uri: String(pushed.body['request_uri']),
    });
    const page = await browser.open(`/oauth2/v1/authorize?${query.toString()}`);
    const done = await browser.open(page.url, { username: 'tony.stark', password: org.signIn.password });
    const tokens = await post(org, 'token', {
      grant_type: 'authorization_code',
      code: new URL(done.url).searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
      ...web(),
    });
    expect(tokens.body).toHaveProperty('refresh_token');

    // The session is known by now: no second password.
    const again = await browser.open(authorizeUrl(org, org.signIn.webClientId, 'openid okta.groups.read'));
    expect(again.url).toContain(`${CALLBACK}?code=`);
  });

  it('signs a device in', async () => {
    const client_id = org.signIn.nativeClientId;
    const device = await post(org, 'device/authorize', { client_id, scope: 'openid okta.users.read' });
    expect(device.status).toBe(200);
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: String(device.body['device_code']),
      client_id,
    };
    expect((await post(org, 'token', form)).body['error']).toBe('authorization_pending');
    const browser = new TestBrowser(org);
    const html = await (await browser.open(String(device.body['verification_uri']))).response.text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const code = { xsrf, user_code: String(device.body['user_code']) };
    expect((await browser.open('/activate', code)).response.status).toBe(200);
    const page = await browser.open('/activate', { ...code, confirm: 'yes' });
    const done = await browser.open(page.url, {
      username: 'ada.winterbourne',
      password: org.signIn.password,
    });
    expect(await done.response.text()).toContain('Device activated');
    const tokens = await post(org, 'token', form);
    const me = await call(org, '/api/v1/users/me', bearer(tokens.body['access_token']));
    expect(textAt(me.json, 'profile', 'firstName')).toBe('Ada');
  });
});
